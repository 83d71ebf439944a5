// The five phases of a step: how long each lasts, what it is called, what it says.

import { minus, percent, written } from "../kit/numbers.js";
import { classOf } from "./frames.js";

/** @typedef {import("./frames.js").Net} Net */
/** @typedef {import("./frames.js").Flow} Flow */

export const PHASES = [
  { name: "Forward", equations: "" },
  { name: "Cost", equations: "" },
  { name: "Error back", equations: "BP1, BP2" },
  { name: "Gradient", equations: "BP3, BP4" },
  { name: "Step", equations: "" },
];
const SLOW = [1200, 600, 1200, 900, 700]; // ms
const QUICK = [260, 120, 260, 160, 200];

/** How long the phases last, in ms, at a speed in steps a second. @param {number | null} speed */
export const times = (speed) => (speed !== null && speed >= 1 ? QUICK : SLOW);

/**
 * Which phase a step is in, 1 to 5, and which share of it is over; none when all is.
 * @param {number} elapsed ms since it began @param {number[]} lasting
 */
export function phaseAt(elapsed, lasting) {
  let since = elapsed;
  for (let i = 0; i < lasting.length; i++) {
    if (since < lasting[i]) return { phase: i + 1, share: since / lasting[i] };
    since -= lasting[i];
  }
  return undefined;
}

/** When a phase begins, in ms. @param {number} phase @param {number[]} lasting */
const begin = (phase, lasting) => lasting.slice(0, phase - 1).reduce((sum, ms) => sum + ms, 0);

/**
 * How far a step is, in ms, that was in a phase when it was drawn last: where the browser was too
 * busy to draw, no phase is passed over.
 *
 * @param {number} elapsed ms since it began @param {number[]} lasting @param {number} phase
 */
export function unhurried(elapsed, lasting, phase) {
  const late = elapsed >= begin(phase + 2, lasting);
  return late ? begin(phase + 1, lasting) : elapsed;
}

/**
 * What a phase says; numbers of weight stand between asterisks.
 * @param {number} phase @param {Net} net @param {Flow} flow @param {string} optimizer its name on screen
 */
export function caption(phase, net, flow, optimizer) {
  const plain = flow.optimizer === "sgd" || flow.optimizer === "gd";
  const moved = plain ? "against its gradient" : `as ${optimizer} makes of its gradient`;
  const eta = Number(flow.eta.toPrecision(3));
  return [
    "One sample goes in. Each unit adds its bias to inputs times weights, and bends the sum.",
    `${answered(net, flow)}: the cost is *${written(flow.cost)}*.`,
    "From the cost backward, over the same lines: each unit gets its share of the blame, δ.",
    "A line’s gradient is what its sender said times its receiver’s δ, averaged over the mini-batch.",
    `Every weight moves a little, ${moved}: learning rate η = ${eta}.`,
  ][phase - 1];
}

/** @param {Net} net @param {Flow} flow */
function answered(net, flow) {
  const a = flow.a[flow.a.length - 1];
  const { wanted } = flow;
  if (a.length === 1) {
    const [is, should] = [a[0].toFixed(2), String(Number(wanted[0].toPrecision(3)))].map(minus);
    return `It answers *${is}*, wanted is *${should}*`;
  }
  const right = classOf(wanted);
  if (net.kind === "picture") {
    return `To the right answer, *${net.outputs[right]}*, it gives *${percent(a[right], 0)}*`;
  }
  const [gives, should] = [a[right].toFixed(2), wanted[right].toFixed(0)];
  return `To the right answer, *${net.classes[right]}*, it gives *${gives}*, wanted is *${should}*`;
}

/**
 * How far the flow has come: the layer that it is on its way to, and the share of that way.
 * @param {number} phase 1 forward, 3 back @param {number} share @param {number} L
 */
export function front(phase, share, L) {
  const way = phase === 1 ? share * L : Math.min(1, share / 0.85) * (L - 1);
  const done = Math.floor(way);
  return { layer: phase === 1 ? done + 1 : L - done, share: way - done };
}

/** Whether a layer's units are lit. @param {number} phase @param {number} share @param {number} L @param {number} l */
export function lit(phase, share, L, l) {
  if (phase === 1) return l <= Math.floor(share * L);
  if (phase === 2) return l === L;
  if (phase === 3) return l > 0 && l >= L - Math.floor(Math.min(1, share / 0.85) * (L - 1));
  return false;
}
