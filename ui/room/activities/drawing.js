// The class draws its data, and a network learns it.

import { add, set, shape } from "../../components/kit/dom.js";
import { Pad } from "./pad.js";
import { Tiles } from "./tiles.js";

/** @typedef {import("./index.js").Say} Say */
/**
 * `tested` counts by what was drawn and what it is read as.
 * @typedef {{ epochs: number, costs: number[], learned: number, right: number,
 *   tested: number[][] }} Net
 */
/** @typedef {{ symbols: string[], drawn: number[], hidden: boolean, net: Net | null }} Overview */

const CONSENT =
  "What you draw is shown to the room, without your name, and a network learns it. The lecturer may keep the drawings and pass them on. You can take yours back while this is on. Draw nothing that tells who you are.";

/** @param {Node} parent @param {string} text @param {() => void} press @param {string} [name] */
function button(parent, text, press, name = "") {
  const made = add(parent, "button", name, text);
  made.type = "button";
  made.onclick = press;
  return made;
}

/** @param {HTMLElement} parent @param {Say} say */
function student(parent, say) {
  parent.classList.add("drawing");
  const ask = add(parent, "section", "consent");
  add(ask, "h2", "", "Draw for the class");
  add(ask, "p", "", CONSENT);
  button(ask, "I agree: draw", () => {
    agreed = true;
    show();
  }, "main");
  const desk = add(parent, "section", "desk");
  const title = add(desk, "h2");
  const tools = add(desk, "div", "tools");
  const pad = new Pad(desk, () => show());
  const row = add(desk, "div", "tools");
  const undo = button(row, "Undo", () => pad.undo());
  const clear = button(row, "Clear", () => pad.clear());
  const send = button(row, "Hang it up", () => hang(), "main");
  const line = add(desk, "p", "line");
  line.setAttribute("role", "status");
  const own = add(desk, "ul", "own");
  let agreed = false;
  let label = -1; // the symbol to be drawn; -1 until the state came
  let sending = false;
  let known = ""; // the own drawings that are listed, as a text
  /** @type {{ symbols: string[], each: number } | undefined} */
  let asked;
  /** @type {[number: number, label: number, read: number | null, out: boolean][]} */
  let drawn = [];
  /** @type {HTMLButtonElement[]} */
  let choices = [];

  async function hang() {
    sending = true;
    show();
    const error = await say({ label, strokes: pad.strokes, consent: true });
    sending = false;
    set(line, error ?? "It hangs on the wall.");
    if (!error) {
      pad.clear();
      label = (label + 1) % (asked?.symbols.length ?? 1);
    }
    show();
  }

  function show() {
    if (!asked) return;
    const { symbols, each } = asked;
    if (!choices.length) {
      choices = symbols.map((symbol, i) =>
        button(tools, symbol, () => {
          label = i;
          show();
        })
      );
    }
    ask.hidden = agreed || drawn.length > 0;
    desk.hidden = !ask.hidden;
    const left = each - drawn.length;
    set(title, left > 0 ? `Draw a ${symbols[label]}` : "Thank you: that is enough.");
    for (const [i, choice] of choices.entries()) choice.ariaPressed = String(i === label);
    undo.disabled = clear.disabled = pad.empty;
    send.disabled = pad.empty || sending || left <= 0;
    list(symbols);
  }

  /** @param {string[]} symbols */
  function list(symbols) {
    const text = JSON.stringify(drawn);
    if (text === known) return;
    known = text;
    own.replaceChildren();
    for (const [number, which, read, out] of drawn.toReversed()) {
      const item = add(own, "li");
      const told = read === null ? "" : `, the network reads ${symbols[read]}`;
      add(item, "span", "", `Your ${symbols[which]}${out ? ", taken off" : told}`);
      if (out) continue;
      button(item, "Take it back", async () => {
        set(line, (await say({ number, out: true })) ?? "It is taken back.");
      });
    }
  }

  return {
    /** @param {{ symbols: string[], each: number }} state @param {{ drawn?: typeof drawn }} mine */
    update(state, { drawn: now = [] } = {}) {
      asked = state;
      drawn = now;
      // Neighbours begin with different symbols.
      if (label < 0) label = Math.floor(Math.random() * state.symbols.length);
      show();
    },
  };
}

/** @param {Overview} state */
function counted({ symbols, drawn }) {
  const all = drawn.reduce((sum, n) => sum + n, 0);
  const each = symbols.map((symbol, i) => `${symbol}: ${drawn[i]}`).join(", ");
  return `${all === 1 ? "1 drawing" : `${all} drawings`} (${each})`;
}

