// The heights of a grid, and how a surface of them is seen from aside.

/** @typedef {ArrayLike<number>} Values */

const TILT = 0.95; // radians from above
const TALL = 0.7; // of a side: the highest place above the lowest

/**
 * Heights as shares of the range, 0 at the lowest colour and 1 at the highest. The root spreads what
 * is low, where a path ends: rings around a round hole are evenly far apart.
 *
 * @param {Values} heights
 * @param {number} low
 * @param {number} high
 */
export function shares(heights, low, high) {
  const range = high - low || 1;
  return Float32Array.from(
    heights,
    (v) => Number.isFinite(v) ? Math.sqrt(Math.max(0, Math.min(1, (v - low) / range))) : NaN,
  );
}

/**
 * The cost of a share: the other way round.
 *
 * @param {number} share
 * @param {number} low
 * @param {number} high
 */
export const costOf = (share, low, high) => low + share * share * (high - low);

/**
 * The value at a place of the plane, 0 to 1 across and up, between the four places around it.
 *
 * @param {Values} values rows going up
 * @param {number} side
 * @param {number} u
 * @param {number} v
 */
export function at(values, side, u, v) {
  const inside = (/** @type {number} */ share) => Math.max(0, Math.min(1, share)) * (side - 1);
  const [x, y] = [inside(u), inside(v)];
  const [j, i] = [Math.min(side - 2, Math.floor(x)), Math.min(side - 2, Math.floor(y))];
  const [p, q, o] = [x - j, y - i, i * side + j];
  return (1 - q) * ((1 - p) * values[o] + p * values[o + 1]) +
    q * ((1 - p) * values[o + side] + p * values[o + side + 1]);
}

/**
 * Where a place of the surface is seen, in sides from the middle of the picture, down being
 * positive; and how far behind it lies.
 *
 * @param {number} u across the plane, 0 to 1
 * @param {number} v up it
 * @param {number} height share of the range
 * @param {number} turn radians that the plane is turned by
 * @returns {[x: number, y: number, behind: number]}
 */
export function seen(u, v, height, turn) {
  const [x, y] = [u - 0.5, v - 0.5];
  const [across, behind] = [
    x * Math.cos(turn) - y * Math.sin(turn),
    x * Math.sin(turn) + y * Math.cos(turn),
  ];
  const up = behind * Math.cos(TILT) + (height - 0.5) * TALL * Math.sin(TILT);
  return [across * 0.72, -up * 0.72, behind];
}

/**
 * The surface's pieces, those behind first: its four corners as they are seen, and its height.
 *
 * @param {Values} values shares, rows going up
 * @param {number} side
 * @param {number} turn
 */
export function pieces(values, side, turn) {
  const corners = Array.from({ length: side * side }, (_, o) => {
    const [i, j] = [Math.floor(o / side), o % side];
    return seen(j / (side - 1), i / (side - 1), values[o], turn);
  });
  /** @type {{ corners: [number, number, number][], height: number, behind: number }[]} */
  const found = [];
  for (let i = 0; i < side - 1; i++) {
    for (let j = 0; j < side - 1; j++) {
      const o = i * side + j;
      const around = [o, o + 1, o + side + 1, o + side];
      const height = around.reduce((sum, k) => sum + values[k], 0) / 4;
      if (Number.isNaN(height)) continue;
      const four = around.map((k) => corners[k]);
      const behind = four.reduce((sum, [, , far]) => sum + far, 0);
      found.push({ corners: four, height, behind });
    }
  }
  return found.sort((a, b) => b.behind - a.behind);
}
