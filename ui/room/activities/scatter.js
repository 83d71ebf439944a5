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
const COLUMNS = 3; // beside a place that points are moved to, to either side
const BAND = 66; // height of one to either side
const LABELLED = 3; // of the best
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

/** How large points are, the smaller the more. @param {number} many */
const radius = (many) => many > 120 ? 4 : many > 40 ? 6 : 8;

/** Places that are taken, by squares as wide as points stand apart: only those near by matter. */
export class Taken {
  /** @type {Map<number, [number, number][]>} */
  squares = new Map();

  /** @param {number} apart at least */
  constructor(apart) {
    this.apart = apart;
  }

  /** @param {number} x @param {number} y of a square */
  key(x, y) {
    return 4096 * Math.floor(x / this.apart) + Math.floor(y / this.apart);
  }

  /** @param {number} x @param {number} y */
  free(x, y) {
    const near = [-this.apart, 0, this.apart];
    return near.every((right) =>
      near.every((down) =>
        !this.squares.get(this.key(x + right, y + down))?.some(([a, b]) =>
          Math.hypot(x - a, y - b) < this.apart - 0.1
        )
      )
    );
  }

  /** @param {[number, number]} place */
  add(place) {
    const key = this.key(...place);
    const there = this.squares.get(key);
    if (there) there.push(place);
    else this.squares.set(key, [place]);
  }
}

/**
 * A place near by that no other point covers, so that each can be pressed: beside where it belongs,
 * where it stands in a band above or below, too. Where all are taken, it covers others.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} rows to either side
 * @param {Taken} taken
 * @returns {[number, number]}
 */
export function beside(x, y, rows, taken) {
  const { apart } = taken;
  const places = steps(COLUMNS).flatMap((column) =>
    steps(rows).map((
      row,
    ) => /** @type {[number, number]} */ ([x + column * apart, y + row * apart]))
  );
  const place = places.find((one) => taken.free(...one)) ?? [x, y];
  taken.add(place);
  return place;
}

/** 0, 1, −1, 2, −2 and so on. @param {number} most */
const steps = (most) =>
  Array.from({ length: 2 * most + 1 }, (_, i) => i % 2 ? (i + 1) / 2 : -i / 2);

/** What one of the best did, in short. @param {Point} point @param {Measure} measure */
export function brief({ accuracy, weights, reached, eta }, { id }) {
  if (id === "diverge") return `η ${rounded(eta)}`;
  if (id === "epochs") return `epoch ${rounded(reached ?? 0)}`;
  return `${weights} weights, ${(100 * accuracy).toFixed(1)} %`;
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
      if (bands) write(text, { x: LEFT, y: y - BAND - 12 });
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
    shape(made, "circle");
    shape(made, "text", { y: -12, "text-anchor": "middle" });
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
      const r = radius(points.length);
      const taken = new Taken(2.2 * r);
      const rows = measure.id === "diverge" ? Math.floor(BAND / (2.2 * r)) : 0;
      const order = new Map(best.map((key, place) => [key, place]));
      const last = best.length;
      const placed = points.toSorted((a, b) =>
        (order.get(a.key) ?? last) - (order.get(b.key) ?? last)
      );
      for (const point of placed) {
        const made = known.get(point.key) ?? dot(point.key);
        const at = across(Math.log10(measure.place(point)), low, high);
        const [x, y] = beside(at, height(point, measure), rows, taken);
        attributes(made, {
          transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})`,
          "aria-label": told(point, measure),
        });
        made.classList.toggle("done", point.done);
        const place = order.get(point.key) ?? last;
        const [title, circle, label] = made.children;
        attributes(circle, { r });
        set(title, told(point, measure));
        set(label, place < Math.min(last, LABELLED) ? String(place + 1) : "");
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
