// The timeline: the cost over all of the run, its marks, and the moment that is looked at.

import { written } from "../kit/numbers.js";
import { ink } from "./brush.js";
import { clamp } from "./layout.js";
import { short } from "./lead.js";

/** @typedef {import("./brush.js").Brush} Brush */
/** @typedef {import("./frames.js").Timeline} Timeline */

const EDGE = 9; // pixels beside the bar, for the thumb

/** The place of an epoch. @param {Timeline} t @param {number} w @param {number} epoch */
export const placeOf = (t, w, epoch) => EDGE + ((w - 2 * EDGE) * epoch) / (t.end || 1);

/**
 * The moment that can be seen again next to a place, or to an epoch: its steps, or null for now.
 * @param {Timeline} t @param {number} w @param {number} x @param {number} [epoch]
 */
export function momentAt(t, w, x, epoch = clamp((x - EDGE) / (w - 2 * EDGE), 0, 1) * t.end) {
  let best = 0;
  for (let i = 1; i < t.moments.length; i++) {
    if (Math.abs(t.momentEpochs[i] - epoch) < Math.abs(t.momentEpochs[best] - epoch)) best = i;
  }
  if (!t.moments.length || Math.abs(t.end - epoch) <= Math.abs(t.momentEpochs[best] - epoch)) {
    return null;
  }
  return Math.round(t.moments[best]);
}

/** The moment before or after the one that is looked at. @param {Timeline} t @param {number | null} at @param {number} by */
export function nextMoment(t, at, by) {
  const steps = [...t.moments].map(Math.round).filter((s) => s < t.now);
  const here = at === null ? steps.length : steps.findIndex((s) => s >= at);
  const next = here + by;
  return next >= steps.length ? null : steps[Math.max(0, next)] ?? null;
}

/** @param {Brush} brush @param {Timeline} t @param {number} w @param {number} h */
export function drawTimeline(brush, t, w, h) {
  const { c, inks, letters } = brush;
  const bottom = h - 14;
  const top = Math.max(1e-9, ...t.costs) * 1.04;
  const x = (/** @type {number} */ epoch) => placeOf(t, w, epoch);
  const y = (/** @type {number} */ cost) => bottom - (clamp(cost, 0, top) / top) * (bottom - 6);
  const path = (/** @type {number} */ from, /** @type {number} */ to) => {
    c.beginPath();
    for (let i = from; i <= to; i++) {
      if (i > from) c.lineTo(x(t.epochs[i]), y(t.costs[i]));
      else c.moveTo(x(t.epochs[i]), y(t.costs[i]));
    }
  };
  const last = t.epochs.length - 1;
  const { here } = t;
  c.lineJoin = "round";
  path(0, here);
  c.lineTo(x(t.epochs[here]), bottom);
  c.lineTo(x(0), bottom);
  c.fillStyle = ink(inks.text, 0.07);
  c.fill();
  c.lineWidth = 1.8;
  c.strokeStyle = ink(inks.text, 0.75);
  path(0, here);
  c.stroke();
  if (here < last) {
    c.strokeStyle = ink(inks.text, 0.25);
    path(here, last);
    c.stroke();
  }
  const at = x(t.past ? t.epoch : t.end);
  c.lineCap = "round";
  c.lineWidth = 3;
  for (
    const [from, to, colour]
      of /** @type {[number, number, string][]} */ ([[EDGE, w - EDGE, ink(inks.text, 0.16)], [
        EDGE,
        t.end ? at : EDGE,
        ink(inks.accent),
      ]])
  ) {
    c.strokeStyle = colour;
    c.beginPath();
    c.moveTo(from, bottom + 5);
    c.lineTo(to, bottom + 5);
    c.stroke();
  }
  for (const [epoch, label] of t.marks.slice(-12)) mark(brush, x(epoch), bottom, label);
  c.fillStyle = ink(inks.paper);
  c.strokeStyle = ink(inks.accent);
  c.lineWidth = 2.5;
  brush.disc(t.end ? at : EDGE, bottom + 5, 6.5);
  c.fill();
  c.stroke();
  const { cost } = t;
  c.fillStyle = ink(inks.text);
  brush.disc(x(t.epochs[here] ?? 0), y(cost), 3.2);
  c.fill();
  const label = `Cost ${written(cost)}`;
  brush.font(letters, 600);
  const width = c.measureText(label).width;
  const left = clamp(at - width - 10, 4, w - width - 4);
  const up = Math.max(9, y(cost) - 15);
  c.fillStyle = ink(inks.paper, 0.8);
  c.fillRect(left - 4, up - 9, width + 8, 18);
  brush.write(label, left, up, { weight: 600, colour: ink(inks.text) });
}

/** @param {Brush} brush @param {number} x @param {number} bottom @param {string} label */
function mark(brush, x, bottom, label) {
  const { c, inks, letters } = brush;
  c.strokeStyle = ink(inks.soft);
  c.lineWidth = 1;
  c.setLineDash([3, 3]);
  c.beginPath();
  c.moveTo(x, 2);
  c.lineTo(x, bottom);
  c.stroke();
  c.setLineDash([]);
  brush.font(letters, 600);
  c.fillStyle = ink(inks.paper, 0.85);
  c.fillRect(x + 2, 0, c.measureText(label).width + 8, letters + 3);
  brush.write(label, x + 6, 9, { weight: 600 });
}

/** Cost and its course, large. @param {Brush} brush @param {Timeline} t @param {number} w @param {number} h @param {boolean} big */
export function drawCurve(brush, t, w, h, big) {
  const { c, inks, letters } = brush;
  const left = big ? letters * 3.6 : 4;
  const bottom = big ? h - letters * 2 : h - 4;
  const top = Math.max(1e-9, ...t.costs);
  const x = (/** @type {number} */ e) => left + ((w - left - 8) * e) / (t.end || 1);
  const y = (/** @type {number} */ v) => bottom - (v / top) * (bottom - 8);
  if (big) {
    for (let i = 0; i <= 4; i++) {
      const v = (top * i) / 4;
      c.strokeStyle = ink(inks.text, 0.09);
      c.lineWidth = 1;
      c.beginPath();
      c.moveTo(left, Math.round(y(v)) + 0.5);
      c.lineTo(w - 8, Math.round(y(v)) + 0.5);
      c.stroke();
      brush.write(String(Number(v.toPrecision(2))), left - 8, y(v), { align: "right" });
    }
    brush.write("0", left, h - letters * 0.7);
    brush.write(`epoch ${short(t.end)}`, w - 8, h - letters * 0.7, { align: "right" });
    for (const [epoch, label] of t.marks.slice(-12)) mark(brush, x(epoch), bottom, label);
  }
  c.strokeStyle = ink(inks.lines[0]);
  c.lineWidth = big ? 2.2 : 1.6;
  c.lineJoin = "round";
  c.beginPath();
  t.costs.forEach((v, i) => (i ? c.lineTo(x(t.epochs[i]), y(v)) : c.moveTo(x(t.epochs[i]), y(v))));
  c.stroke();
}
