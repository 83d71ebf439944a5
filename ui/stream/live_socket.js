// The live socket of this page. It says which views can be seen, takes frames to them, and tells
// Streamlit only when frames cease to come this way or come again, or when the run started or
// stopped by itself.

import { FOR_GOOD } from "../components/kit/constants.js";
import { page } from "../components/kit/page.js";
import { unpack } from "../components/kit/unpack.js";

const TRIES = 3; // in vain from the start: there is no such route here
const SLOWEST = 15_000;
const LATE = 500; // ms for an answer to Pause
const QUIET = 2000; // ms without a key or a moved pointer
const BUSY = ["pointerdown", "pointermove", "keydown"];
const carriers = new WeakMap();

// Whether a key is meant for a field that takes text, or for one with a value that arrow keys move.
const writing = ({ target }) =>
  Boolean(
    target.closest?.("input:not([type=range]), textarea, [contenteditable], [role=combobox]"),
  );
const moving = (event) =>
  Boolean(
    event.composedPath()[0].closest?.(
      "input, textarea, select, [contenteditable], [role=combobox]",
    ),
  );
const onButton = (event) => Boolean(event.composedPath()[0].closest?.("button"));
const modified = ({ ctrlKey, metaKey, altKey, shiftKey }) =>
  ctrlKey || metaKey || altKey || shiftKey;
/** @returns {HTMLButtonElement | null} */
const playButton = () => document.querySelector('[class*="st-key-play"] button');
const within = ({ target }, key) => Boolean(target.closest?.(`[class*="st-key-${key}"]`));

class Carrier {
  constructor() {
    this.tries = 0;
    this.replies = new Map();
    this.number = 0;
    this.tabbed = false; // whether the focus came by the keyboard
    page.changed = () => this.plan();
    page.send = (message) => this.command(message);
    // A press of Pause does not wait for the page to run again, nor does one of Step; R resets.
    this.pressed = (event) => {
      if (this.passed) return;
      const taken = (within(event, "play") && this.pause()) ||
        (within(event, "step") && this.step());
      if (taken) event.stopImmediatePropagation();
    };
    this.key = (event) => {
      if (event.key === "Tab") this.tabbed = true;
      if (writing(event) || modified(event)) return;
      if (event.key === "r") this.command({ do: "reset" });
      if (event.code !== "Space" || this.meant(event)) return;
      const play = onButton(event) && playButton();
      if (play) {
        event.stopImmediatePropagation();
        event.preventDefault();
        this.spent = true;
        if (!event.repeat) play.click();
      } else this.paused = this.pause();
    };
    // Firefox presses a button when Space comes up, whatever became of its going down.
    this.released = (event) => {
      if (event.code !== "Space" || !this.spent) return;
      this.spent = false;
      event.preventDefault();
    };
    // Between the widgets, which come first, and Streamlit's shortcuts.
    this.shortcut = (event) => {
      const step = event.key === "ArrowRight" && !modified(event) && !moving(event) &&
        this.step(event.repeat);
      const paused = event.code === "Space" && this.paused;
      this.paused = false;
      if (step || paused) event.preventDefault();
      if (step || paused || this.meant(event)) event.stopPropagation();
    };
    this.touched = () => (this.tabbed = false);
    this.busy = () => this.told && this.tellLater();
    this.resized = () => {
      for (const view of page.views.values()) view.theme && view.present();
    };
    addEventListener("resize", this.resized);
    document.addEventListener("click", this.pressed, true);
    document.addEventListener("keydown", this.key, true);
    document.addEventListener("keyup", this.released, true);
    document.addEventListener("pointerdown", this.touched, true);
    document.body.addEventListener("keydown", this.shortcut);
    for (const kind of BUSY) document.addEventListener(kind, this.busy, true);
  }

