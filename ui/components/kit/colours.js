// Values as colours.

import { FULL, MISSING } from "./constants.js";
import { css, mix, pixel } from "./theme.js";

/** @typedef {import("./theme.js").Colour} Colour */
/** @typedef {ReturnType<typeof colours>} Colours */

/**
 * Orange below zero, blue above, the paper's own tone between: told apart with every kind of colour
 * blindness. `of` takes -127..127; the tables are asked for its lowest eight bits.
 *
 * @param {{ paper: Colour, text: Colour, dark: boolean }} theme
 */
export function colours({ paper, text, dark }) {
  const middle = mix(paper, text, dark ? 0.1 : 0.05);
  /** @type {Colour[]} */
  const above = dark
    ? [middle, [38, 104, 178], [150, 208, 255]]
    : [middle, [104, 172, 222], [8, 69, 148]];
  /** @type {Colour[]} */
  const below = dark
    ? [middle, [176, 92, 20], [255, 200, 130]]
    : [middle, [244, 165, 80], [150, 60, 4]];
  const of = (/** @type {number} */ q) => {
    if (q === MISSING) return mix(paper, text, 0.45);
    const [a, b, c] = q < 0 ? below : above;
    const share = Math.abs(q) / FULL;
    return share < 0.5 ? mix(a, b, 2 * share) : mix(b, c, 2 * share - 1);
  };
  const all = Array.from({ length: 256 }, (_, i) => of(i < 128 ? i : i - 256));
  const light = (/** @type {Colour} */ [r, g, b]) => 0.3 * r + 0.59 * g + 0.11 * b > 140;
  return {
    of,
    table: Uint32Array.from(all, pixel),
    css: all.map(css),
    text: all.map((c) => (light(c) ? "#111" : "#fff")),
  };
}

/**
 * The colour's number of a value, -1..1, as the tables want it.
 *
 * @param {number} share
 */
export function colourOf(share) {
  return (Number.isNaN(share) ? MISSING : Math.round(Math.max(-1, Math.min(1, share)) * FULL)) &
    255;
}
