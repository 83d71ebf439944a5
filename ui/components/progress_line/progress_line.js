// One line. Every second part is a number, in bold.

import { add, set } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { View } from "../kit/view.js";

const views = new WeakMap();

class ProgressLine extends View {
  /** @type {import("../kit/wire.d.ts").ProgressLine} */
  frame = undefined;

  constructor(key) {
    super(key, "progress-line");
    this.fits = false;
    this.elements = [];
  }

  write({ parts }) {
    while (this.elements.length < parts.length) {
      this.elements.push(add(this.root, this.elements.length % 2 ? "b" : "span"));
    }
    this.elements.forEach((element, i) => set(element, parts[i] ?? ""));
  }
}

export default (component) => mount(views, ProgressLine, component);
