// One line. Every second part is a number, in bold.

import { add, set } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { View } from "../kit/view.js";

/** @typedef {import("../kit/wire.d.ts").ProgressLine} Frame */

/** @extends {View<Frame>} */
class ProgressLine extends View {
  /** @type {HTMLElement[]} */
  elements = [];

  /** @param {string} key */
  constructor(key) {
    super(key, "progress-line");
    this.fits = false;
  }

  /** @param {Frame} frame */
  write({ parts }) {
    while (this.elements.length < parts.length) {
      this.elements.push(add(this.root, this.elements.length % 2 ? "b" : "span"));
    }
    this.elements.forEach((element, i) => set(element, parts[i] ?? ""));
  }
}

/** @param {import("../kit/streamlit.d.ts").Component} component */
export default (component) => mount(ProgressLine, component);
