// A window in which a student takes another nickname, or none.

import { LONGEST_NAME } from "../components/kit/constants.js";
import { add, set } from "../components/kit/dom.js";

/** @typedef {(name: string) => Promise<string | null>} Rename null, or why not */

export class Nickname {
  /** @param {HTMLElement} parent @param {Rename} rename */
  constructor(parent, rename) {
    const box = (this.box = add(parent, "dialog", "nickname"));
    box.ariaLabel = "Your nickname";
    const form = add(box, "form");
    const label = add(form, "label", "", "Nickname, or leave it empty");
    const input = (this.input = add(label, "input"));
    input.maxLength = LONGEST_NAME;
    input.autocomplete = "off";
    input.spellcheck = false;
    const line = (this.line = add(form, "p", "small"));
    line.setAttribute("role", "status");
    const row = add(form, "div", "row");
    const keep = add(row, "button", "main", "Take it");
    keep.type = "submit";
    const leave = add(row, "button", "", "Cancel");
    leave.type = "button";
    leave.onclick = () => box.close();
    form.onsubmit = async (event) => {
      event.preventDefault();
      const error = await rename(input.value);
      set(line, error ?? "");
      if (!error) box.close();
    };
  }

  /** @param {string} name the one so far */
  open(name) {
    this.input.value = name;
    set(this.line, "");
    this.box.showModal();
    this.input.select();
  }
}
