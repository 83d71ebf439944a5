// A picture whose values are read by keys, as the numbers of a board are: one stop for Tab, arrows
// from value to value, Enter for what a click does there.

import { add, set } from "./dom.js";

/** @type {Record<string, [across: number, down: number]>} */
const STEPS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-Infinity, 0],
  End: [Infinity, 0],
};

/** @type {Record<string, number>} */
const CLOSER = { "+": 1, "=": 1, "-": -1, "_": -1 };

/**
 * @typedef {object} Told
 * @property {(across: number, down: number) => string | undefined} read go so many values on, as
 *   far as there are any; return the words of where that leads
 * @property {() => void} leave the value is no longer looked at
 * @property {() => void} [press]
 * @property {(closer: number) => string | undefined} [zoom] look closer or, below nought, from
 *   further off; return in words at what
 */

/**
 * @param {HTMLElement} picture
 * @param {Told} told
 */
export function readByKeys(picture, { read, leave, press, zoom }) {
  picture.tabIndex = 0;
  const said = add(/** @type {Node} */ (picture.parentNode), "div", "said");
  said.setAttribute("role", "status");
  const go = (/** @type {number} */ across, /** @type {number} */ down) =>
    set(said, read(across, down) ?? "");
  picture.onfocus = () => picture.matches(":focus-visible") && go(0, 0);
  picture.onblur = () => {
    set(said, "");
    leave();
  };
  // A click must not take the arrow keys away from the steps: the focus comes by keyboard only.
  picture.onmousedown = (event) => event.preventDefault();
  picture.onkeydown = (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const closer = zoom && CLOSER[key]; // a plus has Shift on many keyboards
    if (ctrlKey || metaKey || altKey || (shiftKey && !closer)) return;
    if (key === "Escape") return picture.blur();
    if (closer) set(said, zoom?.(closer) ?? "");
    else if (key === "Enter") press?.();
    else if (STEPS[key]) go(...STEPS[key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
