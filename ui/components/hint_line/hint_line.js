// A remark with at most one button, or nothing. It keeps its height: nothing below it jumps.

import { add, set } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { View } from "../kit/view.js";

/** @typedef {import("../kit/wire.d.ts").HintLine} Frame */

/** @extends {View<Frame>} */
class HintLine extends View {
  /** @param {string} key */
  constructor(key) {
    super(key, "hint-line");
    this.fits = false;
    this.text = add(this.root, "span", "text");
    this.text.setAttribute("role", "status");
    this.button = add(this.root, "button", "remedy");
    this.button.onclick = () => this.component.setTriggerValue("accepted", this.frame.name);
  }

  /** @param {Frame} frame */
  write({ text, urgent, button }) {
    set(this.text, text);
    set(this.button, button);
    this.button.hidden = !button;
    this.root.classList.toggle("urgent", urgent);
    this.root.classList.toggle("silent", !text);
  }
}

/** @param {import("../kit/streamlit.d.ts").Component} component */
export default (component) => mount(HintLine, component);
