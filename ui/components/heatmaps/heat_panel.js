// Values as colours in a panel of their own: what tiles and matrices have in common.

import { colourOf } from "../kit/colours.js";
import { FULL, MISSING } from "../kit/constants.js";
import { add, drawing } from "../kit/dom.js";

/**
 * @typedef {import("../kit/brush.d.ts").Brush} Brush
 * @typedef {import("../kit/wire.d.ts").TilesPanel} TilesSpec
 * @typedef {import("../kit/wire.d.ts").MatrixPanel} MatrixSpec
 */

/**
 * How large all panels are.
 *
 * @typedef {object} Room
 * @property {number} wide pixels across
 * @property {number} ratio pixels of the screen for each
 * @property {number} cell the largest side of a matrix's cell
 * @property {number} liked the side of a tile
 */

/**
 * How all panels look.
 *
 * @typedef {object} Style
 * @property {import("../kit/theme.js").Theme} theme
 * @property {import("../kit/colours.js").Colours} colours
 * @property {string} unit
 */

/**
 * A value and where it stands on the canvas.
 *
 * @typedef {object} Found
 * @property {number} index
 * @property {string} where in words
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 */

/** @template {TilesSpec | MatrixSpec} Spec */
export class HeatPanel {
  /** @type {Style} */
  style;
  /** @type {import("../kit/wire.d.ts").Arrays[number]} */
  values;
  ratio = 1; // pixels of the screen for each
  times = 1; // as large on the page as drawn

  /**
   * @param {HTMLElement} parent
   * @param {Spec} spec
   * @param {number} images in the panel
   */
  constructor(parent, spec, images) {
    this.spec = spec;
    const box = add(parent, "div", spec.kind);
    add(box, "div", "title", spec.title);
    const { canvas, brush } = drawing(add(box, "canvas"));
    this.canvas = canvas;
    this.paper = brush;
    // A pixel for each value, one image below the other.
    const small = drawing();
    this.small = small.canvas;
    this.small.width = spec.cols;
    this.small.height = Math.max(1, spec.rows * images);
    this.ink = small.brush;
    this.image = this.ink.createImageData(this.small.width, this.small.height);
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  /**
   * Sizes, and what does not change from frame to frame.
   *
   * @param {Room} _room
   */
  lay(_room) {}

  // What changes from frame to frame.
  paint() {}

  /**
   * All of it with another brush.
   *
   * @param {Brush} _brush
   */
  sketch(_brush) {}

  /**
   * A value and its place, by number.
   *
   * @param {number} index
   * @returns {Found}
   */
  box(index) {
    return { index, where: "", x: 0, y: 0, width: 0, height: 0 };
  }

  /**
   * What stands at a place of the canvas.
   *
   * @param {number} _x
   * @param {number} _y
   * @returns {Found | undefined}
   */
  find(_x, _y) {
    return undefined;
  }

  /**
   * The value that stands next to another, left or right of it, above or below.
   *
   * @param {Found} found
   * @param {number} across
   * @param {number} down
   */
  beside(found, across, down) {
    const { canvas, ratio } = this;
    const { width, height } = found;
    let [x, y] = [found.x + width / 2, found.y + height / 2];
    while (across || down) {
      x += across * width;
      y += down * height;
      if (x < 0 || y < 0 || x * ratio > canvas.width || y * ratio > canvas.height) break;
      const other = this.find(x, y);
      if (other) return other; // else there is a gap
    }
    return undefined;
  }

  // How many values a row has, or an image: what Python is told of a place.
  get across() {
    return this.spec.cols;
  }

  /**
   * @param {number} width
   * @param {number} height
   * @param {number} ratio
   */
  size(width, height, ratio) {
    const { canvas, paper } = this;
    const { times } = this;
    this.ratio = ratio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${(times * canvas.width) / ratio}px`;
    canvas.style.height = `${(times * canvas.height) / ratio}px`;
    paper.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.ready(paper);
  }

  /** @param {Brush} brush */
  ready(brush) {
    brush.imageSmoothingEnabled = false;
    brush.textBaseline = "middle";
  }

  // Write all values into the small image.
  fill() {
    const { table } = this.style.colours;
    const { pixels, values } = this;
    if (values instanceof Float32Array) {
      for (let i = 0; i < values.length; i++) pixels[i] = table[this.colour(i)];
    } else for (let i = 0; i < values.length; i++) pixels[i] = table[values[i] & 255];
    this.ink.putImageData(this.image, 0, 0);
  }

  /**
   * The value at a place, whether it came as such or as its colour.
   *
   * @param {number} i
   */
  number(i) {
    const { values, spec } = this;
    if (values instanceof Float32Array) return values[i];
    return values[i] === MISSING ? NaN : (values[i] / FULL) * spec.scale;
  }

  /**
   * The number of its colour, as the tables want it.
   *
   * @param {number} i
   */
  colour(i) {
    const { values, spec } = this;
    if (!(values instanceof Float32Array)) return values[i] & 255;
    if (Number.isNaN(values[i])) return MISSING & 255;
    return spec.scale ? colourOf(values[i] / spec.scale) : 0;
  }

  // Whether values came as they are, not as one of 255 colours.
  get exact() {
    return this.values instanceof Float32Array;
  }
}
