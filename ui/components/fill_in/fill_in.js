// You are backprop: blanks to be filled in, each answer judged at once.

import { add, set } from "../kit/dom.js";
import { cellOf, moveInTable, numberTable } from "../kit/number_table.js";
import { written } from "../kit/numbers.js";
import { worked } from "./formula.js";
import { judged } from "./judge.js";
import { inWords, keep, scores } from "./score.js";

/**
 * @typedef {import("../kit/wire.d.ts").FillIn} Data
 * @typedef {import("../kit/wire.d.ts").Blank} Blank
 * @typedef {import("../kit/wire.d.ts").BlankGrid} Grid
 * @typedef {import("../kit/streamlit.d.ts").Component<[Data]>} Component
 * @typedef {{ number: Blank, grid: Grid, cell: HTMLTableCellElement }} Place
 */

const SIGNS = ["+", "−", "×", "(", ")"];
const OPEN = "?";

/**
 * What a number is worth that is written as we write them.
 *
 * @param {string} text
 */
function valueOf(text) {
  const found = worked(text.replaceAll(",", ""), new Map());
  return "problem" in found ? undefined : found.value;
}

/** @type {WeakMap<ShadowRoot, FillIn>} */
const mounted = new WeakMap();

class FillIn {
  /** @type {Data} */
  data;
  /** @type {Component} */
  component;
  id = ""; // of the net that it shows
  /** @type {Map<string, Place>} all numbers by name */
  places = new Map();
  /** @type {Place[]} in the order of filling in */
  blanks = [];
  /** @type {Map<string, boolean>} what is filled in, and whether by the visitor */
  done = new Map();
  /** @type {Set<string>} what was wrong once, or had a hint */
  spoilt = new Set();
  /** @type {Place | undefined} whose turn it is */
  active;

