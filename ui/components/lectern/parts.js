// What the parts of the lectern are made of.

import { add } from "../kit/dom.js";

/** @typedef {(kind: string, about?: object) => Promise<string | null>} Say null, or why not */

/** @param {Node} parent @param {string} text @param {() => void} press @param {string} [name] */
export function button(parent, text, press, name = "") {
  const made = add(parent, "button", name, text);
  made.type = "button";
  made.onclick = press;
  return made;
}

/** @param {Node} parent @param {string} name @param {string} title */
export function part(parent, name, title) {
  const made = add(parent, "section", name);
  add(made, "h2", "", title);
  return made;
}
