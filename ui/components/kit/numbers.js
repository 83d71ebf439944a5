// Numbers as they are written on pictures.

/**
 * A number's text with true minus signs, and powers without a plus.
 *
 * @param {string} text
 */
export const minus = (text) => text.replace("e+", "e").replaceAll("-", "−");

/**
 * A number with its sign and three digits.
 *
 * @param {number} v
 */
export function signed(v) {
  if (!Number.isFinite(v)) return "not a number";
  const size = Math.abs(v);
  let text = size.toPrecision(3);
  if (size >= 1e5 || (size && size < 1e-3)) text = minus(size.toExponential(2));
  else if (size >= 1000) text = String(Math.round(size));
  return v ? (v < 0 ? "−" : "+") + text : "0";
}
