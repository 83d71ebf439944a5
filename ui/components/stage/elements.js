// The elements of the stage: made once, filled by the others.

import { add } from "../kit/dom.js";
import { icon } from "./icons.js";
import { PHASES } from "./phases.js";

/** @typedef {ReturnType<typeof build>} Elements */

/** What stands at the right of the app's navigation: name, label, picture. */
const TOOLS = /** @type {const} */ ([
  ["gallery", "Gallery", "grid"],
  ["runs", "My runs", "stack"],
  ["settings", "Settings", "sliders"],
  ["share", "Share", "share"],
  ["present", "Present", "screen"],
  ["help", "Keys and tour", "help"],
  ["more", "More", "more"],
]);

/**
 * A button with words for those who cannot see it.
 *
 * @param {Node} parent
 * @param {string} name of its class
 * @param {string} label
 * @param {string} [inside] its picture
 */
export function button(parent, name, label, inside) {
  const made = add(parent, "button", name);
  made.type = "button";
  made.ariaLabel = label;
  made.title = label;
  if (inside) made.innerHTML = inside;
  return made;
}

/**
 * A button that says what it does.
 *
 * @param {Node} parent
 * @param {string} label
 * @param {() => void} press
 */
export function worded(parent, label, press) {
  const made = add(parent, "button", "worded", label);
  made.type = "button";
  made.onclick = press;
  return made;
}

/** @param {ShadowRoot} parent */
export function build(parent) {
  const root = add(parent, "div", "screen");
  const tools = toolbar(root);
  const lead = leading(root);
  const data = add(root, "nav", "data");
  data.ariaLabel = "Data";
  const net = network(root);
  const large = window(root);
  const strip = add(root, "nav", "strip");
  strip.ariaLabel = "Views";
  const bar = transport(root);
  return { root, tools, ...lead, data, ...net, ...large, strip, ...bar };
}

/** @param {Element} root */
function toolbar(root) {
  const box = add(root, "nav", "tools");
  box.ariaLabel = "More";
  return Object.fromEntries(
    TOOLS.map(([name, label, picture]) => [
      name,
      button(box, `tool ${name}`, label, `${icon(picture)}<span>${label}</span>`),
    ]),
  );
}

/** @param {Element} root */
function leading(root) {
  const lead = add(root, "header", "lead");
  const sentence = add(lead, "h1");
  const phases = add(lead, "ol", "phases");
  for (const [i, { name, equations }] of PHASES.entries()) {
    const li = add(phases, "li");
    add(li, "i", "", String(i + 1));
    add(li, "span", "", name);
    if (equations) add(li, "small", "", equations);
  }
  const count = add(phases, "li", "count");
  const line = add(lead, "p", "speech");
  line.setAttribute("role", "status");
  return { lead, sentence, phases, count, line };
}

/** @param {Element} root */
function network(root) {
  const net = add(root, "section", "net");
  net.ariaLabel = "Network";
  const netCanvas = add(net, "canvas");
  netCanvas.setAttribute("role", "img");
  netCanvas.tabIndex = 0;
  const heads = add(net, "div", "heads");
  const tip = add(net, "div", "over");
  tip.hidden = true;
  return { net, netCanvas, heads, tip, cost: costs(net, "cost") };
}

/** @param {Element} parent @param {string} name */
function costs(parent, name) {
  const box = add(parent, "div", name);
  const of = add(box, "span", "", "Cost ");
  return { box, of, text: add(box, "b") };
}

/** @param {Element} root */
function window(root) {
  const large = add(root, "section", "large");
  large.ariaLabel = "Large view";
  const head = add(large, "header");
  const title = add(head, "h2");
  const under = add(head, "p");
  const apart = costs(head, "cost apart");
  const body = add(large, "div", "body");
  const canvas = add(body, "canvas");
  canvas.setAttribute("role", "img");
  const opened = add(body, "div", "opened");
  return { large, title, under, apart, body, canvas, opened };
}

/** @param {Element} root */
function transport(root) {
  const bar = add(root, "footer", "deck");
  const buttons = add(bar, "div", "buttons");
  const again = button(buttons, "round", "Start over, from the same weights", icon("start"));
  const play = button(buttons, "play", "Play", icon("play"));
  const step = button(
    buttons,
    "round",
    "One step; with Shift to the end of the epoch",
    icon("step"),
  );
  const time = add(bar, "div", "time");
  time.setAttribute("role", "slider");
  time.tabIndex = 0;
  time.ariaLabel = "Moment of the run";
  const timeCanvas = add(time, "canvas");
  const figures = add(bar, "div", "figures");
  const epoch = figure(figures, "Epoch");
  const good = figure(figures, "Accuracy");
  const knobs = add(bar, "div", "knobs");
  return {
    bar,
    again,
    play,
    step,
    time,
    timeCanvas,
    epoch,
    good,
    speed: knob(knobs, "Speed", "", { min: 0, max: 5, step: 1 }),
    eta: knob(knobs, "Learning rate", " η", { min: -4, max: 1, step: 0.01 }),
  };
}

/**
 * @param {Element} parent
 * @param {string} name
 */
function figure(parent, name) {
  const box = add(parent, "div");
  return { name: add(box, "span", "", name), text: add(box, "b", "", "–") };
}

/**
 * @param {Element} parent
 * @param {string} name
 * @param {string} symbol
 * @param {{ min: number, max: number, step: number }} ends
 */
function knob(parent, name, symbol, ends) {
  const label = add(parent, "label");
  const words = add(label, "span");
  add(words, "span", symbol && "long", name);
  words.append(symbol);
  const input = add(label, "input");
  Object.assign(input, { type: "range", ...ends });
  input.ariaLabel = name + symbol;
  const output = add(label, "span", "reading");
  output.ariaHidden = "true";
  return { input, output };
}
