// Keys and clicks that go by the socket: Pause, Step and Reset do not wait for the page to run
// again, as Streamlit's way of them does.

import { PLAY, STEP } from "../components/kit/constants.js";

const LATE = 500; // ms for an answer to Pause
const QUIET = 2000; // ms without a key or a moved pointer
const BUSY = ["pointerdown", "pointermove", "keydown"];
const TEXT = "textarea, [contenteditable], [role=combobox]";

/** @param {EventTarget | null} target @param {string} selector @returns {boolean} */
const inside = (target, selector) => target instanceof Element && Boolean(target.closest(selector));

// What was hit within a component's own tree, too.
const inmost = (/** @type {Event} */ event) => event.composedPath()[0];

// Whether a key is meant for a field that takes text, or for one with a value that arrows move.
const writing = (/** @type {Event} */ { target }) =>
  inside(target, `input:not([type=range]), ${TEXT}`);
const moving = (/** @type {Event} */ event) => inside(inmost(event), `input, select, ${TEXT}`);
const onButton = (/** @type {Event} */ event) => inside(inmost(event), "button");
const modified = (/** @type {KeyboardEvent} */ { ctrlKey, metaKey, altKey, shiftKey }) =>
  ctrlKey || metaKey || altKey || shiftKey;

// A widget of Streamlit's, by what its key begins with.
const widget = (/** @type {string} */ key) => `[class*="st-key-${key}"]`;
const within = (/** @type {Event} */ { target }, /** @type {string} */ key) =>
  inside(target, widget(key));
/** @returns {HTMLButtonElement | null} */
const playButton = () => document.querySelector(`${widget(PLAY)} button`);

export class Shortcuts {
  tabbed = false; // whether the focus came by the keyboard
  spent = false; // whether Space, which is down, has pressed a button already
  paused = false; // or made the run pause
  passed = false; // whether a click is one that Streamlit shall hear of
  /** @type {ReturnType<typeof setTimeout> | undefined} the timer that tells Streamlit */
  told;
  /** @type {Promise<unknown> | undefined} a step under way */
  stepping;
  leaving = new AbortController();

  /** @param {import("./live_socket.js").LiveSocket} socket */
  constructor(socket) {
    this.socket = socket;
    const { signal } = this.leaving;
    const first = { capture: true, signal };
    document.addEventListener("click", (event) => this.click(event), first);
    document.addEventListener("keydown", (event) => this.keyDown(event), first);
    document.addEventListener("keyup", (event) => this.keyUp(event), first);
    document.addEventListener("pointerdown", () => (this.tabbed = false), first);
    document.addEventListener("change", () => this.asks(), first);
    // Between the widgets, which come first, and Streamlit's shortcuts.
    document.body.addEventListener("keydown", (event) => this.shortcut(event), { signal });
    for (const kind of BUSY) document.addEventListener(kind, () => this.busy(), first);
  }

  /** @param {MouseEvent} event */
  click(event) {
    if (!this.socket.hasButtons) return;
    if (this.passed) return;
    const taken = (within(event, PLAY) && this.pause()) || (within(event, STEP) && this.step());
    if (taken) event.stopImmediatePropagation();
    else if (inside(event.target, "button, [role=option]")) this.asks();
  }

  // What Streamlit is asked for may make another run.
  asks() {
    if (this.socket.hasButtons) this.socket.hold();
  }

  /** @param {KeyboardEvent} event */
  keyDown(event) {
    if (!this.socket.hasButtons) return;
    if (event.key === "Tab") this.tabbed = true;
    if (writing(event) || modified(event)) return;
    if (event.key === "r") this.socket.command({ do: "reset" });
    if (event.code !== "Space" || this.meant(event)) return;
    const play = onButton(event) && playButton();
    if (play) {
      event.stopImmediatePropagation();
      event.preventDefault();
      this.spent = true;
      if (!event.repeat) play.click();
    } else this.paused = this.pause();
  }

  /**
   * Firefox presses a button when Space comes up, whatever became of its going down.
   *
   * @param {KeyboardEvent} event
   */
  keyUp(event) {
    if (event.code !== "Space" || !this.spent) return;
    this.spent = false;
    event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  shortcut(event) {
    if (!this.socket.hasButtons) return;
    const right = event.key === "ArrowRight" && !modified(event) && !moving(event);
    const step = right && this.step(event.repeat);
    const paused = event.code === "Space" && this.paused;
    this.paused = false;
    if (step || paused) event.preventDefault();
    if (step || paused || this.meant(event)) event.stopPropagation();
  }

  /**
   * Space on a button that somebody came to by Tab is that button's; else it plays or pauses,
   * whatever was clicked last. The one that plays is pressed when the key goes down: when it comes
   * up, another may have taken its place.
   *
   * @param {KeyboardEvent} event
   */
  meant(event) {
    return event.code === "Space" && this.tabbed && onButton(event) && !within(event, PLAY);
  }

  // True if the socket took it: Streamlit hears of the press when the run has stopped, as both at
  // once take longer; or soon, if no answer comes. By then the page may have another button in this
  // one's place.
  pause() {
    if (!this.socket.isPlaying) return false;
    const button = playButton();
    const done = this.socket.pause();
    if (!done) return false;
    Promise.race([done, new Promise((late) => setTimeout(late, LATE))]).then(() => {
      this.passed = true;
      if (button?.isConnected) button.click();
      this.passed = false;
    });
    return true;
  }

  // Streamlit takes two quick presses for one, so they do not go its way: it hears of them when
  // they are over. A key held down waits for the step before. True if the socket took it; not while
  // the page shows the past.
  step(repeated = false) {
    if (this.socket.at !== null) return false;
    if (repeated && this.stepping) return true;
    const done = this.socket.command({ do: "step", at: null });
    if (!done) return false;
    this.stepping = done.then(() => (this.stepping = undefined));
    this.tellLater();
    return true;
  }

  // Not while somebody is at work: Streamlit overlooks clicks on other things while it runs the
  // page.
  tellLater() {
    clearTimeout(this.told);
    this.told = setTimeout(() => {
      this.told = undefined;
      this.socket.tellMoved();
    }, QUIET);
  }

  busy() {
    if (this.told) this.tellLater();
  }

  close() {
    clearTimeout(this.told);
    this.leaving.abort();
  }
}
