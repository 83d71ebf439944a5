// A question of the lecturer's own.

import { add, set } from "../../components/kit/dom.js";

/** @typedef {import("./index.js").Say} Say */
/**
 * @typedef {{ text: string, choices: string[], counts: number[] | null, right: number | null,
 *   answered: number }} Asked
 */

const LETTERS = "ABCDEF";
const MOST = 6;

/**
 * A choice with its letter, and once the answers are shown a bar as long as its share.
 *
 * @param {HTMLElement} parent
 * @param {"button" | "div"} tag
 * @param {string} text
 * @param {number} i
 */
function row(parent, tag, text, i) {
  const box = add(parent, tag, "choice");
  const bar = add(box, "i", "bar");
  add(box, "b", "letter", LETTERS[i]);
  add(box, "span", "words", text);
  const count = add(box, "span", "count");
  return { box, bar, count };
}

/**
 * @param {ReturnType<typeof row>[]} rows
 * @param {Asked} asked
 */
function reveal(rows, { counts, right }) {
  const all = counts?.reduce((sum, n) => sum + n, 0) ?? 0;
  for (const [i, { box, bar, count }] of rows.entries()) {
    const n = counts?.[i] ?? 0;
    const share = all ? n / all : 0;
    bar.style.width = `${100 * share}%`;
    set(count, counts ? `${n} (${Math.round(100 * share)} %)` : "");
    box.classList.toggle("right", counts !== null && i === right);
  }
}

/** @param {HTMLElement} parent @param {Asked} asked @param {"button" | "div"} tag */
function ask(parent, asked, tag) {
  parent.classList.add("question");
  add(parent, "h2", "", asked.text);
  const list = add(parent, "div", "choices");
  return asked.choices.map((text, i) => row(list, tag, text, i));
}

/** @param {HTMLElement} parent @param {Say} say */
function student(parent, say) {
  /** @type {ReturnType<typeof row>[]} */
  let rows = [];
  /** @type {HTMLElement} */
  let line;
  const choose = async (/** @type {number} */ choice) => {
    const error = await say({ choice });
    if (error) set(line, error);
  };
  return {
    /** @param {Asked} asked @param {{ choice?: number | null }} mine */
    update(asked, { choice = null } = {}) {
      if (!rows.length) {
        rows = ask(parent, asked, "button");
        for (const [i, { box }] of rows.entries()) box.onclick = () => choose(i);
        line = add(parent, "p", "line");
        line.setAttribute("role", "status");
      }
      const shown = asked.counts !== null;
      for (const [i, { box }] of rows.entries()) {
        box.ariaPressed = String(i === choice);
        /** @type {HTMLButtonElement} */ (box).disabled = shown;
      }
      reveal(rows, asked);
      set(line, told(asked, choice));
    },
  };
}

/** @param {Asked} asked @param {number | null} choice */
function told({ counts, right }, choice) {
  if (counts === null) {
    if (choice === null) return "Touch an answer. Others see it only when all are shown.";
    return `You said ${LETTERS[choice]}. You can change it until the answers are shown.`;
  }
  if (choice === null) return "You gave no answer.";
  const same = counts[choice] - 1;
  const others = same === 1 ? "one other" : `${same} others`;
  const said = `You said ${LETTERS[choice]}, ${same ? `as ${others} did` : "and nobody else did"}.`;
  if (right === null) return said;
  return `${choice === right ? "Right." : `Not so: ${LETTERS[right]} is right.`} ${said}`;
}

/** @param {HTMLElement} parent */
function wall(parent) {
  /** @type {ReturnType<typeof row>[]} */
  let rows = [];
  /** @type {HTMLElement} */
  let line;
  return {
    /** @param {Asked} asked */
    update(asked) {
      if (!rows.length) {
        rows = ask(parent, asked, "div");
        line = add(parent, "p", "line");
        line.setAttribute("role", "status");
      }
      reveal(rows, asked);
      set(line, asked.answered === 1 ? "1 answer" : `${asked.answered} answers`);
    },
  };
}

/** @param {HTMLElement} parent @param {Say} say */
function lecturer(parent, say) {
  const shown = wall(add(parent, "div"));
  const button = add(parent, "button", "main", "Show the answers");
  button.type = "button";
  button.onclick = () => say({ reveal: true });
  return {
    /** @param {Asked} asked */
    update(asked) {
      shown.update(asked);
      button.hidden = asked.counts !== null;
    },
  };
}

/** @param {HTMLElement} parent @param {Say} say */
function settings(parent, say) {
  parent.classList.add("question");
  const form = add(parent, "form");
  const text = field(form, "Question", 300);
  const list = add(form, "fieldset");
  add(list, "legend", "", "Choices: mark the right one, if there is one");
  /** @type {{ mark: HTMLInputElement, input: HTMLInputElement }[]} */
  const rows = [];
  for (let i = 0; i < MOST; i++) {
    const line = add(list, "div", "one");
    const mark = add(line, "input");
    mark.type = "checkbox";
    mark.ariaLabel = `${LETTERS[i]} is right`;
    mark.onchange = () => {
      for (const other of rows) if (other.mark !== mark) other.mark.checked = false;
    };
    const input = add(line, "input");
    input.maxLength = 100;
    input.placeholder = i < 2 ? `Choice ${LETTERS[i]}` : `Choice ${LETTERS[i]}, or leave it empty`;
    input.ariaLabel = `Choice ${LETTERS[i]}`;
    rows.push({ mark, input });
  }
  const line = add(form, "p", "line");
  line.setAttribute("role", "alert");
  const button = add(form, "button", "main", "Ask");
  button.type = "submit";
  form.onsubmit = async (event) => {
    event.preventDefault();
    const filled = rows.filter(({ input }) => input.value.trim());
    const right = filled.findIndex(({ mark }) => mark.checked);
    const choices = filled.map(({ input }) => input.value);
    const error = await say({ text: text.value, choices, right: right < 0 ? null : right });
    set(line, error ?? "");
  };
  return { update() {} };
}

/** @param {HTMLElement} parent @param {string} label @param {number} longest */
function field(parent, label, longest) {
  const box = add(parent, "label", "", label);
  const input = add(box, "input");
  input.maxLength = longest;
  return input;
}

/** @type {import("./index.js").Activity} */
export const question = { student, wall, lecturer, settings };
