// A field of values over the plane: n times n cells for each of its outputs, the first row at the
// top.

/** @typedef {ArrayLike<number>} Values */

const FINER = 3; // as many cells for each of the field's, along a side, where borders are sharp

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
 * Values between those of the field, so many times finer that borders look smooth.
 *
 * @param {Values} field
 * @param {number} n
 * @param {number} outputs
 * @returns {{ field: Values, n: number }}
 */
export function finer(field, n, outputs) {
  const cells = n * FINER;
  const found = new Float32Array(outputs * cells * cells);
  const inside = (/** @type {number} */ i) => Math.max(0, Math.min(n - 1, (i + 0.5) / FINER - 0.5));
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
