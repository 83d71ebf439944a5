// Numbers as they are written on pictures.

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * A number's text with true minus signs, and powers of ten as such: "2.44·10⁻⁵", "10⁶".
 *
 * @param {string} text
 */
export const minus = (text) =>
  text.replace(/([\d.]+)e\+?(-?)(\d+)/, (_, factor, sign, power) => {
    const raised = [...power].map((digit) => RAISED[Number(digit)]).join("");
    return `${factor === "1" ? "" : `${factor}·`}10${sign && "⁻"}${raised}`;
  }).replaceAll("-", "−");

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
