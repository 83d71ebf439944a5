// The heads of the network's columns: names, units, activations, and where layers are added.

import { add } from "../kit/dom.js";
import { button, worded } from "./elements.js";
import { icon } from "./icons.js";

/** @typedef {import("./stage.js").StageView} StageView */
/** @typedef {import("./layout.js").Places} Places */
/** @typedef {import("./frames.js").Net} Net */

const NARROW = 168; // pixels between two columns: for less there is no room to add one by a click
const TIGHT = 148; // and for less than these the heads say only what a layer is

/**
 * What a layer is called.
 *
 * @param {Net} net
 * @param {number} l
 */
export function layerName(net, l) {
  const L = net.sizes.length - 1;
  if (l === 0) return "Input";
  if (l === L) return net.sizes[L] > 1 ? "Outputs" : "Output";
  return L > 2 ? `Hidden ${l}` : "Hidden";
}

/** What a line's ends are called. @param {Net} net @param {number} l @param {number} j */
export function unitName(net, l, j) {
  if (l === 0) return net.inputs[j] ?? `input ${j + 1}`;
  if (l < net.sizes.length - 1) return `unit ${j + 1} of ${layerName(net, l).toLowerCase()}`;
  return net.sizes[l] > 1 ? `output ${net.outputs[j]}` : "the output";
}

/**
 * @param {StageView} stage
 * @param {Places} P
 * @param {Net} net
 */
export function buildHeads(stage, P, net) {
  const { heads } = stage.el;
  if (heads.querySelector("button:active")) return afterPress(stage);
  heads.replaceChildren();
  const L = net.sizes.length - 1;
  const tight = P.x[L] - P.x[L - 1] < TIGHT;
  for (let l = 0; l <= L; l++) {
    const head = add(heads, "div", `column ${l === 0 ? "first" : l === L ? "last" : ""}`);
    head.style.left = `${P.x[l]}px`;
    add(head, "div", "eyebrow", layerName(net, l));
    const edit = add(head, "div", "edit");
    if (l === 0) input(stage, edit, net);
    else if (l < L && tight) chip(stage, edit, net, l);
    else {
      if (l < L) units(stage, edit, net, l);
      activation(stage, edit, net, l);
    }
    if (l) insert(stage, P, l);
  }
  const picture = P.nodes[0][0];
  if (picture.picture && !stage.phone) {
    const own = button(heads, "own", "Draw your own digit, and this network reads it");
    own.textContent = "Draw your own";
    own.style.left = `${picture.x}px`;
    own.style.top = `${picture.y + picture.s / 2 + 8}px`;
    own.onclick = () => stage.request({ page: "draw" });
  }
  for (const [l, n] of P.more.entries()) {
    if (!n) continue;
    const more = add(heads, "div", "more", `+ ${n.toLocaleString("en")} more`);
    more.style.left = `${P.x[l]}px`;
    more.style.top = `${P.bottom - 20}px`;
  }
}

/** Build them when the button is released: one that is gone by then is never clicked. @param {StageView} stage */
function afterPress(stage) {
  const build = () => {
    if (stage.places && stage.net) buildHeads(stage, stage.places, stage.net);
  };
  for (const end of ["pointerup", "pointercancel"]) {
    addEventListener(end, () => setTimeout(build), { once: true });
  }
}

/** @param {StageView} stage @param {Element} edit @param {Net} net */
function input(stage, edit, net) {
  const { about } = stage;
  if (stage.phone) {
    const data = about.tiles.find(({ name }) => name === about.data)?.label ?? "Data";
    const chip = worded(edit, `${data} ▾`, () => stage.el.root.classList.toggle("choosing"));
    chip.ariaLabel = `Data: ${data}. Choose other data`;
    if (about.row) row(stage, edit);
  } else if (about.row) row(stage, edit);
  else if (about.features.length) {
    const labels = about.features.filter(({ name }) => about.chosen.includes(name));
    const chip = worded(edit, `${labels.map(({ label }) => label).join(", ")} ▾`, () => {
      stage.cards.features();
    });
    chip.ariaLabel = "Choose what the network is told of each point";
  } else if (net.kind === "picture") {
    const [h, w] = net.shape ?? [0, 0];
    add(edit, "span", "plain", `${w} × ${h} pixels`);
  } else add(edit, "span", "plain", `${net.sizes[0]} numbers`);
}

