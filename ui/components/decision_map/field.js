// A field of values over the plane: n times n cells for each of its outputs, the first row at the
// top.

import { FULL, MISSING } from "../kit/constants.js";

/** @typedef {ArrayLike<number>} Values */

const FINE = 128; // cells along a side of what is painted, or about as many
const [TOP, RIGHT, BOTTOM, LEFT] = [0, 1, 2, 3]; // sides of a cell
// Which sides the border meets, by the corners that are above 0; where two opposite ones are, it
// goes by the middle.
const APART = [TOP, RIGHT, BOTTOM, LEFT];
const JOINED = [RIGHT, BOTTOM, LEFT, TOP];
const CUT = Array.from({ length: 16 }, (_, corners) => {
  const above = (/** @type {number} */ corner) => (corners >> (corner % 4)) & 1;
  return APART.filter((side) => above(side) !== above(side + 1));
});

/**
 * How far a cell is from the border, as it was before it was squeezed into a byte: on the border
 * 0, and `knee` where the byte is half of its largest.
 *
 * @param {Values} bytes
 * @param {number} knee
 */
export function unsqueezed(bytes, knee) {
  const table = Float32Array.from({ length: 256 }, (_, i) => {
    const q = i < 128 ? i : i - 256;
    return q === MISSING ? NaN : (knee * q) / (FULL + 0.25 - Math.abs(q));
  });
  const found = new Float32Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) found[i] = table[bytes[i] & 255];
  return found;
}

/**
 * The byte of a distance: the other way round.
 *
 * @param {number} distance
 * @param {number} knee
 */
export const squeezed = (distance, knee) =>
  Number.isNaN(distance) ? MISSING : Math.round((FULL * distance) / (Math.abs(distance) + knee));

/**
 * The value of an output at fractions of a cell, between the middles of four cells.
 *
 * @param {Values} field
 * @param {number} n
 * @param {number} output
 * @param {number} x
 * @param {number} y
 */
export function between(field, n, output, x, y) {
  const inside = (/** @type {number} */ v) => Math.max(0, Math.min(n - 1, v));
  const [j, i] = [Math.min(n - 2, Math.floor(inside(x))), Math.min(n - 2, Math.floor(inside(y)))];
  const [u, v] = [inside(x) - j, inside(y) - i];
  const o = output * n * n + i * n + j;
  return (1 - v) * ((1 - u) * field[o] + u * field[o + 1]) +
    v * ((1 - u) * field[o + n] + u * field[o + n + 1]);
}

/**
 * How many times finer a field is painted than it comes.
 *
 * @param {number} n
 */
export const fineness = (n) => Math.max(1, Math.round(FINE / n));

/**
 * Values between those of the field, so many times finer that it looks smooth.
 *
 * @param {Values} field
 * @param {number} n
 * @param {number} outputs
 * @param {number} times
 * @param {Float32Array} [room] of an earlier one, to be used again
 * @returns {{ field: Float32Array, n: number }}
 */
export function finer(field, n, outputs, times, room) {
  const cells = n * times;
  const size = outputs * cells * cells;
  const found = room?.length === size ? room : new Float32Array(size);
  const inside = (/** @type {number} */ i) => Math.max(0, Math.min(n - 1, (i + 0.5) / times - 0.5));
  const at = Array.from({ length: cells }, (_, i) => inside(i));
  const low = at.map((v) => Math.min(n - 2, Math.floor(v)));
  for (let c = 0, o = 0; c < outputs; c++) {
    for (let i = 0; i < cells; i++) {
      const v = at[i] - low[i];
      const row = c * n * n + low[i] * n;
      for (let j = 0; j < cells; j++, o++) {
        const p = row + low[j];
        const u = at[j] - low[j];
        found[o] = (1 - v) * ((1 - u) * field[p] + u * field[p + 1]) +
          v * ((1 - u) * field[p + n] + u * field[p + n + 1]);
      }
    }
  }
  return { field: found, n: cells };
}

/**
 * How far each output is ahead of the best of the others.
 *
 * @param {Values} field
 * @param {number} n
 * @param {number} outputs
 */
export function leads(field, n, outputs) {
  const size = n * n;
  const found = new Float32Array(outputs * size);
  for (let o = 0; o < size; o++) {
    let [best, first, second] = [0, -Infinity, -Infinity];
    for (let c = 0; c < outputs; c++) {
      const value = field[c * size + o];
      if (value > first) [best, first, second] = [c, value, first];
      else if (value > second) second = value;
    }
    for (let c = 0; c < outputs; c++) {
      const p = c * size + o;
      found[p] = field[p] - (c === best ? second : first);
    }
  }
  return found;
}

/**
 * The line where values pass through 0, as pieces from x, y to x, y in cells: marching squares
 * between the middles of cells, up to the plane's edges.
 *
 * @param {Values} values of one output
 * @param {number} n
 * @returns {number[]}
 */
export function border(values, n) {
  const inside = (/** @type {number} */ v) => Math.max(0, Math.min(n - 1, v));
  /** @type {number[]} */
  const pieces = [];
  for (let i = -1; i < n; i++) {
    const [above, below] = [inside(i) * n, inside(i + 1) * n];
    for (let j = -1; j < n; j++) {
      const [left, right] = [inside(j), inside(j + 1)];
      const a = values[above + left];
      const b = values[above + right];
      const c = values[below + right];
      const d = values[below + left];
      // each corner of the cell that is above 0, clockwise from the upper left
      const corners = (a > 0 ? 1 : 0) | (b > 0 ? 2 : 0) | (c > 0 ? 4 : 0) | (d > 0 ? 8 : 0);
      if (corners === 0 || corners === 15 || !Number.isFinite(a + b + c + d)) continue;
      const [x, y] = [j + 0.5, i + 0.5];
      const meet = (/** @type {number} */ side) => {
        if (side === TOP) pieces.push(x + a / (a - b), y);
        else if (side === RIGHT) pieces.push(x + 1, y + b / (b - c));
        else if (side === BOTTOM) pieces.push(x + d / (d - c), y + 1);
        else pieces.push(x, y + a / (a - d));
      };
      const middle = a > 0 === a + b + c + d > 0;
      for (const side of corners % 5 ? CUT[corners] : middle ? APART : JOINED) meet(side);
    }
  }
  return pieces;
}
