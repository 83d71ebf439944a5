// A class's runs as points of a plane: accuracy over what counts, or whether they diverged.

import { add, attributes, set, shape } from "../../components/kit/dom.js";
import { logTicks } from "../../components/live_plot/axes.js";

/**
 * @typedef {{ key: string, name: string, accuracy: number, weights: number, epochs: number,
 *   reached: number | null, diverged: boolean, eta: number, done: boolean }} Point
 * @typedef {{ id: string, place: (point: Point) => number, called: string }} Measure
 */

/** @type {Record<string, Measure>} */
export const MEASURES = {
  weights: { id: "weights", place: ({ weights }) => weights, called: "weights and biases" },
  epochs: {
    id: "epochs",
    place: ({ reached, epochs }) => Math.max(0.01, reached ?? epochs),
    called: "epochs until the goal, or so far",
  },
  diverge: { id: "diverge", place: ({ eta }) => eta, called: "learning rate η" },
};

const WIDE = 640;
const TALL = 400;
const LEFT = 56;
const RIGHT = 20;
const TOP = 24;
const BELOW = 52;
const SIZE = 8; // radius of a point
const APART = 2.2 * SIZE;
const NARROW = 0.15; // powers of ten that are shown at least, to either side

/** @param {number} share of the height */
const level = (share) => TOP + (1 - share) * (TALL - TOP - BELOW);

const DIVERGED = 0.75; // of the height
const SOUND = 0.25;

/** @param {Point} point @param {Measure} measure */
function height({ accuracy, diverged }, { id }) {
  if (id === "diverge") return level(diverged ? DIVERGED : SOUND);
  return level(accuracy);
}

/** @param {number} value */
const rounded = (value) => Number(value.toPrecision(3)).toLocaleString("en");

/** What there is to say of a point. @param {Point} point @param {Measure} measure */
export function told({ name, accuracy, weights, epochs, reached, diverged, eta }, { id }) {
  const reaches = `${(100 * accuracy).toFixed(1)} %`;
  const who = name || "nameless";
  if (id === "diverge") {
    return `${who}: ${diverged ? "diverged" : "did not diverge"} with η ${rounded(eta)}`;
  }
  const when = reached === null ? `epoch ${rounded(epochs)}` : `goal at epoch ${rounded(reached)}`;
  return `${who}: ${reaches}, ${weights} weights and biases, ${when}`;
}

/**
 * A place that no other point covers, to the right of where it belongs: each is to be pressed.
 *
 * @param {number} x
 * @param {number} y
 * @param {[number, number][]} taken
 * @returns {[number, number]}
 */
export function beside(x, y, taken) {
  const covers = (/** @type {[number, number]} */ [left, top]) =>
    Math.hypot(left - x, top - y) < APART;
  while (x < WIDE - RIGHT && taken.some(covers)) x += APART;
  taken.push([x, y]);
  return [x, y];
}

/** The powers of ten at both ends. @param {number[]} places */
function ends(places) {
  const powers = places.map(Math.log10);
  return [Math.min(...powers) - NARROW, Math.max(...powers) + NARROW];
}

/**
 * An empty plane; `show` fills it.
 *
 * @param {HTMLElement} parent
 * @param {(key: string) => void} open
 */
export function scatter(parent, open) {
  const svg = shape(add(parent, "div", "plane"), "svg", { viewBox: `0 0 ${WIDE} ${TALL}` });
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", "Runs of the class");
  const frame = shape(svg, "g");
  const dots = shape(svg, "g");
  /** @type {Map<string, SVGGElement>} */
  const known = new Map();

  /** @param {string} text @param {Record<string, string | number>} named */
  const write = (text, named) => set(shape(frame, "text", named), text);

  /** @param {Measure} measure @param {number} goal @param {number} low @param {number} high */
  const axes = (measure, goal, low, high) => {
    frame.replaceChildren();
    const bands = measure.id === "diverge";
    for (const share of bands ? [SOUND, DIVERGED] : [0, 0.25, 0.5, 0.75, 1]) {
      const y = level(share);
      shape(frame, "line", { x1: LEFT, x2: WIDE - RIGHT, y1: y, y2: y, class: "grid" });
      const text = share === SOUND ? "did not diverge" : "diverged";
      if (bands) write(text, { x: LEFT, y: y - 16 });
      else write(`${100 * share} %`, { x: LEFT - 8, y: y + 5, "text-anchor": "end" });
    }
    for (const [power, text] of logTicks(low, high, 6)) {
      write(text, { x: across(power, low, high), y: TALL - 30, "text-anchor": "middle" });
    }
    write(measure.called, { x: WIDE - RIGHT, y: TALL - 8, "text-anchor": "end" });
    if (bands) return;
    write("accuracy", { x: 4, y: 14 });
    const y = level(goal);
    shape(frame, "line", { x1: LEFT, x2: WIDE - RIGHT, y1: y, y2: y, class: "goal" });
  };

  /** @param {number} power @param {number} low @param {number} high */
  const across = (power, low, high) => LEFT + (power - low) / (high - low) * (WIDE - LEFT - RIGHT);

  /** @param {string} key */
  const dot = (key) => {
    const made = shape(dots, "g", { class: "dot", role: "button", tabindex: 0 });
    shape(made, "title");
    shape(made, "circle", { r: SIZE });
    shape(made, "text", { y: -SIZE - 4, "text-anchor": "middle" });
    made.onclick = () => open(key);
    made.onkeydown = (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open(key);
    };
    known.set(key, made);
    return made;
  };

  return {
    /** @param {Point[]} points @param {string} kind @param {number} goal @param {string[]} best */
    show(points, kind, goal, best) {
      const measure = MEASURES[kind];
      const [low, high] = ends(points.length ? points.map(measure.place) : [1, 100]);
      axes(measure, goal, low, high);
      const keys = new Set(points.map(({ key }) => key));
      for (const [key, made] of known) {
        if (keys.has(key)) continue;
        made.remove();
        known.delete(key);
      }
      /** @type {[number, number][]} */
      const taken = [];
      for (const point of points) {
        const made = known.get(point.key) ?? dot(point.key);
        const at = across(Math.log10(measure.place(point)), low, high);
        const [x, y] = beside(at, height(point, measure), taken);
        attributes(made, {
          transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
          "aria-label": told(point, measure),
        });
        made.classList.toggle("done", point.done);
        const place = best.indexOf(point.key);
        const [title, , label] = made.children;
        set(title, told(point, measure));
        set(label, place >= 0 ? String(place + 1) : "");
      }
    },
  };
}

const HEAD = ["nickname", "done", "accuracy", "weights", "epochs", "reached", "diverged", "eta"];

/** A text that no table takes for a formula. @param {string} text */
const harmless = (text) => /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;

/** All points as a table. @param {Point[]} points */
export function table(points) {
  const rows = points.map(({ name, done, accuracy, weights, epochs, reached, diverged, eta }) => [
    `"${harmless(name).replaceAll('"', '""')}"`,
    done,
    accuracy,
    weights,
    epochs,
    reached ?? "",
    diverged,
    eta,
  ]);
  return [HEAD, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}
