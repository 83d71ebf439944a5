// The class is the net: phones are the units of a 2-3-2 network.

import { add, attributes, set, shape } from "../../components/kit/dom.js";
import { Work } from "./unit.js";

/** @typedef {import("./index.js").Say} Say */
/**
 * @typedef {{ at: [number, number], steps: number, title: string, done: number,
 *   units_of_layer: number, costs: string[] }} Progress
 */
/**
 * @typedef {{ name: string, layer: number, phones: number, a: string, delta: string,
 *   turn: boolean, done: boolean, wrong: number, answered: number }} Unit
 */
/** @typedef {Progress & { units: Unit[], broken: string[] }} Board */
/** @typedef {{ name: string, task: import("./unit.js").Unit | null, done?: boolean, said: string | null }} Mine */

const WIDTH = 1000, HEIGHT = 480, RADIUS = 60;
const ACROSS = [110, 500, 890];

/** @param {Progress} state */
function told({ at, steps, title, done, units_of_layer: all }) {
  if (!title) return `All ${steps} steps are done.`;
  return `Step ${at[0] + 1} of ${steps}. ${title}: ${done} of ${all} done.`;
}

/** @param {Progress} state */
const cost = ({ costs }) => `Cost ${costs.join(" → ")}`;

/** @param {HTMLElement} parent @param {Say} say */
function student(parent, say) {
  parent.classList.add("net");
  const name = add(parent, "h2");
  const where = add(parent, "p", "where");
  where.setAttribute("role", "status");
  /** @type {Progress | undefined} */
  let now;
  const task = new Work(parent, (values) => say({ at: now?.at, values }));
  const line = add(parent, "p", "line");
  const costs = add(parent, "p", "cost");
  return {
    /** @param {Progress} state @param {Partial<Mine>} mine */
    update(state, { name: called = "", task: todo = null, done = false, said = null } = {}) {
      now = state;
      set(name, called ? `You are ${called}` : "");
      set(where, told(state));
      const right = said === "" || done;
      task.show(right ? null : todo, String(state.at));
      task.judge(said);
      const waiting = state.title ? "Wait: it is not your turn." : "Thank you.";
      set(
        line,
        todo ? (said === "" ? "Right: it is sent on." : "Your unit has done it.") : waiting,
      );
      line.hidden = Boolean(todo) && !right;
      set(costs, cost(state));
    },
  };
}

