// Grab a number and drag it: what follows moves, up to the cost, and beside it what its slope
// predicts. All that is shown of the net was computed by the core: here places are chosen.

import { add, set } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { cellOf, moveInTable, numberTable } from "../kit/number_table.js";
import { written } from "../kit/numbers.js";
import { View } from "../kit/view.js";
import { Net } from "./net.js";
import { Plot } from "./plot.js";

/**
 * @typedef {import("../kit/wire.d.ts").Wiggle} Frame
 * @typedef {import("../kit/wire.d.ts").WiggleGrid} Grid
 * @typedef {{ cell: HTMLTableCellElement, at: number, value: number, number: number }} Shown
 */

const ACROSS = 360; // pixels of a drag from one end to the other
const SAME = 1e-6; // of a number that is sent in seven digits

/** @extends {View<Frame>} */
class Wiggle extends View {
  number = 0; // which is moved
  at = 0; // where it is
  id = ""; // of the net
  /** @type {Shown[]} */
  shown = [];
  /** @type {{ x: number, at: number } | undefined} */
  drag;
  /** @type {import("./plot.js").Ends | undefined} how far it can be moved */
  ends;

  /** @param {string} key */
  constructor(key) {
    super(key, "board wiggle alone");
    const pictures = add(this.root, "div", "pictures");
    this.net = new Net(pictures);
    this.plot = new Plot(pictures);
    const label = add(pictures, "label");
    this.name = add(label, "span", "name");
    this.input = add(label, "input");
    this.input.type = "range";
    this.back = add(label, "button", "", "Put back");
    this.back.type = "button";
    const numbers = add(this.root, "div", "numbers");
    this.lines = add(numbers, "div", "below");
    this.words = add(numbers, "div", "note");
    this.words.setAttribute("aria-live", "polite");
    this.input.addEventListener("input", () => this.moveTo(Number(this.input.value)));
    this.input.addEventListener("keydown", (event) => event.stopPropagation());
    this.back.addEventListener("click", () => this.moveTo(this.middle));
    this.root.addEventListener("pointerdown", (event) => this.grab(event));
    this.root.addEventListener("pointermove", (event) => this.pull(event));
    for (const end of ["pointerup", "pointercancel"]) {
      this.root.addEventListener(end, () => (this.drag = undefined));
    }
    this.lines.addEventListener("mousedown", (event) => cellOf(event) && event.preventDefault());
    this.lines.addEventListener("keydown", (event) => {
      const number = Number(cellOf(event)?.dataset.number ?? -1);
      if (event.key !== "Enter") return moveInTable(event);
      if (number < 0) return this.refuse(cellOf(event));
      this.take(number);
      this.input.focus();
    });
  }

  get middle() {
    return (this.frame.n - 1) / 2;
  }

  /** @param {Frame} frame */
  write(frame) {
    const { arrays, ...header } = frame;
    const id = JSON.stringify(header);
    if (id !== this.id) {
      this.id = id;
      this.build(frame);
      // at first a weight in the middle of things
      this.number = Math.max(0, frame.movables.findIndex(({ node }) => node[0] === 1));
      this.at = this.middle;
    }
    this.take(this.number);
    return arrays.length > 0;
  }

  /** @param {Frame} frame */
  build(frame) {
    this.shown = [];
    this.lines.replaceChildren();
    for (const { title, grids } of frame.lines) {
      const line = add(this.lines, "div", "line");
      add(line, "div", "title", title);
      for (const grid of grids) this.grid(line, grid);
    }
    const weights = frame.lines.map(({ grids }) => grids.find(({ name }) => name.startsWith("w")));
    this.net.build(frame, (l, j, k) => weights[l]?.rows[j][k] ?? 0);
  }

  /**
   * @param {HTMLElement} line
   * @param {Grid} grid
   */
  grid(line, { name, rows, at, why }) {
    const texts = rows.map((row) => row.map(written));
    const { cells } = numberTable(add(line, "div"), { name, rows: texts });
    rows.forEach((row, i) =>
      row.forEach((value, j) => {
        const number = this.frame.movables.findIndex((one) =>
          one.grid === name && one.row === i && one.col === j
        );
        const cell = cells[i][j];
        cell.dataset.number = String(number);
        if (number < 0) cell.dataset.why = why;
        cell.classList.toggle("fixed", number < 0);
        this.shown.push({ cell, value, number, at: at < 0 ? -1 : at + i * row.length + j });
      })
    );
  }

