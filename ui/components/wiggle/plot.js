// How the cost changes with the number that is moved, and the straight line that its slope predicts.

import { attributes, shape } from "../kit/dom.js";

const [WIDTH, HEIGHT] = [440, 180];
const [LEFT, RIGHT, TOP, BOTTOM] = [8, 8, 22, 24];

/** Places, from the first to the last at which there is a cost. @typedef {{ low: number, high: number }} Ends */

let plots = 0; // on the page: each clips by an area of its own

export class Plot {
  /** @param {HTMLElement} box */
  constructor(box) {
    this.svg = shape(box, "svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "plot", role: "img" });
    const clip = shape(this.svg, "clipPath", { id: `wiggle-${plots++}` });
    shape(clip, "rect", {
      x: LEFT,
      y: TOP,
      width: WIDTH - LEFT - RIGHT,
      height: HEIGHT - TOP - BOTTOM,
    });
    this.across = shape(this.svg, "line", { class: "axis" });
    this.up = shape(this.svg, "line", { class: "axis" });
    const inside = shape(this.svg, "g", { "clip-path": `url(#${clip.id})` });
    this.tangent = shape(inside, "line", { class: "tangent" });
    this.curve = shape(inside, "polyline", { class: "curve" });
    this.gap = shape(inside, "line", { class: "gap" });
    this.foretold = shape(inside, "circle", { class: "tangent dot", r: 5 });
    this.dot = shape(this.svg, "circle", { class: "curve dot", r: 6 });
    shape(this.svg, "text", { x: WIDTH / 2 + 6, y: 14 }).textContent = "ΔC";
    const end = { x: WIDTH - RIGHT, y: HEIGHT - 6, "text-anchor": "end" };
    shape(this.svg, "text", end).textContent = "Δ";
  }

  /**
   * @param {ArrayLike<number>} changes of the cost, at each place
   * @param {number} step between two places
   * @param {number} slope
   * @param {Ends} ends
   */
  draw(changes, step, slope, ends) {
    const n = changes.length;
    const reach = step * (n - 1) / 2;
    const all = Array.from(changes).slice(ends.low, ends.high + 1);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    const spare = 0.15 * (high - low) || 1;
    const x = (/** @type {number} */ move) =>
      LEFT + (WIDTH - LEFT - RIGHT) * (move + reach) / (2 * reach);
    const y = (/** @type {number} */ change) =>
      TOP + (HEIGHT - TOP - BOTTOM) * (high + spare - change) / (high - low + 2 * spare);
    const move = (/** @type {number} */ at) => step * at - reach;
    attributes(this.across, { x1: x(-reach), x2: x(reach), y1: y(0), y2: y(0) });
    attributes(this.up, { x1: x(0), x2: x(0), y1: TOP, y2: HEIGHT - BOTTOM });
    const points = all.map((change, i) => `${x(move(ends.low + i))},${y(change)}`);
    attributes(this.curve, { points: points.join(" ") });
    attributes(this.tangent, {
      x1: x(-reach),
      y1: y(-slope * reach),
      x2: x(reach),
      y2: y(slope * reach),
    });
    this.places = (/** @type {number} */ at) => ({
      here: x(move(at)),
      real: y(changes[at]),
      line: y(slope * move(at)),
    });
  }

  /**
   * @param {number} at which place
   * @param {string} words
   */
  point(at, words) {
    if (!this.places) return;
    const { here, real, line } = this.places(at);
    attributes(this.dot, { cx: here, cy: real });
    attributes(this.foretold, { cx: here, cy: line });
    attributes(this.gap, { x1: here, x2: here, y1: real, y2: line });
    this.svg.ariaLabel = words;
  }
}
