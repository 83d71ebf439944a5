// Five cards beside what they name. The run goes on, and so does whoever does not want them.

import { add, set } from "../kit/dom.js";
import { worded } from "./elements.js";

/** @typedef {import("./stage.js").StageView} StageView */
/** @typedef {import("./elements.js").Elements} Elements */

const OFFERED = 20_000; // ms
const SEEN = "backprop-playground.tour"; // in the browser: whether it was offered

/** @type {{ title: string, text: string, of: (el: Elements) => HTMLElement }[]} */
const STATIONS = [
  {
    title: "This is a network.",
    text: "Numbers go in at the left, an answer comes out at the right.",
    of: (el) => el.net,
  },
  {
    title: "It learns while it plays.",
    text: "Each step changes every line a little. Press here to pause or go on.",
    of: (el) => el.play,
  },
  {
    title: "Go back in time.",
    text: "The curve is the cost: how wrong it is. Drag along it.",
    of: (el) => el.time,
  },
  {
    title: "See one step.",
    text: "The sample goes forward, its error comes back, and the weights move.",
    of: (el) => el.step,
  },
  {
    title: "Now change something.",
    text: "Choose other data, add a unit with +, or click a line to set its weight.",
    of: (el) => el.data,
  },
];

export class Tour {
  at = -1; // the station; -1 for none
  /** @type {HTMLElement | undefined} */
  card;
  /** @type {boolean | undefined} whether this browser had not heard of it */
  isNew;
  /** @type {number | undefined} when it was offered first */
  since;

  /** @param {StageView} stage */
  constructor(stage) {
    this.stage = stage;
  }

  /** Whether it is offered: once in this browser, for a while. */
  get offered() {
    this.isNew ??= unheard();
    if (!this.isNew || this.at >= 0) return false;
    this.since ??= performance.now();
    if (performance.now() - this.since < OFFERED) return true;
    this.isNew = false;
    return false;
  }

  start() {
    this.isNew = false;
    this.go(0);
  }

  end() {
    this.go(-1);
  }

  /** @param {number} at */
  go(at) {
    const { el } = this.stage;
    if (this.at >= 0) STATIONS[this.at].of(el).classList.remove("toured");
    this.card?.remove();
    this.card = undefined;
    this.at = at < STATIONS.length ? at : -1;
    if (this.at < 0) return;
    const { title, text, of } = STATIONS[this.at];
    const named = of(el);
    named.classList.add("toured");
    const card = (this.card = add(el.root, "div", "card tour"));
    card.setAttribute("role", "dialog");
    card.ariaLabel = title;
    add(card, "h3", "", title);
    add(card, "p", "", text);
    const row = add(card, "div", "together");
    const next = worded(row, this.at === STATIONS.length - 1 ? "Done" : "Next", () => {
      this.go(this.at + 1);
    });
    if (this.at < STATIONS.length - 1) worded(row, "Skip", () => this.end());
    set(add(row, "span", "count"), `${this.at + 1} of ${STATIONS.length}`);
    const [box, own] = [named.getBoundingClientRect(), card.getBoundingClientRect()];
    const below = box.bottom + own.height + 12 < innerHeight;
    const middle = box.left + box.width / 2 - own.width / 2;
    card.style.left = `${Math.max(8, Math.min(innerWidth - own.width - 8, middle))}px`;
    card.style.top = `${Math.max(8, below ? box.bottom + 10 : box.top - own.height - 10)}px`;
    if (box.height > innerHeight / 3) card.style.top = `${box.top + box.height / 2}px`;
    next.focus({ preventScroll: true });
  }
}

/** Whether this browser has not heard of the tour; from now on it has. */
function unheard() {
  try {
    if (localStorage.getItem(SEEN)) return false;
    localStorage.setItem(SEEN, "1");
    return true;
  } catch {
    return false; // it keeps nothing, and would offer it for ever
  }
}
