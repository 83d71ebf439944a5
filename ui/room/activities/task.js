// A task for everybody's own runs, and what became of it.

import { add, set } from "../../components/kit/dom.js";
import { pick } from "./pick.js";
import { brief, MEASURES, scatter, table, told } from "./scatter.js";

/**
 * @typedef {import("./index.js").Mount} Mount
 * @typedef {import("./scatter.js").Point} Point
 * @typedef {[string, string, number, number, number, number | null, boolean, number, boolean]} Row
 * @typedef {[number, number, number, number | null, boolean, number, boolean]} Own
 */

/** @param {Row | [string, string, ...Own]} row @returns {Point} */
function pointOf([key, name, accuracy, weights, epochs, reached, diverged, eta, done]) {
  return { key, name, accuracy, weights, epochs, reached, diverged, eta, done };
}

/** @param {Record<string, any>} state @returns {Point[]} */
const pointsOf = (state) =>
  Object.keys(state).filter((name) => name.startsWith("point.")).map((name) =>
    pointOf(state[name])
  );

/** @param {number} done */
const solved = (done) =>
  done === 1 ? "One has done it." : `${done || "Nobody"} ${done ? "have" : "has"} done it.`;

/** @type {Mount} */
const student = (parent, _say, /** @type {import("./index.js").Turn} */ turn) => {
  parent.classList.add("task");
  const text = add(parent, "h2");
  const how = "Each run that you train while this is open counts, by itself. Change the net, " +
    "train it, and come back to see.";
  add(parent, "p", "line", how);
  const begin = add(parent, "button", "main", "Train a run");
  begin.type = "button";
  const line = add(parent, "p", "line");
  line.setAttribute("role", "status");
  const list = add(parent, "ol", "own");
  list.ariaLabel = "Your runs";
  return {
    /** @param {any} state @param {{ runs?: Own[] }} mine */
    update(state, { runs = [] } = {}) {
      set(text, state.text);
      begin.onclick = () => turn(state.data ? `?data=${state.data}` : "?data=spiral");
      set(line, solved(state.done));
      list.replaceChildren();
      for (const run of runs) {
        const point = pointOf(["", "", ...run]);
        const measure = MEASURES[state.measure];
        add(list, "li", point.done ? "done" : "", told({ ...point, name: "Run" }, measure));
      }
    },
  };
};

/**
 * Points, and those who did best.
 *
 * @param {HTMLElement} parent
 * @param {(key: string) => void} open
 */
function board(parent, open) {
  parent.classList.add("task");
  const text = add(parent, "h2");
  const both = add(parent, "div", "both");
  const plane = scatter(both, open);
  const side = add(both, "div", "side");
  const line = add(side, "p", "line");
  line.setAttribute("role", "status");
  const list = add(side, "ol");
  list.ariaLabel = "The best";
  return (/** @type {any} */ state) => {
    const points = pointsOf(state);
    set(text, state.text);
    plane.show(points, state.measure, state.goal, state.best);
    set(line, `${points.length === 1 ? "1 run" : `${points.length} runs`}. ${solved(state.done)}`);
    list.replaceChildren();
    for (const key of state.best) {
      const point = pointOf(state[`point.${key}`]);
      const button = add(add(list, "li"), "button");
      button.type = "button";
      add(button, "span", "who", `${point.name || "nameless"}: `);
      add(button, "span", "what", brief(point, MEASURES[state.measure]));
      button.onclick = () => open(key);
    }
    return points;
  };
}

/** @param {string} key */
const stage = (key) => `?run=${encodeURIComponent(key)}&embed=true&follow=true`;

/** @type {Mount} */
const wall = (parent, _say, /** @type {import("./index.js").Turn} */ turn) => {
  const show = board(parent, (key) => turn(stage(key)));
  parent.classList.add("wide");
  let opened = "";
  return {
    update(state) {
      show(state);
      if (state.open === opened) return;
      opened = state.open;
      // Not within what is being shown just now.
      queueMicrotask(() => turn(opened ? stage(opened) : undefined));
    },
  };
};

/** @type {Mount} */
const lecturer = (parent, say) => {
  /** @type {Point[]} */
  let points = [];
  const show = board(add(parent, "div"), (key) => say({ open: key }));
  add(parent, "p", "line", "A press on a run opens it on the projector.");
  const row = add(parent, "div", "offered");
  const back = add(row, "button", "", "All runs on the projector");
  const save = add(row, "button", "", "Save as CSV");
  back.type = save.type = "button";
  back.onclick = () => say({ open: "" });
  save.onclick = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([table(points)], { type: "text/csv" }));
    link.download = "task.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  return {
    update(state) {
      points = show(state);
      back.hidden = !state.open;
    },
  };
};

const DATA = /** @type {[string, string][]} */ ([
  ["", "Any data"],
  ["xor", "XOR, four rows"],
  ["quadrants", "XOR, a plane"],
  ["slope", "A plane, quantities"],
  ["spiral", "Spiral"],
  ["circles", "Circles"],
  ["mnist", "Digits"],
]);
const COUNTS = /** @type {[string, string][]} */ ([
  ["weights", "Reach the accuracy with few weights"],
  ["epochs", "Reach the accuracy in few epochs"],
  ["diverge", "Diverge with a small η"],
]);

/** @param {HTMLElement} parent @param {string} label @param {[string, string][]} options */
function choice(parent, label, options) {
  const list = add(add(parent, "label", "pick", label), "select");
  list.ariaLabel = label;
  for (const [value, title] of options) add(list, "option", "", title).value = value;
  return list;
}

/** @type {Mount} */
const settings = (parent, say, ready) => {
  parent.classList.add("question", "task");
  const form = add(parent, "form");
  const own = { title: "One in my own words", head: "", settings: "null" };
  const { list, chosen } = pick(form, "Task", [...ready, own]);
  const words = add(form, "fieldset");
  const text = add(add(words, "label", "", "What is to be done"), "input");
  text.maxLength = 200;
  const measure = choice(words, "What counts", COUNTS);
  const data = choice(words, "Data", DATA);
  const goal = add(add(words, "label", "", "Accuracy to be reached, in percent"), "input");
  goal.type = "number";
  goal.min = "0";
  goal.max = "100";
  goal.value = "95";
  words.hidden = true;
  list.onchange = () => {
    words.hidden = chosen() !== null;
  };
  const line = add(form, "p", "line");
  line.setAttribute("role", "alert");
  add(form, "button", "main", "Set the task").type = "submit";
  form.onsubmit = async (event) => {
    event.preventDefault();
    const said = {
      text: text.value,
      measure: measure.value,
      data: data.value,
      goal: Number(goal.value),
    };
    set(line, await say(chosen() ?? said) ?? "");
  };
  return { update() {} };
};

/** @type {import("./index.js").Activity} */
export const task = { student, wall, lecturer, settings };
