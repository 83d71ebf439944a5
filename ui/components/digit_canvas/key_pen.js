// The pen that keys move: arrows move it, Space or Enter puts it down or up, Escape puts it away.

import { UNITS } from "../kit/constants.js";
import { inUnits } from "./ink.js";

const STEP = 8; // units that it moves at a press of an arrow key
/** @type {Record<string, [x: number, y: number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * What it draws on.
 *
 * @typedef {object} Canvas
 * @property {(x: number, y: number, time: number) => boolean} begin false if nothing fits any more
 * @property {(x: number, y: number, time: number) => void} extend
 * @property {(time: number) => void} end
 * @property {() => void} ask to be painted
 * @property {(text: string) => void} say
 * @property {boolean} touched by another pen
 */

// Neither the page scrolls nor a shortcut of the app hears it.
export function take(/** @type {Event} */ event) {
  event.preventDefault();
  event.stopPropagation();
}

export class KeyPen {
  x = UNITS / 2;
  y = UNITS / 2;
  shown = false;
  down = false;
  /** @type {Set<string>} arrow keys */
  held = new Set();

  /** @param {Canvas} canvas */
  constructor(canvas) {
    this.canvas = canvas;
  }

  /** @param {KeyboardEvent} event */
  keyDown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in ARROWS) this.move(event);
    else if (event.key === " " || event.key === "Enter") this.press(event);
    else if (event.key === "Escape" && this.shown) {
      take(event);
      this.leave();
    }
  }

  /** @param {KeyboardEvent} event */
  move(event) {
    take(event);
    this.held.add(event.key);
    const step = event.shiftKey ? STEP / 4 : STEP;
    for (const key of this.held) {
      this.x = inUnits(this.x + ARROWS[key][0] * step);
      this.y = inUnits(this.y + ARROWS[key][1] * step);
    }
    this.shown = true;
    if (this.down) this.canvas.extend(this.x, this.y, event.timeStamp);
    this.canvas.ask();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    take(event);
    if (event.repeat || this.canvas.touched) return;
    this.shown = true;
    if (this.down) this.lift(event.timeStamp);
    else {
      this.down = this.canvas.begin(this.x, this.y, event.timeStamp);
      if (this.down) this.canvas.say("Pen down");
    }
    this.canvas.ask();
  }

  /** @param {KeyboardEvent} event */
  keyUp(event) {
    this.held.delete(event.key);
  }

  /** @param {number} time */
  lift(time) {
    this.down = false;
    this.canvas.end(time);
  }

  leave() {
    this.held.clear();
    if (this.down) this.lift(performance.now());
    if (!this.shown) return;
    this.shown = false;
    this.canvas.ask();
  }

  /**
   * Where it is: a ring while it is up, a disc while it is down.
   *
   * @param {CanvasRenderingContext2D} brush
   * @param {number} width of what it draws
   * @param {string} colour
   */
  paint(brush, width, colour) {
    brush.beginPath();
    brush.arc(this.x, this.y, width / 2, 0, 2 * Math.PI);
    brush.lineWidth = 3;
    brush.strokeStyle = brush.fillStyle = colour;
    if (this.down) brush.fill();
    else brush.stroke();
  }
}
