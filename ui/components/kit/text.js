// Texts in pixels: how large they are, and where they are broken.

import { drawing } from "./dom.js";

/** @type {CanvasRenderingContext2D | undefined} */
let measuring;

/**
 * @param {string} text
 * @param {string} font
 * @param {CanvasTextBaseline} [baseline]
 */
export function measured(text, font, baseline = "alphabetic") {
  measuring ??= drawing().brush;
  measuring.font = font;
  measuring.textBaseline = baseline;
  return measuring.measureText(text);
}

/**
 * A text as lines not wider than `width`, where its words allow.
 *
 * @param {string} text
 * @param {string} font
 * @param {number} width
 */
export function wrapped(text, font, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && measured(longer, font).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
