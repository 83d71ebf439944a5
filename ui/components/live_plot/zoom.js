// Zoom: a rectangle that is dragged, and the ends of the axes that it leaves.

const DRAGGED = 8; // pixels that a drag must span to count
const LEAST = 1e-4; // of a number's size: less of it would need more digits than have room

/**
 * @typedef {import("./axes.js").Area} Area
 * @typedef {[low: number, high: number]} Ends
 * @typedef {{ x: Ends | undefined, y: Ends | undefined }} Span
 */

/** @type {(a: number, b: number) => Ends} */
const ordered = (a, b) => (a < b ? [a, b] : [b, a]);

/**
 * What a drag spans in pixels: x or y alone where it is flat, nothing where it is too short.
 *
 * @param {Area} area
 * @param {{ x: number, y: number }} from
 * @param {{ x: number, y: number }} to
 * @returns {Span | undefined}
 */
export function span(area, from, to) {
  const across = ordered(from.x, Math.max(area.left, Math.min(area.right, to.x)));
  const up = ordered(from.y, Math.max(area.ceiling, Math.min(area.floor, to.y)));
  const wide = across[1] - across[0] > DRAGGED;
  const tall = up[1] - up[0] > (wide ? 2 : 1) * DRAGGED;
  return wide || tall ? { x: wide ? across : undefined, y: tall ? up : undefined } : undefined;
}

/**
 * The ends of the axes that a span leaves; none that would need more digits than have room.
 *
 * @param {Area} area
 * @param {Span} span
 * @returns {Span}
 */
export function ends(area, { x, y }) {
  const wide = (/** @type {Ends} */ [low, high], /** @type {number} */ share) =>
    high - low > share * Math.max(area.log ? 1 : 0, Math.abs(low), Math.abs(high));
  /** @type {Ends | undefined} */
  const across = x && [area.xAt(x[0]), area.xAt(x[1])];
  /** @type {Ends | undefined} */
  const up = y && [area.yAt(y[1]), area.yAt(y[0])];
  return {
    x: across && wide(across, LEAST) ? across : undefined,
    y: up && wide(up, area.log ? 1e-2 : 1e-3) ? up : undefined,
  };
}

/**
 * The ends of an axis when one looks at half or at twice as much of it; none for all of it.
 *
 * @param {Ends} now
 * @param {number} at what stays in the middle, as far as the whole allows
 * @param {number} closer
 * @param {Ends} whole
 * @returns {Ends | undefined}
 */
export function nearer([low, high], at, closer, [first, last]) {
  const wide = (high - low) * 2 ** -closer;
  if (wide >= last - first) return undefined;
  if (wide <= LEAST * Math.max(Math.abs(low), Math.abs(high))) return [low, high];
  const start = Math.max(first, Math.min(at - wide / 2, last - wide));
  return [start, start + wide];
}
