// A canvas to draw a digit on: ink is drawn here at once, strokes go to Python, answers come back.

import { PENS, PER_UNIT, UNITS } from "../kit/constants.js";
import { drawing } from "../kit/dom.js";
import { unpack } from "../kit/unpack.js";
import { Answers } from "./bars.js";
import { Desk } from "./desk.js";
import { EMPTY, Ink, inUnits } from "./ink.js";
import { KeyPen, take } from "./key_pen.js";
import { Sync } from "./sync.js";

/** @typedef {import("../kit/wire.d.ts").DigitCanvas} Frame */
/** @typedef {import("../kit/streamlit.d.ts").Component} Component */

const EVERY = 40; // ms between two states sent through Streamlit, at least
const SEEN = 300; // the same when answers come by the socket and Streamlit shows more below
const FULL = "That is as much ink as fits. Undo or clear to go on.";
const PEN_NAMES = ["fine", "medium", "broad"];
const NIBS = [5, 9, 15]; // pixels of what stands on the pens' button
const TOOLS = /** @type {const} */ (["undo", "redo", "replay", "pen", "clear"]);

// Kept by parent: the default export runs again for every answer and every change of theme.
/** @type {WeakMap<ShadowRoot, DigitCanvas>} */
const canvases = new WeakMap();

class DigitCanvas {
  /** @type {Component} */
  component;
  turn = {}; // of Streamlit: which of its runs mounted it last
  /** @type {string[]} of the readers */
  names = [];
  /** @type {Frame | undefined} the newest answer; undefined for an empty canvas */
  answer;
  emptied = 0; // the state in which the canvas last was empty; older answers are forgotten
  pictured = 0; // the newest picture that came
  isFull = false;
  watched = false; // whether more than the answer is shown of the drawing
  toSpeak = false; // whether the answer to the newest state is to be said
  /** @type {number | undefined} of the pointer that draws */
  pointer;
  /** @type {{ left: number, top: number, width: number, height: number }} of the paper */
  place;
  /** @type {HTMLElement | undefined} while it is on the page */
  root;
  // What it consists of, as it stands there.
  /** @type {HTMLCanvasElement} */
  paper;
  /** @type {CanvasRenderingContext2D} */
  brush;
  /** @type {Answers} */
  answers;
  /** @type {HTMLElement} */
  spoken;
  /** @type {Record<typeof TOOLS[number], HTMLButtonElement>} */
  buttons;
  /** @type {number | undefined} */
  asked;
  playing = 0; // the frame that plays on

  /**
   * @param {ShadowRoot} host
   * @param {Frame} frame
   */
  constructor(host, frame) {
    this.host = host;
    this.ink = new Ink(strokesOf(frame), frame.pen);
    this.seq = frame.seq; // of the newest state
    this.shown = frame.seq; // of the newest that an answer came to
    this.page = new Sync(this, EVERY, () => this.tellPage());
    this.desk = new Desk((bytes) => this.show(unpack(bytes)), () => this.send());
    this.direct = new Sync(this, 0, () => this.desk.tell(this.state));
    this.keys = new KeyPen(this);
    this.sized = new ResizeObserver(() => this.resize());
  }

  // Find the elements and (once) listen. Streamlit may build them anew.
  attach() {
    if (this.root?.isConnected) return;
    const find = (
      /** @type {string} */ name,
    ) => /** @type {HTMLElement} */ (this.host.querySelector(`.${name}`));
    this.root = find("digit-canvas");
    const { canvas: paper, brush } = drawing(/** @type {HTMLCanvasElement} */ (find("paper")));
    this.paper = paper;
    this.brush = brush;
    this.answers = new Answers(find);
    this.spoken = find("spoken");
    this.buttons = /** @type {Record<typeof TOOLS[number], HTMLButtonElement>} */ (
      Object.fromEntries(TOOLS.map((name) => [name, find(name)]))
    );
    for (const name of TOOLS) this.buttons[name].onclick = () => this[name]();
    paper.onpointerdown = (event) => this.penDown(event);
    paper.onpointermove = (event) => this.penMove(event);
    paper.onpointerup = paper.onpointercancel = paper.onlostpointercapture = (event) =>
      this.penUp(event);
    paper.oncontextmenu = (event) => event.preventDefault();
    paper.onkeydown = (event) => this.keys.keyDown(event);
    paper.onkeyup = (event) => this.keys.keyUp(event);
    paper.onblur = () => this.keys.leave();
    this.root.onkeydown = (event) => this.shortcut(event);
    this.sized.disconnect();
    this.sized.observe(paper);
    this.resize();
  }

  close() {
    this.sized.disconnect();
    if (this.asked) cancelAnimationFrame(this.asked);
    cancelAnimationFrame(this.playing);
    this.page.close();
    this.direct.close();
    this.desk.close();
    this.asked = this.root = undefined;
  }

