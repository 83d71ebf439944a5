// What a unit has to do: what came in, what is asked, and fields that take numbers, or sums of
// products of what came in.

import { worked } from "../../components/fill_in/formula.js";
import { add, set } from "../../components/kit/dom.js";

/** @typedef {{ given: [name: string, text: string, value: number][], asked: string[], how: string }} Unit */

/** @param {number} z */
const sigma = (z) => 1 / (1 + Math.exp(-z));

export class Work {
  known = ""; // what is shown, as a text
  /** @type {Map<string, number | undefined>} */
  names = new Map();
  /** @type {HTMLInputElement[]} */
  fields = [];
  /** @type {HTMLInputElement | undefined} into which a touch writes */
  field;

  /**
   * @param {HTMLElement} parent
   * @param {(values: number[]) => Promise<string | null>} send
   */
  constructor(parent, send) {
    this.send = send;
    const form = (this.form = add(parent, "form", "task"));
    add(form, "h3", "", "What came in");
    this.given = add(form, "div", "given");
    this.asked = add(form, "div", "asked");
    this.line = add(form, "p", "line");
    this.line.setAttribute("role", "status");
    this.button = add(form, "button", "main", "Send");
    this.button.type = "submit";
    const more = add(form, "details");
    add(more, "summary", "", "How?");
    this.how = add(more, "p");
    add(more, "p", "", "Type a number, or touch what came in and put +, − or × between.");
    form.onsubmit = (event) => {
      event.preventDefault();
      this.submit();
    };
  }

  /**
   * @param {Unit | null} task
   * @param {string} turn which one it is for: the same task comes again in the next step
   */
  show(task, turn) {
    this.form.hidden = !task;
    const text = JSON.stringify([task, turn]);
    if (!task || text === this.known) return;
    this.known = text;
    set(this.line, "");
    set(this.how, task.how);
    this.names = new Map(
      task.given.map(([name, , value]) => [name.replaceAll("×", "*"), value]), // as it is read
    );
    this.given.replaceChildren();
    for (const [name, number] of task.given) this.chip(name, `${name} = ${number}`);
    this.asked.replaceChildren();
    this.fields = task.asked.map((name) => {
      const label = add(this.asked, "label", "", name);
      const field = add(label, "input");
      field.inputMode = "text";
      field.autocomplete = "off";
      field.spellcheck = false;
      field.onfocus = () => (this.field = field);
      return field;
    });
    this.field = this.fields[0];
    // What the answer of a unit needs of its own sum; a pocket calculator has no σ.
    const [sum] = this.fields;
    if (!task.asked[0].startsWith("z")) return;
    const name = `σ(${task.asked[0]})`;
    const chip = this.chip(name, name);
    chip.hidden = true;
    sum.oninput = () => {
      const read = worked(sum.value, this.names);
      const value = "problem" in read ? undefined : sigma(read.value);
      this.names.set(name, value);
      chip.hidden = value === undefined;
      set(chip, `${name} = ${value?.toFixed(3)}`);
    };
  }

  /** @param {string} name @param {string} text */
  chip(name, text) {
    const made = add(this.given, "button", "chip", text);
    made.type = "button";
    made.onclick = () => this.put(name);
    return made;
  }

  /** @param {string} name */
  put(name) {
    const { field } = this;
    if (!field) return;
    // A product stands for one number.
    field.value += name.includes("×") ? `(${name})` : name;
    field.dispatchEvent(new Event("input"));
    field.focus();
  }

  async submit() {
    const values = [];
    for (const field of this.fields) {
      const read = worked(field.value, this.names);
      if ("problem" in read) {
        set(this.line, read.problem);
        field.focus();
        return;
      }
      values.push(read.value);
    }
    const turn = this.known;
    const error = await this.send(values);
    if (error && turn === this.known) set(this.line, error);
  }

  /** What is wrong with what was sent. @param {string | null} said */
  judge(said) {
    if (said) set(this.line, said);
  }
}
