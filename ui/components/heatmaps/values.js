// How the values of heatmaps are written: with a sign, as a count, or as a share.

import { minus } from "../kit/numbers.js";

/** @typedef {string} Unit "number", "count" or "share" */

const share = (/** @type {number} */ v) => `${Number((100 * v).toPrecision(3))}%`;

/**
 * On a scale.
 *
 * @param {number} v
 * @param {Unit} unit
 */
export function short(v, unit) {
  if (unit === "share") return share(v);
  if (v === 0) return "0";
  if (unit !== "count" && (v >= 1000 || v < 0.01)) return minus(v.toExponential(1));
  return String(Number(v.toPrecision(3)));
}

/**
 * In a tooltip.
 *
 * @param {number} v
 * @param {Unit} unit
 */
export function long(v, unit) {
  if (unit === "share") return share(v);
  if (unit === "count") return String(Math.round(v));
  if (v === 0) return "0";
  const size = Math.abs(v);
  const text = size >= 1e4 || size < 1e-3 ? v.toExponential(2) : v.toPrecision(3);
  return minus((v > 0 ? "+" : "") + text);
}

/**
 * In a cell.
 *
 * @param {number} v
 * @param {Unit} unit
 */
export function inCell(v, unit) {
  if (Number.isNaN(v)) return "?";
  if (unit === "share") return share(v);
  if (unit === "count") return v ? String(Math.round(v)) : "";
  const size = Math.abs(v);
  if (size >= 1000) return minus(v.toExponential(0));
  return minus(v.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2));
}
