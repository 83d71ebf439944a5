// Where points lie in a diagram of live_plot.js, and how numbers are written there.

import { minus } from "../kit/numbers.js";

export const LEFT = 58;
export const RIGHT = 14;
export const TOP = 22;
export const BOTTOM = 46;
export const FINE = 10; // paths count in tenths of a pixel: whole numbers are the fastest to write
const SLACK = 4; // beyond the axes, so that a curve along the very edge keeps its whole width

export const brief = (value) => String(Number(value.toPrecision(6)));

// Where values lie in a diagram; y values of a logarithmic one count as their powers of ten.
export class Area {
  constructor(width, height, [low, high], [bottom, top], log) {
    this.width = width;
    this.height = height;
    this.low = low;
    this.high = high;
    this.bottom = bottom;
    this.top = top;
    this.log = log;
    this.across = width - LEFT - RIGHT;
    this.up = height - TOP - BOTTOM;
    this.floor = height - BOTTOM;
    /** @type {[number, number, number, number]} */
    this.frame = [LEFT - SLACK, TOP - SLACK, this.across + 2 * SLACK, this.up + 2 * SLACK];
    this.xScale = this.across / (high - low);
    this.yScale = this.up / (top - bottom);
  }

  x(value) {
    return LEFT + (value - this.low) * this.xScale;
  }

  y(value) {
    return TOP + (this.top - (this.log ? Math.log10(value) : value)) * this.yScale;
  }

  holds(x, y) {
    return x >= LEFT - 1 && x <= this.width - RIGHT + 1 && y >= TOP - 1 && y <= this.floor + 1;
  }

  xAt(pixel) {
    return this.low + (pixel - LEFT) / this.xScale;
  }

  yAt(pixel) {
    return this.top - (pixel - TOP) / this.yScale;
  }
}

// The `d` of a curve: gaps at missing values, nothing outside the x axis.
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

// Pairs of place and text at 1, 2 or 5 times a power of ten, at most as many as asked for.
export function ticks(low, high, most, format) {
  const rough = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((s) => s * power >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-6);
  const last = Math.floor(high / step + 1e-6);
  const text = tickText(step, Math.max(Math.abs(low), Math.abs(high)), format);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step + 0).map((
    at,
  ) => [at, text(at)]);
}

// As many digits as tell neighbours apart.
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
  const digits = (v) => Math.max(0, Math.floor(Math.log10(Math.abs(v)) + 1e-6) - power);
  return (v) => (v ? minus(v.toExponential(digits(v))) : "0");
}

// The same for powers of ten from `low` to `high`.
export function logTicks(low, high, most) {
  const span = high - low;
  if (span < 0.8) {
    return ticks(10 ** low, 10 ** high, most, "").map(([at, text]) => [Math.log10(at), text]);
  }
  const every = Math.ceil(span / most);
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

// A value by ".2%" or ".3g": that many decimals of a percentage, or that many significant digits.
export function written(value, format) {
  const digits = Number(format[1]);
  if (!Number.isFinite(value)) return "–";
  if (format.endsWith("%")) return minus(`${(100 * value).toFixed(digits)}%`);
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size && (size < 1e-4 || size >= 1e6)) return minus(value.toExponential(digits - 1));
  return minus(size >= 10 ** digits ? String(rounded) : value.toPrecision(digits));
}

// The place of the number next to `value` in ascending numbers.
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