/** @param {StageView} stage @param {Element} edit */
function row(stage, edit) {
  const open = worded(
    edit,
    stage.phone ? "Try" : "Try a row",
    () => stage.request({ open: "row" }),
  );
  open.ariaLabel = "Try a row: say what it holds, and the network answers";
}

/** @param {StageView} stage @param {Element} edit @param {Net} net @param {number} l */
function chip(stage, edit, net, l) {
  const choice = stage.about.activations.find(({ name }) => name === net.activations[l - 1]);
  const made = worded(edit, `${net.sizes[l]} ${choice?.label ?? ""}`, () => stage.cards.layer(l));
  made.ariaLabel = `Change ${layerName(net, l).toLowerCase()}`;
}

/** @param {StageView} stage @param {Element} edit @param {Net} net @param {number} l */
export function units(stage, edit, net, l) {
  const name = layerName(net, l).toLowerCase();
  const { most_units: most } = stage.about;
  // Quick clicks count on before the network is there, also when the one before comes meanwhile.
  let n = stage.asking.latest(({ units }) => units?.[0] === l)?.units[1] ?? net.sizes[l];
  const less = button(
    edit,
    "count",
    n > 1 ? `One unit fewer in ${name}` : "Remove this layer",
    "−",
  );
  const count = add(edit, "b", "", String(n));
  const more = button(edit, "count", `One unit more in ${name}`, "+");
  more.disabled = n >= most;
  if (more.disabled) more.title = `At most ${most} units`;
  const change = (/** @type {number} */ to, /** @type {string} */ deed) => {
    if (to < 1) return stage.request({ remove: l }, "A layer fewer: training starts anew");
    n = Math.min(most, to);
    count.textContent = String(n);
    stage.request({ units: [l, n] }, deed);
  };
  less.onclick = () => change(n - 1, "One unit fewer: training starts anew");
  more.onclick = () => change(n + 1, "One unit more: training starts anew");
}

/** @param {StageView} stage @param {Element} edit @param {Net} net @param {number} l */
export function activation(stage, edit, net, l) {
  const L = net.sizes.length - 1;
  const choice = add(edit, "select");
  choice.ariaLabel = `Activation of ${layerName(net, l).toLowerCase()}`;
  for (const { name, label } of l === L ? stage.about.last : stage.about.activations) {
    if (name === "softmax" && net.sizes[L] === 1) continue;
    const option = add(choice, "option", "", label);
    option.value = name;
  }
  choice.value = net.activations[l - 1];
  // As wide as its word: the list is as wide as its longest.
  const letters = choice.selectedOptions[0]?.textContent?.length ?? 8;
  choice.style.width = `${0.6 * letters * stage.letters + 20}px`;
  choice.onchange = () => {
    const label = choice.selectedOptions[0].textContent ?? "";
    stage.request({ activation: [l, choice.value] }, `${layerName(net, l)}: ${label}`);
  };
}

/** A place between two columns where a layer can be put. @param {StageView} stage @param {Places} P @param {number} l */
function insert(stage, P, l) {
  const { most_layers: most } = stage.about;
  const place = button(stage.el.heads, "insert", "Add a layer here", icon("plus"));
  place.style.left = `${(P.x[l - 1] + P.x[l]) / 2}px`;
  place.disabled = P.x.length - 2 >= most;
  if (place.disabled) place.title = `At most ${most} hidden layers`;
  place.hidden = P.x[l] - P.x[l - 1] < NARROW;
  place.onclick = () => stage.request({ insert: l }, "A layer more: training starts anew");
}
