// A sheet to draw on with a finger, a pen, a mouse or the keys: the ink of the house's canvas.

import { EMPTY, Ink, inUnits } from "../../components/digit_canvas/ink.js";
import { KeyPen } from "../../components/digit_canvas/key_pen.js";
import { PENS, UNITS } from "../../components/kit/constants.js";
import { add, drawing, set } from "../../components/kit/dom.js";

const FULL = "That is as much ink as fits.";

export class Pad {
  ink = new Ink([], PENS[1]);
  keys = new KeyPen(this);
  /** @type {number | undefined} of the pointer that draws */
  pointer;
  /** @type {number | undefined} */
  asked;

  /** @param {HTMLElement} parent @param {() => void} changed */
  constructor(parent, changed) {
    this.changed = changed;
    const paper = (this.paper = add(parent, "canvas", "paper"));
    this.brush = drawing(paper).brush;
    paper.tabIndex = 0;
    paper.setAttribute("role", "application");
    paper.ariaLabel = "Sheet to draw on: arrows move the pen, Space puts it down and up";
    this.spoken = add(parent, "p", "spoken");
    this.spoken.setAttribute("role", "status");
    paper.onpointerdown = (event) => this.penDown(event);
    paper.onpointermove = (event) => this.penMove(event);
    paper.onpointerup = paper.onpointercancel = (event) => this.penUp(event);
    paper.oncontextmenu = (event) => event.preventDefault();
    paper.onkeydown = (event) => this.keys.keyDown(event);
    paper.onkeyup = (event) => this.keys.keyUp(event);
    paper.onblur = () => this.keys.leave();
    new ResizeObserver(() => this.resize()).observe(paper);
  }

  resize() {
    const side = Math.round(this.paper.clientWidth * devicePixelRatio);
    if (!side || side === this.paper.width) return;
    this.paper.width = this.paper.height = side;
    this.ask();
  }

  ask() {
    this.asked ??= requestAnimationFrame(() => {
      this.asked = undefined;
      const { color } = getComputedStyle(this.paper);
      this.ink.paint(this.brush, this.paper.width, color);
      if (this.keys.shown) this.keys.paint(this.brush, this.ink.pen, color);
    });
  }

  /** @param {string} text */
  say(text) {
    set(this.spoken, text);
  }

  // ---- what either pen does

  get touched() {
    return this.pointer !== undefined;
  }

  /** @param {number} x @param {number} y @param {number} time */
  begin(x, y, time) {
    if (this.ink.full) {
      this.say(FULL);
      return false;
    }
    this.ink.begin(x, y, time);
    this.ask();
    return true;
  }

  /** @param {number} x @param {number} y @param {number} time */
  extend(x, y, time) {
    if (this.ink.extend(x, y, time) === undefined) this.say(FULL);
    this.ask();
  }

  /** @param {number} time */
  end(time) {
    this.ink.end(time);
    this.ask();
    this.changed();
  }

  undo() {
    this.ink.undo();
    this.ask();
    this.changed();
  }

  clear() {
    this.ink.replace(EMPTY);
    this.ask();
    this.changed();
  }

  get empty() {
    return this.ink.empty;
  }

  /** The strokes as the server takes them: pairs of whole numbers. */
  get strokes() {
    return this.ink.now.strokes.map((flat) => {
      const points = [];
      for (let i = 0; i < flat.length; i += 3) {
        points.push([Math.round(flat[i]), Math.round(flat[i + 1])]);
      }
      return points;
    });
  }

  // ---- the pointer

  /** @param {PointerEvent} event @returns {[number, number, number]} */
  point({ clientX, clientY, timeStamp }) {
    const { left, top } = this.paper.getBoundingClientRect();
    const { clientLeft, clientTop, clientWidth, clientHeight } = this.paper;
    return [
      inUnits(((clientX - left - clientLeft) / clientWidth) * UNITS),
      inUnits(((clientY - top - clientTop) / clientHeight) * UNITS),
      timeStamp,
    ];
  }

  /** @param {PointerEvent} event */
  penDown(event) {
    if (this.touched || event.button !== 0) return;
    this.keys.leave();
    if (!this.begin(...this.point(event))) return;
    this.pointer = event.pointerId;
    try {
      this.paper.setPointerCapture(event.pointerId);
    } catch {
      // The pointer is gone already; its "up" follows.
    }
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
}
