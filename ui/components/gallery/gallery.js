// Pictures to choose from, in groups: a click tells which.

import { add } from "../kit/dom.js";
import { unpack } from "../kit/unpack.js";

/** @typedef {import("../kit/wire.d.ts").Gallery} Frame */

/** @param {import("../kit/streamlit.d.ts").Component} component */
export default ({ parentElement, data, setTriggerValue }) => {
  /** @type {Frame} */
  const { items, arrays } = unpack(data);
  const root = document.createElement("div");
  root.className = "gallery";
  /** @type {string[]} */
  const made = [];
  /** @type {HTMLElement | undefined} */
  let list;
  let group = "";
  for (const item of items) {
    if (!list || item.group !== group) {
      group = item.group;
      add(root, "h3", "", group);
      list = add(root, "div", "items");
    }
    const button = add(list, "button");
    button.type = "button";
    button.onclick = () => setTriggerValue("chosen", item.name);
    if (item.picture >= 0) {
      const file = new Blob([/** @type {any} */ (arrays[item.picture])], { type: "image/png" });
      const picture = add(button, "img");
      picture.src = URL.createObjectURL(file);
      picture.alt = "";
      made.push(picture.src);
    }
    add(button, "b", "", item.title);
    add(button, "span", "", item.text);
  }
  parentElement.querySelector(".gallery")?.remove();
  parentElement.append(root);
  return () => {
    for (const url of made) URL.revokeObjectURL(url);
    root.remove();
  };
};
