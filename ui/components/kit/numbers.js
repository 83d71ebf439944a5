// Numbers as they are written on pictures.

import { NEARLY } from "./constants.js";

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * A number's text with true minus signs, and powers of ten as such: "2.44·10⁻⁵", "10⁶". What rounds
 * to zero has no sign.
 *
 * @param {string} text
 */
export const minus = (text) =>
  text.replace(/([\d.]+)e\+?(-?)(\d+)/, (_, factor, sign, power) => {
    const raised = [...power].map((digit) => RAISED[Number(digit)]).join("");
    return `${factor === "1" ? "" : `${factor}·`}10${sign && "⁻"}${raised}`;
  }).replace(/^-(?=0(\.0+)?%?$)/, "").replaceAll("-", "−");

/**
 * A share with so many decimals, as `core.explain.numbers` writes it: "62.5%". Only all is "100%":
 * what is less is not, and only none is "0%".
 *
 * @param {number} share
 * @param {number} [decimals]
 */
export function percent(share, decimals = 1) {
  if (share === 1) return "100%";
  const text = (100 * share).toFixed(decimals);
  const least = 10 ** -decimals;
  if (share < 1 && Number(text) === 100) return `${(100 - least).toFixed(decimals)}%`;
  if (share > 0 && Number(text) === 0) return `<${least.toFixed(decimals)}%`;
  return minus(`${text}%`);
}

/**
 * An answer's share in whole per cent; what is only nearly certain is not called certain.
 *
 * @param {number} share
 */
export const chance = (share) => share > NEARLY ? ">99%" : percent(share, 0);

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
  else if (size >= 1000) text = Math.round(size).toLocaleString("en");
  return v ? (v < 0 ? "−" : "+") + text : "0";
}

/**
 * A number in three digits, as `core.explain.numbers` writes it.
 *
 * @param {number} v
 */
export function written(v) {
  if (!Number.isFinite(v)) return Number.isNaN(v) ? "not a number" : "beyond all bounds";
  if (v === Math.round(v) && Math.abs(v) < 1000) return minus(String(v));
  const text = v.toExponential(2);
  const power = Number(text.split("e")[1]);
  if (power < -3 || power >= 6) return minus(text);
  const decimals = Math.max(0, 2 - power);
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return minus(Number(text).toLocaleString("en", digits));
}