  /** @param {PointerEvent} event */
  grab(event) {
    const target = event.target instanceof Element && event.target.closest("[data-number]");
    const number = Number(target ? target.getAttribute("data-number") : -1);
    if (number < 0) return this.refuse(target);
    if (number !== this.number) this.at = this.middle;
    this.take(number);
    this.drag = { x: event.clientX, at: this.at };
    this.root.setPointerCapture(event.pointerId);
  }

  /**
   * Say why a number cannot be moved, if it is known.
   *
   * @param {Element | false | null | undefined} target
   */
  refuse(target) {
    const why = target && target.getAttribute("data-why");
    if (why) set(this.words, why);
  }

  /** @param {PointerEvent} event */
  pull(event) {
    if (!this.drag) return;
    const steps = (event.clientX - this.drag.x) * this.frame.n / ACROSS;
    this.moveTo(this.drag.at + Math.round(steps));
  }

  /** @param {number} number */
  take(number) {
    const { frame } = this;
    if (number !== this.number) this.at = this.middle;
    this.number = number;
    const { count, cost, movables, arrays, step, n } = frame;
    const { first, slope, name } = movables[number];
    const follow = arrays[number + 1];
    const width = count - first;
    this.follows = (/** @type {number} */ place, at = this.at) =>
      place < first ? arrays[0][place] : follow[at * width + place - first];
    const changes = Array.from({ length: n }, (_, at) => follow[at * width + cost + 1 - first]);
    // as far as there is a cost: where it ends so does the drag
    let [low, high] = [this.middle, this.middle];
    while (Number.isFinite(changes[low - 1])) low--;
    while (Number.isFinite(changes[high + 1])) high++;
    this.ends = { low, high };
    Object.assign(this.input, { min: String(low), max: String(high) });
    this.plot.draw(changes, step, slope, this.ends);
    set(this.name, `Δ of ${name}`);
    this.input.ariaLabel = `Δ of ${name}`;
    this.moveTo(this.at);
  }

  /** @param {number} wanted */
  moveTo(wanted) {
    const { frame, follows, ends } = this;
    if (!follows || !ends) return;
    const at = this.at = Math.max(ends.low, Math.min(ends.high, wanted));
    const { movables, arrays, step, cost } = frame;
    const { name, slope, formula, node } = movables[this.number];
    const move = step * (at - this.middle);
    const before = arrays[0];
    for (const { cell, value, number, at: place } of this.shown) {
      const own = number === this.number;
      const now = place < 0 ? (own ? value + move : value) : follows(place);
      const change = now - (place < 0 ? value : before[place]);
      set(cell, written(now));
      cell.classList.toggle("here", own);
      const lit = Math.abs(change) > SAME ? Math.min(60, 12 + 120 * Math.abs(change)) : 0;
      cell.style.setProperty("--lit", `${lit}%`);
      cell.classList.toggle("moved", lit > 0);
    }
    this.net.light((l, j) => {
      const place = this.place(l, j);
      return Math.abs(follows(place) - before[place]) > SAME;
    }, node);
    const change = follows(cost + 1);
    const foretold = slope * move;
    const words = [
      `Δ = ${written(move)}: C changes by ${written(change)}.`,
      `Its slope ∂C/∂${name} = ${formula} = ${written(slope)} at Δ = 0 predicts`,
      `${written(slope)} · Δ = ${written(foretold)}.`,
      move ? `They part by ${written(change - foretold)}.` : "Drag it.",
    ].join(" ");
    set(this.words, words);
    this.input.value = String(at);
    this.input.ariaValueText = written(move);
    this.back.disabled = at === this.middle;
    this.plot.point(at, words);
  }

  /**
   * Where a unit's answer stands among what follows.
   *
   * @param {number} l
   * @param {number} j
   */
  place(l, j) {
    const grid = this.frame.lines[l].grids.find(({ name }) => name.startsWith("a"));
    return (grid?.at ?? 0) + j;
  }
}

/** @param {import("../kit/streamlit.d.ts").Component} component */
export default (component) => mount(Wiggle, component);
