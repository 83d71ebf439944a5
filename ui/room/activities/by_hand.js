// BP2 by hand: one δ of a small net, computed by everybody.

import { add, set } from "../../components/kit/dom.js";
import { pick } from "./pick.js";

/**
 * @typedef {{ value: string, recipe: string, right: number, answered: number,
 *   mistakes: [words: string, count: number][] }} Found
 * @typedef {{ cell: string, given: [name: string, rows: string[][]][], found: Found | null,
 *   answered?: number }} Asked
 * @typedef {import("./index.js").Mount} Mount
 */

/** The matrices that are given. @param {HTMLElement} parent @param {Asked} asked */
function board(parent, { cell, given }) {
  parent.classList.add("by_hand");
  add(parent, "h2", "", `What is ${cell}?`);
  const equation = add(parent, "p", "line");
  set(equation, "BP2: δ of a layer is wᵀ times δ of the next one, number by number times σ′(z).");
  const row = add(parent, "div", "given");
  for (const [name, rows] of given) {
    const table = add(row, "table");
    add(table, "caption", "", name);
    for (const values of rows) {
      const line = add(table, "tr");
      for (const value of values) add(line, "td", "", value);
    }
  }
}

/** How the class did. @param {HTMLElement} parent */
function result(parent) {
  const box = add(parent, "div", "found");
  const value = add(box, "p", "value");
  const share = add(box, "p", "share");
  const list = add(box, "ol");
  return (/** @type {Asked} */ { cell, found }) => {
    box.hidden = !found;
    if (!found) return;
    const { recipe, right, answered, mistakes } = found;
    set(value, `${cell} = ${recipe} = ${found.value}`);
    const percent = answered ? ` (${Math.round(100 * right / answered)} %)` : "";
    set(share, `${right} of ${answered} got it right${percent}.`);
    list.replaceChildren();
    list.ariaLabel = "The commonest mistakes";
    for (const [words, count] of mistakes) {
      add(list, "li", "", `${count === 1 ? "One" : count} of them: ${words}`);
    }
  };
}

/** @type {Mount} */
const student = (parent, say) => {
  /** @type {((asked: Asked) => void) | undefined} */
  let reveal;
  /** @type {HTMLFormElement} */
  let form;
  /** @type {HTMLElement} */
  let line;
  /** @param {Asked} asked */
  const build = (asked) => {
    board(parent, asked);
    form = add(parent, "form");
    const box = add(form, "label", "", `Your ${asked.cell}`);
    const row = add(box, "span", "row");
    const input = add(row, "input");
    input.autocomplete = "off";
    input.inputMode = "decimal";
    input.maxLength = 24;
    // The keys that phones show for a decimal have no minus.
    const sign = add(form, "button", "sign", "±");
    sign.type = "button";
    sign.ariaLabel = "Change the sign";
    sign.onclick = () => {
      input.value = /^[-−]/.test(input.value) ? input.value.slice(1) : `−${input.value}`;
      input.focus();
    };
    add(form, "button", "main", "Send").type = "submit";
    line = add(parent, "p", "line");
    line.setAttribute("role", "status");
    form.onsubmit = async (event) => {
      event.preventDefault();
      const error = await say({ value: input.value });
      if (error) set(line, error);
    };
    reveal = result(parent);
  };
  return {
    update(asked, { value = null, words = null } = {}) {
      if (!reveal) build(asked);
      form.hidden = Boolean(asked.found);
      set(line, told(asked, value, words));
      reveal?.(asked);
    },
  };
};

/** @param {Asked} asked @param {string | null} value @param {string | null} words */
function told({ found }, value, words) {
  if (value === null) return found ? "You gave no number." : "Three digits are enough.";
  const said = `You wrote ${value.replace("-", "−")}.`;
  if (!found) return `${said} You can change it until the answers are shown.`;
  return words ? `${said} ${words}` : `Right. ${said}`;
}

/** @type {Mount} */
const wall = (parent) => {
  /** @type {((asked: Asked) => void) | undefined} */
  let reveal;
  /** @type {HTMLElement} */
  let line;
  return {
    update(asked) {
      if (!reveal) {
        board(parent, asked);
        line = add(parent, "p", "line");
        line.setAttribute("role", "status");
        reveal = result(parent);
      }
      set(line, asked.answered === 1 ? "1 answer" : `${asked.answered} answers`);
      reveal(asked);
    },
  };
};

/** @type {Mount} */
const lecturer = (parent, say, more) => {
  const shown = wall(add(parent, "div"), say, more);
  const button = add(parent, "button", "main", "Show the answers");
  button.type = "button";
  button.onclick = () => say({ reveal: true });
  return {
    update(asked) {
      shown.update(asked);
      button.hidden = Boolean(asked.found);
    },
  };
};

/** @type {Mount} */
const settings = (parent, say, ready) => {
  parent.classList.add("question");
  const form = add(parent, "form");
  const { list, chosen } = pick(form, "Net and number", ready);
  const box = add(form, "label", "", "Set of numbers");
  const seed = add(box, "input");
  seed.type = "number";
  seed.min = seed.value = "1";
  seed.max = "99";
  const line = add(form, "p", "line");
  line.setAttribute("role", "alert");
  add(form, "button", "main", "Ask").type = "submit";
  form.onsubmit = async (event) => {
    event.preventDefault();
    const title = list.selectedOptions[0].text;
    set(line, await say({ ...chosen(), seed: Number(seed.value), title }) ?? "");
  };
  return { update() {} };
};

/** @type {import("./index.js").Activity} */
export const byHand = { student, wall, lecturer, settings };