  /** @param {ShadowRoot} parent */
  constructor(parent) {
    this.root = add(parent, "div", "board fill-in alone");
    this.lines = add(this.root, "div", "below");
    const foot = add(this.root, "div", "foot");
    this.form = add(foot, "form");
    const label = add(this.form, "label");
    this.asked = add(label, "span", "prompt");
    this.input = add(label, "input");
    Object.assign(this.input, {
      autocomplete: "off",
      spellcheck: false,
      placeholder: "a number, or click what it is made of",
    });
    this.value = add(this.form, "output", "value");
    const signs = add(this.form, "span", "signs");
    for (const sign of SIGNS) this.button(signs, sign, () => this.write(sign));
    this.button(signs, "⌫", () => this.takeBack()).ariaLabel = "Take the last part back";
    this.check = add(this.form, "button", "primary", "Check");
    this.hint = this.button(this.form, "Hint", () => this.showHint());
    this.rest = this.button(this.form, "", () => this.fillRest());
    this.following = this.button(
      this.form,
      "",
      () => this.component.setTriggerValue("following", this.data.following),
    );
    this.verdict = add(foot, "div", "note verdict");
    this.verdict.setAttribute("aria-live", "polite");
    this.score = add(this.root, "div", "score");

    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.answer();
    });
    this.input.addEventListener("input", () => this.preview());
    // Letters and arrows are for the field, not for the page.
    this.input.addEventListener("keydown", (event) => event.stopPropagation());
    this.lines.addEventListener("mousedown", (event) => cellOf(event) && event.preventDefault());
    this.lines.addEventListener("click", (event) => this.press(cellOf(event)));
    this.lines.addEventListener("keydown", (event) => {
      if (event.key === "Enter") this.press(cellOf(event));
      else moveInTable(event);
    });
  }

  /**
   * @param {HTMLElement} box
   * @param {string} text
   * @param {() => void} press
   */
  button(box, text, press) {
    const button = add(box, "button", "", text);
    button.type = "button";
    button.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps focus
    button.addEventListener("click", press);
    return button;
  }

  /** @param {Component} component */
  update(component) {
    this.component = component;
    const [data] = component.data;
    const id = `${data.level} ${data.net}`;
    if (id === this.id) return;
    this.id = id;
    this.data = data;
    this.places = new Map();
    this.done = new Map();
    this.spoilt = new Set();
    this.lines.replaceChildren();
    data.lines.forEach((line) => this.build(line));
    const order = [...this.places.values()].filter(({ grid }) => grid.turn >= 0);
    this.blanks = order.sort((a, b) => a.grid.turn - b.grid.turn);
    this.say("");
    this.turnTo(this.blanks[0]);
  }

  /** @param {import("../kit/wire.d.ts").BlankLine} line */
  build({ title, grids }) {
    const box = add(this.lines, "div", "line");
    add(box, "div", "title", title);
    for (const grid of grids) {
      const rows = grid.rows.map((row) => row.map(({ text }) => grid.turn < 0 ? text : OPEN));
      const { table, cells } = numberTable(add(box, "div"), { name: grid.name, rows });
      table.className = grid.turn < 0 ? "known" : "asked";
      grid.rows.forEach((row, i) =>
        row.forEach((number, j) => {
          const cell = cells[i][j];
          if (grid.turn >= 0) cell.ariaLabel = `${number.name}, not known yet`;
          cell.title = number.name;
          cell.dataset.name = number.name;
          this.places.set(number.name, { number, grid, cell });
        })
      );
    }
  }

  // What can stand in a formula, and what it is worth: to the last bit, or as it is written.
  names(asWritten = false) {
    return new Map([...this.places].map(([name, { number, grid }]) => {
      const known = grid.turn < 0 || this.done.has(name);
      return [name, known ? asWritten ? valueOf(number.text) : number.value : undefined];
    }));
  }

  /** @param {HTMLTableCellElement | null} cell */
  press(cell) {
    const place = this.places.get(cell?.dataset.name ?? "");
    if (!place) return;
    const { name } = place.number;
    if (place.grid.turn >= 0 && !this.done.has(name)) this.turnTo(place);
    else if (this.active) this.write(name);
  }

  /**
   * Put a sign or a name where the caret is; two names in a row are multiplied.
   *
   * @param {string} text
   */
  write(text) {
    const { input } = this;
    const at = input.selectionStart ?? input.value.length;
    const before = input.value.slice(0, at);
    const after = input.value.slice(input.selectionEnd ?? at);
    const product = /[^\s+−×*/(-]\s*$/.test(before) && (text === "(" || !SIGNS.includes(text));
    const sign = SIGNS.slice(0, 3).includes(text);
    const written = `${before}${product ? " × " : ""}${sign && before ? ` ${text} ` : text}`;
    input.value = written + after;
    input.setSelectionRange(written.length, written.length);
    if (matchMedia("(pointer: fine)").matches) input.focus();
    this.preview();
  }

  takeBack() {
    const { input } = this;
    const text = input.value.trimEnd();
    const name =
      [...this.places.keys()].filter((one) => text.endsWith(one)).sort((a, b) =>
        b.length - a.length
      )[0];
    input.value = text.slice(0, name ? -name.length : -1).trimEnd();
    this.preview();
  }

  // What a formula comes to; of a bare number there is nothing to say.
  preview() {
    const read = worked(this.input.value, this.names());
    const bare = !/[^\d.,\s−-]/.test(this.input.value);
    set(this.value, "problem" in read || bare ? "" : `= ${written(read.value)}`);
  }

  /** @param {Place | undefined} place */
  turnTo(place) {
    this.active?.cell.classList.remove("here");
    this.active = place;
    place?.cell.classList.add("here");
    this.input.value = "";
    set(this.value, "");
    this.form.classList.toggle("over", !place);
    this.hint.hidden = !place;
    set(this.asked, place ? `${place.grid.equation}: ${place.number.name} =` : "");
    this.input.ariaLabel = place?.number.name ?? "nothing left to fill in";
    const left = place &&
      this.blanks.filter(({ grid, number }) => grid === place.grid && !this.done.has(number.name));
    const begun = place?.grid.rows.flat().some(({ name }) => this.done.get(name));
    this.rest.hidden = !(left && begun);
    if (place) set(this.rest, `Fill in the rest of ${place.grid.name}`);
    this.following.hidden = Boolean(place) || !this.data.following;
    set(this.following, `Next level: ${this.data.following}`);
    this.tellScore();
  }

  // What the active blank comes to, worked out from the few digits that the others are shown with.
  asWritten() {
    const found = worked(this.active?.number.recipe ?? "", this.names(true));
    return "problem" in found ? undefined : found.value;
  }

  answer() {
    const { active } = this;
    if (!active) return;
    const read = worked(this.input.value, this.names());
    if ("problem" in read) return this.say(read.problem);
    const known = [...this.places.values()].map(({ number }) => number);
    const { right, words } = judged(read, { ...active.number, asWritten: this.asWritten() }, known);
    if (!right) {
      this.spoilt.add(active.number.name);
      this.tellScore();
      return this.say(words, "wrong");
    }
    const { name, text, recipe } = active.number;
    this.fill(active, true);
    this.goOn(`Right: ${name} = ${recipe} = ${text}.`);
  }

  /**
   * @param {Place} place
   * @param {boolean} own whether the visitor found it
   */
  fill({ number, cell }, own) {
    this.done.set(number.name, own);
    set(cell, number.text);
    cell.ariaLabel = null;
    cell.classList.add("solved");
  }

  fillRest() {
    const grid = this.active?.grid;
    for (const place of this.blanks) {
      if (place.grid === grid && !this.done.has(place.number.name)) this.fill(place, false);
    }
    this.goOn(`The rest of ${grid?.name} is filled in.`);
  }

  /** @param {string} words */
  goOn(words) {
    this.turnTo(this.blanks.find(({ number }) => !this.done.has(number.name)));
    if (this.active) return this.say(words, "right");
    const [first, asked] = this.result();
    keep(this.data.level, first, asked);
    this.tellScore();
    const praise = first === asked ? "You are backprop. " : "";
    this.say(`${words} ${praise}All is filled in, ${first} of ${asked} at the first try.`, "right");
  }

  showHint() {
    if (!this.active) return;
    const { name, recipe } = this.active.number;
    this.spoilt.add(name);
    this.tellScore();
    this.say(`${name} = ${recipe}`);
  }

  /** @returns {[first: number, asked: number]} */
  result() {
    const own = [...this.done].filter(([, found]) => found).map(([name]) => name);
    return [own.filter((name) => !this.spoilt.has(name)).length, own.length];
  }

  tellScore() {
    const [first, asked] = this.result();
    const all = scores();
    const parts = [`First try: ${first} of ${asked}.`, "Your best:"];
    parts.push(...this.data.levels.map((level) => inWords(level, all)));
    this.score.replaceChildren();
    for (const part of parts) this.score.append(add(this.score, "span", "", part), " ");
  }

  /**
   * @param {string} words
   * @param {string} [kind]
   */
  say(words, kind = "") {
    this.verdict.className = `note verdict ${kind}`;
    set(this.verdict, words);
  }
}

/** @param {Component} component */
export default (component) => {
  const { parentElement } = component;
  const one = mounted.get(parentElement) ?? new FillIn(parentElement);
  mounted.set(parentElement, one);
  one.update(component);
};
