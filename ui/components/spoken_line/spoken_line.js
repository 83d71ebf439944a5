// A live region: it has to be on the page before its words are.

import { add, set } from "../kit/dom.js";

/** @type {WeakMap<ShadowRoot, HTMLElement>} */
const lines = new WeakMap();

/** @param {ShadowRoot} parent */
function line(parent) {
  const made = add(parent, "div", "line");
  made.setAttribute("role", "status");
  lines.set(parent, made);
  return made;
}

/** @param {import("../kit/streamlit.d.ts").Component<[string]>} component */
export default ({ parentElement, data: [text] }) => {
  set(lines.get(parentElement) ?? line(parentElement), text);
};
