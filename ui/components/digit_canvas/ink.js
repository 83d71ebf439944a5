// Ink of the digit canvas: what was drawn, how it is painted, how it is taken back and played
// again.

import { DRAWN_POINTS, PER_UNIT, UNITS } from "../kit/constants.js";
import { drawing } from "../kit/dom.js";

const NEAR = 1.2; // units; a point nearer to the one before is left out
const QUICK = 4; // ms; so is a point that comes sooner
const TAP = 3; // units; a stroke smaller than this is a dot
const PAUSE = 300; // ms; longer pauses between strokes are cut to this
const LONGEST_REPLAY = 4000; // ms; what took longer is played faster
const MAX_UNDO = 200;

/** @typedef {number[]} Stroke x, y, t, x, y, t, ...; it never changes once it is in `now` */
/** @typedef {{ id: number, side: number, pixels: ArrayLike<number>, image?: HTMLCanvasElement }} Picture */
/** @typedef {{ strokes: Stroke[], picture?: Picture }} State a picture takes the place of strokes */

/** @type {State} */
export const EMPTY = { strokes: [] };

export const inUnits = (/** @type {number} */ value) =>
  Math.round(Math.min(Math.max(value, 0), UNITS) * PER_UNIT) / PER_UNIT;

export class Ink {
  /** @type {State[]} that undo goes back to */
  before;
  /** @type {State[]} that redo goes on to */
  after = [];
  /** @type {Stroke | undefined} that is being drawn */
  stroke;
  /** @type {Stroke[] | undefined} what is played again, as far as it is */
  played;
  zero = 0; // the time of the page at which that of the drawing began
  room = 0; // points that still fit
  ended = -Infinity; // time of the page
  /** @type {Map<Stroke, Path2D>} */
  paths = new Map();

  /**
   * @param {Stroke[]} strokes
   * @param {number} pen
   */
  constructor(strokes, pen) {
    /** @type {State} */
    this.now = { strokes };
    this.before = strokes.map((_, i) => ({ strokes: strokes.slice(0, i) })).slice(-MAX_UNDO);
    this.pen = pen;
  }

  get empty() {
    return !this.now.strokes.length && !this.now.picture && !this.stroke;
  }

  get full() {
    return this.count() >= DRAWN_POINTS;
  }

  // What is to be seen: while it is played again, a part.
  get strokes() {
    if (this.played) return this.played;
    return this.stroke ? [...this.now.strokes, this.stroke] : this.now.strokes;
  }

  count() {
    return this.now.strokes.reduce(
      (sum, flat) => sum + flat.length / 3,
      this.stroke ? this.stroke.length / 3 : 0,
    );
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} time of the page
   */
  begin(x, y, time) {
    const last = this.now.strokes.at(-1)?.at(-1);
    const pause = Math.min(PAUSE, time - this.ended);
    this.zero = time - (last === undefined ? 0 : last + Math.max(1, pause));
    this.stroke = [x, y, Math.round(time - this.zero)];
    this.room = DRAWN_POINTS - this.count();
  }

  /**
   * The last point always is where the pen is; it is replaced while it is too near to the one
   * before. Tells whether anything changed; undefined if nothing fits any more.
   *
   * @param {number} x
   * @param {number} y
   * @param {number} time of the page
   */
  extend(x, y, time) {
    const { stroke } = this;
    if (!stroke) return false;
    const n = stroke.length;
    const t = Math.round(time - this.zero);
    if (stroke[n - 3] === x && stroke[n - 2] === y) return false;
    const near = n >= 6 &&
      Math.hypot(stroke[n - 3] - stroke[n - 6], stroke[n - 2] - stroke[n - 5]) < NEAR;
    if (n >= 6 && (near || stroke[n - 1] - stroke[n - 4] < QUICK)) stroke.splice(n - 3, 3, x, y, t);
    else if (this.room-- > 0) stroke.push(x, y, t);
    else return undefined;
    return true;
  }

