// A window in which a student takes another nickname, or none.

import { LONGEST_NAME } from "../components/kit/constants.js";
import { add, set } from "../components/kit/dom.js";

/** @typedef {(name: string) => Promise<string | null>} Rename null, or why not */

/** @param {HTMLElement} parent @param {string} name the one so far @param {Rename} rename */
export function askNickname(parent, name, rename) {
  const box = add(parent, "dialog", "nickname");
  box.ariaLabel = "Another nickname";
  box.onclose = () => box.remove();
  const form = add(box, "form");
  const label = add(form, "label", "", "Nickname, or leave it empty");
  const input = add(label, "input");
  input.maxLength = LONGEST_NAME;
  input.autocomplete = "off";
  input.spellcheck = false;
  input.value = name;
  const line = add(form, "p", "small");
  line.setAttribute("role", "status");
  const row = add(form, "div", "row");
  const take = add(row, "button", "main", "Take it");
  take.type = "submit";
  const leave = add(row, "button", "", "Cancel");
  leave.type = "button";
  leave.onclick = () => box.close();
  form.onsubmit = async (event) => {
    event.preventDefault();
    const error = await rename(input.value);
    set(line, error ?? "");
    if (!error) box.close();
  };
  box.showModal();
  input.select();
}
