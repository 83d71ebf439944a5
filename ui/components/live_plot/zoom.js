// Zoom: a rectangle that is dragged, and the ends of the axes that it leaves.

const DRAGGED = 8; // pixels that a drag must span to count

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
    x: across && wide(across, 1e-4) ? across : undefined,
    y: up && wide(up, area.log ? 1e-2 : 1e-3) ? up : undefined,
  };
}