  // ---- ink

  resize() {
    const side = Math.round(this.paper.clientWidth * devicePixelRatio);
    if (side && side !== this.paper.width) {
      this.paper.width = this.paper.height = side;
      this.paint();
    }
  }

  ask() {
    this.asked ??= requestAnimationFrame(() => {
      this.asked = undefined;
      this.paint();
    });
  }

  paint() {
    if (!this.root) return;
    const { ink, keys, brush, paper } = this;
    const style = getComputedStyle(paper);
    ink.paint(brush, paper.width, style.color);
    if (keys.shown) keys.paint(brush, ink.pen, style.getPropertyValue("--st-primary-color"));
  }

  /**
   * Whether it found room.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} time
   */
  begin(x, y, time) {
    this.stopReplay();
    if (this.ink.full) {
      this.sayFull();
      return false;
    }
    this.ink.begin(x, y, time);
    this.changed();
    return true;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} time
   */
  extend(x, y, time) {
    const changed = this.ink.extend(x, y, time);
    if (changed === undefined) this.sayFull();
    else if (changed) this.changed();
  }

  /** @param {number} time */
  end(time) {
    if (!this.ink.stroke) return;
    this.ink.end(time);
    this.finished();
  }

  undo() {
    this.stopReplay();
    if (this.ink.stroke) {
      this.ink.stroke = undefined;
      this.keys.down = false;
      this.pointer = undefined;
    } else if (!this.ink.undo()) return;
    this.finished();
    this.keepFocus("undo", "redo");
  }

  redo() {
    this.stopReplay();
    if (this.ink.stroke || !this.ink.redo()) return;
    this.finished();
    this.keepFocus("redo", "undo");
  }

  clear() {
    this.stopReplay();
    if (this.ink.empty) return;
    this.ink.replace(EMPTY);
    this.finished();
    this.keepFocus("clear", "undo");
  }

  pen() {
    const next = (PENS.indexOf(this.ink.pen) + 1) % PENS.length;
    this.ink.pen = PENS[next];
    this.say(`${PEN_NAMES[next]} pen`);
    this.finished();
  }

  // Play the drawing again; answers follow as they did.
  replay() {
    if (this.ink.stroke || !this.ink.now.strokes.length) return;
    this.stopReplay();
    const from = performance.now();
    const tick = () => {
      const more = this.ink.playTo(performance.now() - from);
      if (more) {
        this.changed();
        this.playing = requestAnimationFrame(tick);
      } else this.stopReplay();
    };
    this.count("replays");
    tick();
  }

  stopReplay() {
    if (!this.ink.played) return;
    cancelAnimationFrame(this.playing);
    this.ink.played = undefined;
    this.finished();
  }

  /**
   * A disabled button loses the keyboard's place.
   *
   * @param {typeof TOOLS[number]} from
   * @param {typeof TOOLS[number]} to
   */
  keepFocus(from, to) {
    const { [from]: button, [to]: other } = this.buttons;
    if (button.disabled && (button.matches(":focus") || this.host.activeElement === null)) {
      other.focus();
    }
  }

  sayFull() {
    this.isFull = true;
    this.showState();
  }

  // Something was drawn: show it, send it when it is time.
  changed() {
    this.seq += 1;
    this.ask();
    this.send();
  }

  // A stroke is complete, or taken back: send at once.
  finished() {
    this.isFull = this.ink.full;
    this.toSpeak = true;
    this.seq += 1;
    if (this.ink.empty) {
      this.emptied = this.seq;
      this.answer = undefined;
    }
    this.ask();
    this.showState();
    this.send(true);
  }

  // ---- pointer

  get touched() {
    return this.pointer !== undefined;
  }

  /**
   * @param {PointerEvent} event
   * @returns {[x: number, y: number, time: number]}
   */
  point({ clientX, clientY, timeStamp }) {
    const { left, top, width, height } = this.place;
    return [
      inUnits(((clientX - left) / width) * UNITS),
      inUnits(((clientY - top) / height) * UNITS),
      timeStamp,
    ];
  }

  // The canvas within its border.
  box() {
    const { left, top } = this.paper.getBoundingClientRect();
    const { clientLeft, clientTop, clientWidth: width, clientHeight: height } = this.paper;
    return { left: left + clientLeft, top: top + clientTop, width, height };
  }

  /** @param {PointerEvent} event */
  penDown(event) {
    if (this.touched || event.button !== 0) return;
    this.keys.leave();
    this.pointer = event.pointerId;
    try {
      this.paper.setPointerCapture(event.pointerId);
    } catch {
      // The pointer is gone already; its "up" follows.
    }
    // for the whole stroke, which keeps its shape though the page may move meanwhile
    this.place = this.box();
    this.begin(...this.point(event));
  }

