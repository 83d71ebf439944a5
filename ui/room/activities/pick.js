// A list of what is ready to be picked.

import { add } from "../../components/kit/dom.js";

/** @typedef {import("./index.js").Choice} Choice */

/**
 * The list with its label; `chosen` returns the settings that were picked.
 *
 * @param {HTMLElement} parent
 * @param {string} label
 * @param {Choice[]} ready
 */
export function pick(parent, label, ready) {
  const box = add(parent, "label", "pick", label);
  const list = add(box, "select");
  list.ariaLabel = label;
  let head = "";
  /** @type {HTMLElement} */
  let place = list;
  for (const [i, choice] of ready.entries()) {
    if (choice.head !== head) {
      head = choice.head;
      const group = add(list, "optgroup");
      group.label = head;
      place = group;
    }
    add(place, "option", "", choice.title).value = String(i);
  }
  return { list, chosen: () => JSON.parse(ready[Number(list.value)].settings) };
}
