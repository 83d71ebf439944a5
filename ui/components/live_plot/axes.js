// Where points lie in a diagram, and how numbers are written there.

import { minus, percent } from "../kit/numbers.js";

// Beside the axes, in pixels: room for what is written there.
export const MARGIN = { left: 58, right: 14, top: 22, bottom: 46 };
export const FINE = 10; // paths count in tenths of a pixel: whole numbers are the fastest to write
const SLACK = 4; // beyond the axes, so that a curve along the very edge keeps its whole width

/** @typedef {[at: number, text: string]} Tick */

// The middle of the pixel next to a place: a line of one pixel covers this one and no other. On the
// border of two, WebKit takes now one, now the other.
export const crisp = (/** @type {number} */ place) => Math.round(place) + 0.5;

/** A place on an axis. */
export const brief = (/** @type {number} */ value) =>
  Number(value.toPrecision(6)).toLocaleString("en", { maximumSignificantDigits: 6 });

/** Where values lie in a diagram; y values of a logarithmic one count as their powers of ten. */
export class Area {
  /**
   * @param {number} width pixels, as all but the ends of the axes
   * @param {number} height
   * @param {number[]} across the ends of the x axis
   * @param {number[]} up the ends of the y axis
   * @param {boolean} log
   */
  constructor(width, height, [low, high], [bottom, top], log) {
    this.width = width;
    this.height = height;
    this.low = low;
    this.high = high;
    this.bottom = bottom;
    this.top = top;
    this.log = log;
    this.left = MARGIN.left;
    this.right = width - MARGIN.right;
    this.ceiling = MARGIN.top;
    this.floor = height - MARGIN.bottom;
    this.across = this.right - this.left;
    this.up = this.floor - this.ceiling;
    this.xScale = this.across / (high - low);
    this.yScale = this.up / (top - bottom);
  }

  /** What curves are cut to: x, y, width, height. */
  get frame() {
    return /** @type {const} */ ([
      this.left - SLACK,
      this.ceiling - SLACK,
      this.across + 2 * SLACK,
      this.up + 2 * SLACK,
    ]);
  }

  /** @param {number} value */
  x(value) {
    return this.left + (value - this.low) * this.xScale;
  }

  /** @param {number} value */
  y(value) {
    return this.ceiling + (this.top - (this.log ? Math.log10(value) : value)) * this.yScale;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  holds(x, y) {
    return x >= this.left - 1 && x <= this.right + 1 && y >= this.ceiling - 1 &&
      y <= this.floor + 1;
  }

  /** @param {number} pixel */
  xAt(pixel) {
    return this.low + (pixel - this.left) / this.xScale;
  }

  /** @param {number} pixel */
  yAt(pixel) {
    return this.top - (pixel - this.ceiling) / this.yScale;
  }
}

/**
 * The `d` of a curve: gaps at missing values, nothing outside the x axis.
 *
 * @param {ArrayLike<number>} x
 * @param {ArrayLike<number>} y
 * @param {Area} area
 */
export function curve(x, y, area) {
  let begin = 0;
  let end = x.length;
  while (begin + 1 < end && x[begin + 1] < area.low) begin++;
  while (end - 2 > begin && x[end - 2] > area.high) end--;
  const points = new Int32Array(2 * (end - begin));
  let d = "";
  let from = 0;
  let to = 0;
  for (let i = begin; i <= end; i++) {
    const py = i < end ? area.y(y[i]) : NaN;
    if (Number.isFinite(py)) {
      points[to++] = FINE * area.x(x[i]);
      points[to++] = FINE * Math.max(-1e6, Math.min(1e6, py));
    } else if (to > from) {
      d += `M${points.subarray(from, to).join(" ")}${to - from === 2 ? "h0" : ""}`;
      from = to;
    }
  }
  return d;
}

/**
 * Ticks at 1, 2 or 5 times a power of ten, at most as many as asked for.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} most
 * @param {string} format "" or ".0%"
 * @returns {Tick[]}
 */
export function ticks(low, high, most, format) {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((s) => s * power >= rough * 0.999) ?? 10);
  const first = Math.ceil(low / step - 1e-6);
  const last = Math.floor(high / step + 1e-6);
  const text = tickText(step, Math.max(Math.abs(low), Math.abs(high)), format);
  const places = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step + 0);
  return places.map((at) => [at, text(at)]);
}

/**
 * As many digits as tell neighbours apart.
 *
 * @param {number} step
 * @param {number} largest
 * @param {string} format
 * @returns {(v: number) => string}
 */
function tickText(step, largest, format) {
  const power = Math.floor(Math.log10(step) + 1e-6);
  const style = format ? "percent" : "decimal";
  const least = format ? Math.max(Number(format[1]), -power - 2) : Math.max(0, -power);
  const plain = new Intl.NumberFormat("en", {
    style,
    minimumFractionDigits: least,
    maximumFractionDigits: least,
  });
  if (format || (largest < 1e6 && power >= -5)) return (v) => minus(plain.format(v));
  const digits = (/** @type {number} */ v) =>
    Math.max(0, Math.floor(Math.log10(Math.abs(v)) + 1e-6) - power);
  return (v) => (v ? minus(v.toExponential(digits(v))) : "0");
}

/**
 * The same for powers of ten from `low` to `high`.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} most
 * @returns {Tick[]}
 */
export function logTicks(low, high, most) {
  const span = high - low;
  if (span < 0.8) {
    return ticks(10 ** low, 10 ** high, most, "").map(([at, text]) => [Math.log10(at), text]);
  }
  const every = Math.ceil(span / most);
  /** @type {Tick[]} */
  const found = [];
  for (let power = Math.floor(low); power <= high; power++) {
    for (const part of span < 2 ? [1, 2, 5] : [1]) {
      const at = power + Math.log10(part);
      const text = power < -4 || power > 5 ? minus(`${part}e${power}`) : brief(part * 10 ** power);
      if (at >= low - 1e-6 && at <= high + 1e-6 && power % every === 0) found.push([at, text]);
    }
  }
  return found;
}

/**
 * A value by ".2%" or ".3g": that many decimals of a percentage, or that many significant digits.
 *
 * @param {number} value
 * @param {string} format
 */
export function written(value, format) {
  const digits = Number(format[1]);
  if (!Number.isFinite(value)) return "–";
  if (format.endsWith("%")) return percent(value, digits);
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size && (size < 1e-4 || size >= 1e6)) return minus(value.toExponential(digits - 1));
  return minus(size >= 10 ** digits ? rounded.toLocaleString("en") : value.toPrecision(digits));
}

/**
 * The place of the number next to `value` in ascending numbers.
 *
 * @param {ArrayLike<number>} numbers
 * @param {number} value
 */
export function nearest(numbers, value) {
  let low = 0;
  let high = numbers.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < value) low = middle;
    else high = middle;
  }
  return high > 0 && numbers[high] - value < value - numbers[low] ? high : low;
}