  /** @param {PointerEvent} event */
  penMove(event) {
    if (event.pointerId !== this.pointer || !this.ink.stroke) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) this.extend(...this.point(each));
  }

  /** @param {PointerEvent} event */
  penUp(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = undefined;
    this.end(event.timeStamp);
  }

  /** @param {KeyboardEvent} event */
  shortcut(event) {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || (key !== "z" && key !== "y")) return;
    take(event);
    if (key === "y" || event.shiftKey) this.redo();
    else this.undo();
  }

  // ---- to Python and back

  // What is on the canvas, as Python reads it.
  get state() {
    const { strokes, pen, now } = this.ink;
    const picture = strokes.length ? 0 : (now.picture?.id ?? 0);
    return { seq: this.seq, strokes, pen, picture };
  }

  // The socket answers at once; Streamlit, which keeps the drawing, hears of it when there is time.
  send(now = false) {
    const direct = this.desk.open && !this.state.picture;
    this.page.every = direct ? SEEN : EVERY;
    if (direct) this.direct.send(now);
    if (!direct || now || this.watched) this.page.send(now);
  }

  tellPage() {
    this.component.setStateValue("strokes", this.state);
  }

  /** @param {Frame} frame of Streamlit's */
  brought(frame) {
    this.names = frame.names;
    this.watched = frame.watched;
    this.desk.find(frame.desk, frame.base);
    if (!this.page.hear(frame.seq)) return;
    if (frame.picture > this.pictured) this.takePicture(frame);
    this.show(frame);
  }

  /** @param {Frame} frame from either */
  show(frame) {
    if (frame.seq < this.shown) return this.send();
    this.shown = frame.seq;
    this.direct.hear(frame.seq);
    if (frame.seq >= this.emptied) this.answer = frame;
    this.showState();
    if (this.toSpeak && frame.seq === this.seq && !this.ink.stroke) {
      this.toSpeak = false;
      this.say(this.answers.spoken);
    }
    this.count("answers");
    if (this.root) this.root.dataset.seq = String(frame.seq);
    this.send();
  }

  /**
   * A picture was uploaded: it takes the place of the drawing, which Undo brings back.
   *
   * @param {Frame} frame
   */
  takePicture({ picture: id, arrays, seq }) {
    this.pictured = id;
    if (!arrays[4].length || this.seq > seq) return;
    const pixels = arrays[4].slice();
    this.ink.replace({ strokes: [], picture: { id, side: Math.sqrt(pixels.length), pixels } });
    this.toSpeak = true;
    this.ask();
  }

  // An empty canvas has no answer, whatever is still on its way.
  showState() {
    const { ink, buttons, answer } = this;
    const extra = this.isFull ? FULL : answer?.problem;
    this.answers.show(ink.empty ? undefined : answer, this.names, extra);
    buttons.undo.disabled = !ink.before.length && !ink.stroke;
    buttons.redo.disabled = !ink.after.length || Boolean(ink.stroke);
    buttons.replay.disabled = !ink.now.strokes.length;
    buttons.clear.disabled = ink.empty;
    const pen = PENS.indexOf(ink.pen);
    buttons.pen.setAttribute("aria-label", `Pen width: ${PEN_NAMES[pen]}`);
    buttons.pen.style.setProperty("--pen", `${NIBS[pen]}px`);
  }

  /** @param {string} text */
  say(text) {
    this.spoken.textContent = text;
  }

  /**
   * Used by tests.
   *
   * @param {"answers" | "replays"} what
   */
  count(what) {
    if (this.root) this.root.dataset[what] = String(Number(this.root.dataset[what] ?? 0) + 1);
  }
}

/**
 * Strokes as Python keeps them: tenths of a unit, and milliseconds.
 *
 * @param {Frame} frame
 */
function strokesOf({ arrays, lengths }) {
  const [, , bytes, times] = arrays;
  const tenths = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  let at = 0;
  return lengths.map((n) => {
    const flat = [];
    const end = at + n;
    for (; at < end; at++) {
      flat.push(tenths[2 * at] / PER_UNIT, tenths[2 * at + 1] / PER_UNIT, times[at]);
    }
    return flat;
  });
}

/** @param {Component} component */
export default (component) => {
  const { data, parentElement } = component;
  /** @type {Frame} */
  const frame = unpack(data);
  const canvas = canvases.get(parentElement) ?? new DigitCanvas(parentElement, frame);
  canvases.set(parentElement, canvas);
  canvas.component = component;
  canvas.attach();
  canvas.brought(frame);
  canvas.ask();
  // Streamlit also cleans up after a run that a newer one has overtaken; the canvas then goes on.
  const turn = (canvas.turn = {});
  return () => canvas.turn === turn && canvas.close();
};