  /** @param {number} time of the page */
  end(time) {
    const flat = this.stroke;
    if (!flat) return;
    this.stroke = undefined;
    this.ended = time;
    const size = Math.max(...[0, 1].map((axis) => {
      const along = flat.filter((_, i) => i % 3 === axis);
      return Math.max(...along) - Math.min(...along);
    }));
    this.replace({ strokes: [...this.now.strokes, size < TAP ? flat.slice(0, 3) : flat] });
  }

  /** @param {State} state */
  replace(state) {
    this.before = [...this.before, this.now].slice(-MAX_UNDO);
    this.after = [];
    this.now = state;
  }

  undo() {
    const before = this.before.pop();
    if (!before) return false;
    this.after.push(this.now);
    this.now = before;
    return true;
  }

  redo() {
    const after = this.after.pop();
    if (!after) return false;
    this.before.push(this.now);
    this.now = after;
    return true;
  }

  // ---- once more, as it was drawn

  get duration() {
    return this.now.strokes.at(-1)?.at(-1) ?? 0;
  }

  /**
   * Show what was there after so many ms of drawing; tells whether there is more to come.
   *
   * @param {number} ms
   */
  playTo(ms) {
    const t = ms * Math.max(1, this.duration / LONGEST_REPLAY);
    this.played = this.now.strokes
      .map((flat) => {
        const later = flat.findIndex((value, i) => i % 3 === 2 && value > t);
        return later < 0 ? flat : flat.slice(0, later - 2);
      })
      .filter((flat) => flat.length);
    return t < this.duration;
  }

  // ---- paint

  /**
   * Curves through the middles between points, so that few points look smooth.
   *
   * @param {Stroke} flat
   */
  trace(flat) {
    const path = new Path2D();
    path.moveTo(flat[0], flat[1]);
    for (let i = 3; i + 5 < flat.length; i += 3) {
      path.quadraticCurveTo(
        flat[i],
        flat[i + 1],
        (flat[i] + flat[i + 3]) / 2,
        (flat[i + 1] + flat[i + 4]) / 2,
      );
    }
    // A line without length would not be drawn.
    const last = flat.length - 3;
    path.lineTo(flat[last] + (last ? 0 : 0.01), flat[last + 1]);
    return path;
  }

  /**
   * @param {CanvasRenderingContext2D} brush
   * @param {number} side pixels
   * @param {string} colour
   */
  paint(brush, side, colour) {
    const scale = side / UNITS;
    brush.setTransform(1, 0, 0, 1, 0, 0);
    brush.clearRect(0, 0, side, side);
    brush.setTransform(scale, 0, 0, scale, 0, 0);
    const { picture } = this.now;
    if (picture && !this.stroke) brush.drawImage(this.developed(picture), 0, 0, UNITS, UNITS);
    brush.strokeStyle = colour;
    brush.lineWidth = this.pen;
    brush.lineCap = brush.lineJoin = "round";
    const kept = new Map();
    for (const flat of this.strokes) {
      const path = flat === this.stroke
        ? this.trace(flat)
        : (this.paths.get(flat) ?? this.trace(flat));
      if (flat !== this.stroke) kept.set(flat, path);
      brush.stroke(path);
    }
    this.paths = kept;
  }

  /**
   * The picture as something to paint with; made once.
   *
   * @param {Picture} picture
   */
  developed(picture) {
    if (picture.image) return picture.image;
    const { side, pixels } = picture;
    const { canvas, brush } = drawing();
    canvas.width = canvas.height = side;
    brush.putImageData(grey(brush, pixels, side), 0, 0);
    return (picture.image = canvas);
  }
}

/**
 * Bytes of brightness as an image; missing ones are black.
 *
 * @param {CanvasRenderingContext2D} brush
 * @param {ArrayLike<number>} bytes
 * @param {number} side
 */
export function grey(brush, bytes, side) {
  const image = brush.createImageData(side, side);
  image.data.fill(255);
  for (let i = 0; i < side * side; i++) image.data.fill(bytes[i] ?? 0, 4 * i, 4 * i + 3);
  return image;
}