  update({ data: [data], setStateValue, setTriggerValue }) {
    const { run } = this.data ?? {};
    this.data = data;
    if (data.present || page.present) {
      for (const later of [0, 400, 900]) setTimeout(this.resized, later); // as the page moves
    }
    page.present = data.present;
    this.setStateValue = setStateValue;
    this.setTriggerValue = setTriggerValue;
    this.telling = undefined;
    if (!data.playing) this.pausing = false;
    clearTimeout(this.doubt);
    this.doubt = undefined;
    this.patience = 250;
    if (run !== data.run) {
      this.tries = 0;
      this.pausing = false;
      this.connect();
      // These were passed over while the socket still carried the other run.
      if (run) { for (const view of page.views.values()) view.show(view.brought); }
    } else {
      this.plan();
      this.compare();
    }
  }

  connect() {
    this.drop();
    const { run, visitor, base } = this.data;
    const url = new URL(base ? `/${base}/live` : "live", document.baseURI);
    url.protocol = url.protocol.replace("http", "ws");
    url.search = String(new URLSearchParams({ run, visitor }));
    url.hash = "";
    const socket = (this.socket = new WebSocket(url));
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.plan();
      if (this.pausing) this.pause();
    };
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket) return;
      if (typeof data === "string") this.reply(JSON.parse(data));
      else this.frame(new Uint8Array(data));
    };
    socket.onclose = ({ code }) => socket === this.socket && this.lost(code);
  }

  drop() {
    clearTimeout(this.retry);
    const { socket } = this;
    this.socket = this.said = this.playing = undefined;
    page.carried.clear();
    for (const settle of this.replies.values()) settle({ error: null, lost: true });
    this.replies.clear();
    socket?.close();
  }

  lost(code) {
    this.drop();
    if (this.works) this.tellLost(true);
    this.works = false;
    this.tries += 1;
    if (FOR_GOOD.includes(code) || (!this.worked && this.tries >= TRIES)) return;
    this.retry = setTimeout(() => this.connect(), Math.min(SLOWEST, 500 * 2 ** this.tries));
  }

  // The moment that is looked at: the slider knows it first.
  get at() {
    const slider = page.views.get("rewind");
    return slider ? slider.at : this.data.at;
  }

  // Only what is on the page and can be seen is asked for: the rest costs the server nothing.
  plan() {
    this.planned ??= setTimeout(() => {
      this.planned = undefined;
      if (this.socket?.readyState !== WebSocket.OPEN) return;
      const want = {};
      for (const [name, options] of Object.entries(this.data.views)) {
        if (page.views.get(name)?.seen && !page.lost.has(name)) want[name] = options;
      }
      const said = JSON.stringify({ want, at: this.at });
      if (said !== this.said) this.socket.send(this.said = said);
      if (!page.lost.size) return;
      page.lost.clear();
      this.plan(); // what is wanted anew comes whole
    });
  }

  frame(bytes) {
    const { socket } = this;
    const { views, playing, followed, ms, arrays } = unpack(bytes);
    this.tries = 0;
    this.works = this.worked = true;
    this.playing = page.playing = playing;
    this.followed = followed;
    views.forEach((name, i) => {
      const view = page.views.get(name);
      if (!view) {
        page.lost.add(name); // until it is back
        return;
      }
      page.carried.add(name);
      view.show(arrays[i], playing);
    });
    // Registered after the views' own, so it runs when they have drawn; in a hidden tab, when it is
    // shown again.
    requestAnimationFrame(() =>
      socket.readyState === WebSocket.OPEN && socket.send('{"ack":true}')
    );
    this.count(bytes.length, ms, views);
    this.tellLost(false);
    this.compare();
  }

  // The server may not know that nothing reaches this page any more.
  tellLost(lost) {
    if (lost === this.data.lost || lost === this.telling) return;
    this.telling = lost;
    this.setStateValue("lost", lost);
  }

  // Used by tests and benchmarks: frames, their bytes, the server's milliseconds, and how often
  // each view came.
  count(bytes, ms, views) {
    const sum = (page.count ??= { frames: 0, bytes: 0, ms: 0, views: {} });
    sum.frames += 1;
    sum.bytes += bytes;
    sum.ms += ms;
    for (const name of views) sum.views[name] = (sum.views[name] ?? 0) + 1;
  }

  // The page's buttons and fields say something else than the run does: unless the page is just
  // about to know, tell it; and again, as Streamlit may lose what it is told while it runs the
  // page.
  compare() {
    const differs = () =>
      this.playing !== undefined &&
      ["playing", "followed"].some((name) => this[name] !== this.data[name]);
    if (!differs()) {
      clearTimeout(this.doubt);
      this.doubt = undefined;
      return;
    }
    this.doubt ??= setTimeout(() => {
      this.doubt = undefined;
      if (!differs()) return;
      this.setTriggerValue("moved", Date.now());
      this.patience = Math.min(SLOWEST, 4 * this.patience);
      this.compare();
    }, this.patience);
  }

  // Space on a button that somebody came to by Tab is that button's; else it plays or pauses,
  // whatever was clicked last. The one that plays is pressed when the key goes down: when it comes
  // up, another may have taken its place.
  meant(event) {
    return event.code === "Space" && this.tabbed && onButton(event) && !within(event, "play");
  }

  // True if the socket took it: Streamlit hears of the press when the run has stopped, as both at
  // once take longer; or soon, if no answer comes. By then the page may have another button in this
  // one's place. Before the first frame the page knows best.
  pause() {
    if (!(this.playing ?? this.data.playing)) return false;
    const [button, done] = [playButton(), this.command({ do: "pause" })];
    if (done) {
      Promise.race([done, new Promise((late) => setTimeout(late, LATE))]).then(() => {
        this.passed = true;
        if (button?.isConnected) button.click();
        this.passed = false;
      });
      return true;
    }
    this.pausing = this.socket?.readyState !== WebSocket.OPEN; // then as soon as it opens
    if (!this.pausing) this.socket.send('{"do":"pause"}');
    return false;
  }

  // Streamlit takes two quick presses for one, so they do not go its way: it hears of them when
  // they are over. A key held down waits for the step before. True if the socket took it; not while
  // the page shows the past.
  step(repeated) {
    if (this.at !== null) return false;
    if (repeated && this.stepping) return true;
    const done = this.command({ do: "step", at: null });
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
      this.setTriggerValue("moved", Date.now());
    }, QUIET);
  }

  // Send a command; a promise of {error}, or undefined when the socket is not there to take it.
  command(message) {
    if (!this.works || this.socket?.readyState !== WebSocket.OPEN) return undefined;
    const id = (this.number += 1);
    this.socket.send(JSON.stringify({ ...message, id }));
    return new Promise((settle) => this.replies.set(id, settle));
  }

  reply({ re, error }) {
    this.replies.get(re)?.({ error });
    this.replies.delete(re);
  }

  close() {
    removeEventListener("resize", this.resized);
    document.removeEventListener("click", this.pressed, true);
    document.removeEventListener("keydown", this.key, true);
    document.removeEventListener("keyup", this.released, true);
    document.removeEventListener("pointerdown", this.touched, true);
    document.body.removeEventListener("keydown", this.shortcut);
    for (const kind of BUSY) document.removeEventListener(kind, this.busy, true);
    clearTimeout(this.told);
    clearTimeout(this.planned);
    clearTimeout(this.doubt);
    this.drop();
  }
}

// Streamlit may take an element away and bring it back at once: the socket outlives that. It also
// cleans up after a run that a newer one has overtaken: that changes nothing.
export default (component) => {
  const { parentElement } = component;
  const carrier = carriers.get(parentElement) ?? (page.resting ?? new Carrier());
  page.resting = undefined;
  clearTimeout(carrier.ending);
  carriers.set(parentElement, carrier);
  carrier.update(component);
  const turn = (carrier.turn = {});
  return () => {
    if (carrier.turn !== turn) return;
    page.resting = carrier;
    carrier.ending = setTimeout(() => {
      if (page.resting === carrier) page.resting = undefined;
      carriers.delete(parentElement);
      carrier.close();
    }, 1000);
  };
};