/** What the network does with drawings that it has not learned. @param {Overview} state */
function verdict({ symbols, net }) {
  if (!net) return "";
  const { tested } = net;
  const totals = tested.map((row) => row.reduce((sum, n) => sum + n, 0));
  const all = totals.reduce((sum, n) => sum + n, 0);
  if (!all) return "It has not met a drawing yet that it did not learn: draw new ones.";
  const wrong = tested.map((row, i) => totals[i] - row[i]);
  const right = all - wrong.reduce((sum, n) => sum + n, 0);
  const first = `New to it: ${right} of ${all} read right.`;
  if (right === all) return first;
  const share = (/** @type {number} */ i) => (totals[i] ? wrong[i] / totals[i] : 0);
  const worst = symbols.map((_, i) => i).reduce((a, b) => (share(b) > share(a) ? b : a));
  const as = tested[worst].map((n, i) => (i === worst ? -1 : n));
  const taken = symbols[as.indexOf(Math.max(...as))];
  const often = `${wrong[worst]} of ${totals[worst]}`;
  return `${first} Misread most: ${symbols[worst]}, ${often}, mostly as ${taken}.`;
}

/** The cost after each epoch as a line. @param {HTMLElement} parent */
function curve(parent) {
  const picture = shape(parent, "svg", { viewBox: "0 0 100 30", class: "curve", role: "img" });
  picture.setAttribute("preserveAspectRatio", "none");
  const line = shape(picture, "polyline", { fill: "none", "vector-effect": "non-scaling-stroke" });
  return (/** @type {number[]} */ costs) => {
    const most = Math.max(...costs);
    const points = costs.map((cost, i) => {
      return `${(100 * i) / Math.max(1, costs.length - 1)},${29 - (28 * cost) / most}`;
    });
    line.setAttribute("points", points.join(" "));
    picture.setAttribute("aria-label", `Cost from ${costs[0]} to ${costs.at(-1)}`);
  };
}

/** @param {HTMLElement} parent */
function network(parent) {
  const box = add(parent, "section", "network");
  const draw = curve(box);
  const words = add(box, "div");
  const learned = add(words, "p");
  const met = add(words, "p", "met");
  return (/** @type {Overview} */ state) => {
    const { net } = state;
    box.hidden = !net;
    if (!net) return;
    const right = `${net.right} of ${net.learned}`;
    const after = `A network after ${net.epochs} epochs: cost ${net.costs.at(-1)}`;
    set(learned, `${after}, ${right} that it learned read right.`);
    set(met, verdict(state));
    draw(net.costs);
  };
}

/** @param {HTMLElement} parent */
function wall(parent) {
  parent.classList.add("drawing");
  parent.classList.add("wide");
  const count = add(parent, "p", "count");
  count.setAttribute("role", "status");
  const show = network(parent);
  const line = add(parent, "p", "line");
  const tiles = new Tiles(parent);
  return {
    /** @param {Overview} state */
    update(state) {
      set(count, counted(state));
      show(state);
      set(line, state.hidden ? "The drawings are shown when they have been looked at." : "");
      line.hidden = !state.hidden;
      tiles.update(state);
    },
  };
}

/** @param {HTMLElement} parent @param {Say} say */
function lecturer(parent, say) {
  parent.classList.add("drawing");
  const count = add(parent, "p", "count");
  const row = add(parent, "div", "offered");
  const tell = async (/** @type {object} */ about) => set(line, (await say(about)) ?? "");
  let hidden = false;
  button(row, "Let a network learn them", () => tell({ learn: true }), "main");
  const forget = button(row, "Forget all it learned", () => tell({ forget: true }));
  const hide = button(row, "", () => tell({ hidden: !hidden }));
  const keep = add(row, "a", "projector", "Keep the drawings (zip)");
  keep.href = "hall/drawings.zip";
  keep.setAttribute("download", "drawings.zip");
  const line = add(parent, "p", "line");
  line.setAttribute("role", "alert");
  const show = network(parent);
  add(parent, "p", "small", "A touch takes a drawing off the wall, another puts it back.");
  const tiles = new Tiles(parent, (number, out) => tell({ number, out }));
  return {
    /** @param {Overview} state */
    update(state) {
      hidden = state.hidden;
      set(count, counted(state));
      set(hide, hidden ? "Show the drawings" : "Hide the drawings");
      forget.hidden = !state.net;
      show(state);
      tiles.update(state);
    },
  };
}

/** @param {HTMLElement} parent @param {Say} say */
function settings(parent, say) {
  parent.classList.add("drawing");
  const form = add(parent, "form");
  const label = add(form, "label", "", "Symbols to draw, two to ten, with spaces between");
  const symbols = add(label, "input");
  symbols.value = "7 1";
  symbols.maxLength = 100;
  const wait = add(form, "label", "later");
  const hidden = add(wait, "input");
  hidden.type = "checkbox";
  wait.append("Hide them on the projector until I have looked");
  const line = add(form, "p", "line");
  line.setAttribute("role", "alert");
  const go = add(form, "button", "main", "Have them draw");
  go.type = "submit";
  form.onsubmit = async (event) => {
    event.preventDefault();
    const given = symbols.value.trim().split(/\s+/).filter(Boolean);
    const about = { symbols: given, hidden: hidden.checked, title: given.join(" ") };
    set(line, (await say(about)) ?? "");
  };
  return { update() {} };
}

/** @type {import("./index.js").Activity} */
export const drawing = { student, wall, lecturer, settings };