/** The net as a picture. @param {HTMLElement} parent */
function board(parent) {
  const picture = shape(parent, "svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT + 20}`, class: "board" });
  const edges = shape(picture, "g", { class: "edges" });
  /** @type {((unit: Unit) => void)[]} */
  let nodes = [];
  return (/** @type {Unit[]} */ units) => {
    if (!nodes.length) {
      const at = places(units);
      for (const [i, { layer }] of units.entries()) {
        for (const [k, next] of units.entries()) {
          if (next.layer !== layer + 1) continue;
          const [x1, y1] = at[i];
          const [x2, y2] = at[k];
          shape(edges, "line", { x1, y1, x2, y2 });
        }
      }
      nodes = units.map((_, i) => node(picture, ...at[i]));
    }
    for (const [i, unit] of units.entries()) nodes[i](unit);
  };
}

/** @param {Unit[]} units @returns {[x: number, y: number][]} */
function places(units) {
  return units.map(({ layer }, i) => {
    const beside = units.filter((unit) => unit.layer === layer);
    const first = units.findIndex((unit) => unit.layer === layer);
    return [ACROSS[layer], (HEIGHT / beside.length) * (i - first + 0.5)];
  });
}

/** @param {Element} picture @param {number} x @param {number} y */
function node(picture, x, y) {
  const group = shape(picture, "g");
  shape(group, "circle", { cx: x, cy: y, r: RADIUS });
  const line = (/** @type {number} */ dy, /** @type {string} */ name) =>
    shape(group, "text", { x, y: y + dy, class: name });
  const answer = line(-4, "answer");
  const error = line(24, "error");
  const beside = line(RADIUS + 22, "name");
  return (/** @type {Unit} */ unit) => {
    const broken = unit.wrong > 0 && !unit.done;
    const state = broken ? "broken" : unit.done ? "done" : unit.turn ? "turn" : "";
    attributes(group, { class: `unit ${state}` });
    set(answer, unit.a && `a ${unit.a}`);
    set(error, unit.delta && `δ ${unit.delta}`);
    const phones = unit.phones === 1 ? "1 phone" : `${unit.phones} phones`;
    const mark = { broken: "✗ ", done: "✓ ", turn: "… ", "": "" }[state];
    set(beside, `${mark}${phones}`);
    const is = { broken: "went wrong", done: "done", turn: "at work", "": "waits" }[state];
    const values = [unit.a && `a = ${unit.a}`, unit.delta && `δ = ${unit.delta}`].filter(Boolean);
    attributes(group, {
      role: "img",
      "aria-label": [`${unit.name}, ${phones}, ${is}`, ...values].join(", "),
    });
  };
}

/** @param {HTMLElement} parent */
function wall(parent) {
  parent.classList.add("net");
  const where = add(parent, "p", "where");
  where.setAttribute("role", "status");
  const draw = board(parent);
  const broken = add(parent, "ul", "broken");
  broken.ariaLabel = "Where the chain broke";
  const costs = add(parent, "p", "cost");
  return {
    /** @param {Board} state */
    update(state) {
      set(where, told(state));
      draw(state.units);
      for (const [i, text] of state.broken.entries()) {
        set(broken.children[i] ?? add(broken, "li"), text);
      }
      while (broken.children.length > state.broken.length) broken.lastChild?.remove();
      set(costs, cost(state));
    },
  };
}

/**
 * What the lecturer sees: the board, and the first unit of the turn that has not done its part.
 * @typedef {Board & { unit: [number, number] | null, name?: string, said: string | null,
 *   task: Mine["task"] }} Seen
 */

/** @param {HTMLElement} parent @param {Say} say */
function lecturer(parent, say) {
  const shown = wall(add(parent, "div"));
  const box = add(parent, "div", "net");
  const name = add(box, "h3");
  /** @type {Seen | undefined} */
  let now;
  const task = new Work(box, (values) => say({ at: now?.at, unit: now?.unit, values }));
  const line = add(box, "p", "line");
  const rest = add(box, "button", "", "Play all who are missing in this turn");
  rest.type = "button";
  rest.onclick = async () => set(line, (await say({ at: now?.at, rest: true })) ?? "");
  return {
    /** @param {Seen} state */
    update(state) {
      now = state;
      shown.update(state);
      set(name, state.unit ? `Play ${state.name}` : "");
      task.show(state.task, String([state.at, state.unit]));
      task.judge(state.said);
      rest.hidden = !state.title;
    },
  };
}

/** @param {HTMLElement} parent @param {Say} say */
function settings(parent, say) {
  parent.classList.add("net");
  const form = add(parent, "form");
  add(
    form,
    "p",
    "",
    "Each phone is a unit of a 2-3-2 network; when there are more than seven, phones share one. You play who is missing.",
  );
  const label = add(form, "label", "", "Seed of the weights, 1 to 1000");
  const seed = add(label, "input");
  seed.type = "number";
  seed.min = "1";
  seed.value = "24"; // no weight is near 0, so that each mistake shows
  seed.max = "1000";
  const line = add(form, "p", "line");
  line.setAttribute("role", "alert");
  const go = add(form, "button", "main", "Begin");
  go.type = "submit";
  form.onsubmit = async (event) => {
    event.preventDefault();
    set(line, (await say({ seed: Number(seed.value), title: `seed ${seed.value}` })) ?? "");
  };
  return { update() {} };
}

/** @type {import("./index.js").Activity} */
export const net = { student, wall, lecturer, settings };
