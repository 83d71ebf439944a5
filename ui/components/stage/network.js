// The network as a picture: lines, units, and a step that flows through them.

import { minus } from "../kit/numbers.js";
import { mix } from "../kit/theme.js";
import { ink } from "./brush.js";
import { acrossOf, classOf, weightOf } from "./frames.js";
import { along, clamp, curve } from "./layout.js";
import { front, lit } from "./phases.js";

/** @typedef {import("./brush.js").Brush} Brush */
/** @typedef {import("./brush.js").Pictures} Pictures */
/** @typedef {import("./layout.js").Places} Places */
/** @typedef {import("./layout.js").Node} Node */
/** @typedef {import("./layout.js").Edge} Edge */
/** @typedef {import("./frames.js").Net} Net */
/** @typedef {import("./frames.js").Flow} Flow */
/**
 * @typedef {{ net: Net, flow: { flow: Flow, phase: number, share: number, figures: boolean } | null, unit: Node | null, edge: Edge | null,
 *   loupe: { x: number, y: number, h: number } | null, cost: { x: number, y: number } | null }} Scene
 */

/** @param {Brush} brush @param {Pictures} pictures @param {Places} P @param {Scene} scene */
export function drawNetwork(brush, pictures, P, scene) {
  const { net, flow } = scene;
  const { c } = brush;
  prepare(brush, pictures, P, net);
  if (scene.loupe) loupe(brush, P, scene, scene.loupe);
  lines(brush, P, scene);
  if (flow) pulses(brush, P, net, flow);
  stem(brush, P, scene);
  for (const layer of P.nodes) for (const node of layer) unit(brush, pictures, P, node, scene);
  c.globalAlpha = 1;
}

/** Pictures of units, made once for each frame. @param {Brush} brush @param {Pictures} pictures @param {Places} P @param {Net} net */
function prepare({ inks }, pictures, P, net) {
  if (net.kind === "plane") {
    net.maps.forEach((maps, l) => {
      const cells = net.n * net.n;
      for (let j = 0; j < P.nodes[l].length; j++) {
        pictures.values(
          `u${l}.${j}`,
          net.n,
          net.n,
          maps.subarray(j * cells, (j + 1) * cells),
          inks,
          0.78,
        );
      }
    });
  } else if (net.kind === "picture" && net.shape) {
    const [h, w] = net.shape;
    pictures.grey("input", w, h, net.a[0], inks);
    for (let j = 0; j < P.nodes[1].length; j++) {
      pictures.values(`t${j}`, w, h, net.tiles.subarray(j * w * h, (j + 1) * w * h), inks);
    }
  }
}

/** @param {Edge} edge @param {Float32Array[]} w @param {Net} net */
const weight = (edge, w, net) => weightOf(w[edge.l], edge, acrossOf(net, edge.l)) ?? 0;

/** @param {Brush} brush @param {Places} P @param {Scene} scene */
function lines({ c, inks }, P, { net, flow, unit: pointed, edge: chosen }) {
  const phase = flow?.phase ?? 0;
  const w = flow ? (phase === 5 ? flow.flow.after : flow.flow.before) : net.w;
  const widest = P.edges.reduce((most, e) => Math.max(most, e.summed ? weight(e, w, net) : 0), 0.1);
  const size = (
    /** @type {Edge} */ e,
  ) => (e.summed
    ? weight(e, w, net) / widest
    : clamp(weight(e, w, net) / Math.max(0.6, net.scales[e.l - 1]), -1, 1));
  const listed = P.edges.map((e) => ({ e, s: size(e) })).sort((a, b) =>
    Math.abs(a.s) - Math.abs(b.s)
  );
  const faded = phase === 4 ? 0.14 : phase ? 0.4 : pointed ? 0.18 : 1;
  for (const { e, s } of listed) {
    const near = pointed && (pointed === e.from || pointed === e.to);
    c.globalAlpha = near ? 1 : phase === 5 ? 0.25 + 0.75 * (flow?.share ?? 1) : faded;
    c.lineWidth = e.summed ? 0.8 + 1.4 * s : 0.5 + (P.box.phone ? 3.2 : 4.6) * Math.abs(s) ** 1.2;
    c.strokeStyle = e.summed
      ? ink(inks.soft, 0.45)
      : ink(inks.of(Math.sign(s) * 127 * (0.16 + 0.7 * Math.abs(s))));
    const k = curve(e);
    if (chosen === e) {
      c.save();
      c.globalAlpha = 0.22;
      c.strokeStyle = ink(inks.text);
      c.lineWidth += 9;
      path(c, k);
      c.restore();
    }
    path(c, k);
  }
  c.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} c @param {number[]} k */
function path(c, [x1, y1, a, b, p, q, x2, y2]) {
  c.beginPath();
  c.moveTo(x1, y1);
  c.bezierCurveTo(a, b, p, q, x2, y2);
  c.stroke();
}

/** A part of a curve, from share a to share b. @param {CanvasRenderingContext2D} c @param {number[]} k @param {number} a @param {number} b */
function part(c, k, a, b) {
  c.beginPath();
  for (let i = 0; i <= 12; i++) {
    const [x, y] = along(k, clamp(a + ((b - a) * i) / 12, 0, 1));
    if (i) c.lineTo(x, y);
    else c.moveTo(x, y);
  }
  c.stroke();
}

/** What flows: activations forward, δ backward, gradients on their lines. @param {Brush} brush @param {Places} P @param {Net} net @param {NonNullable<Scene["flow"]>} flow */
function pulses({ c, inks }, P, net, { flow, phase, share }) {
  const L = net.sizes.length - 1;
  const w = (/** @type {Edge} */ e) => weight(e, flow.before, net);
  const amount = phase === 1
    ? (/** @type {Edge} */ e) => (e.summed ? w(e) : w(e) * flow.a[e.l - 1][e.k])
    : phase === 3
    ? (/** @type {Edge} */ e) => w(e) * flow.delta[e.l][e.j]
    : (/** @type {Edge} */ e) => weight(e, flow.nabla, net);
  /** @type {number[]} */
  const top = [];
  for (const e of P.edges) top[e.l] = Math.max(top[e.l] ?? 1e-12, Math.abs(amount(e)));
  const colour = phase === 1 ? inks.forward : inks.error;
  if (phase === 4 || phase === 5) {
    const shown = phase === 4 ? Math.min(1, 2 * share) : 1 - share;
    for (const e of P.edges) {
      const m = Math.abs(amount(e)) / top[e.l];
      c.strokeStyle = ink(colour, (0.12 + 0.85 * m) * shown);
      c.lineWidth = 0.6 + 5 * m;
      path(c, curve(e));
    }
  }
  if (phase !== 1 && phase !== 3) return;
  const here = front(phase, share, L);
  for (const e of P.edges) {
    if (phase === 3 && e.l === 1) continue; // no error is asked of the input
    const m = Math.sqrt(Math.abs(amount(e)) / top[e.l]);
    const k = curve(e);
    if (phase === 1 ? e.l < here.layer : e.l > here.layer) {
      c.strokeStyle = ink(colour, 0.1 + 0.34 * m);
      c.lineWidth = 0.6 + 2.2 * m;
      path(c, k);
    } else if (e.l === here.layer && m > 0.08) {
      const head = phase === 1 ? here.share : 1 - here.share;
      const tail = phase === 1 ? Math.max(0, head - 0.34) : Math.min(1, head + 0.34);
      c.strokeStyle = ink(colour, 0.1 + 0.3 * m);
      c.lineWidth = 0.6 + 2 * m;
      part(c, k, phase === 1 ? 0 : 1, head);
      for (let i = 0; i < 4; i++) {
        c.strokeStyle = ink(colour, (0.12 + 0.88 * m) * ((i + 1) / 4) ** 1.6);
        c.lineWidth = (0.5 + 2.6 * m) * (0.4 + 0.15 * (i + 1));
        part(c, k, tail + ((head - tail) * i) / 4, tail + ((head - tail) * (i + 1)) / 4);
      }
      if (m < 0.3) continue;
      const [x, y] = along(k, head);
      const r = 0.8 + 3.4 * m;
      c.fillStyle = ink(colour);
      c.beginPath();
      if (phase === 1) c.arc(x, y, r, 0, 7); // round heads forward, diamonds back
      else {
        c.moveTo(x - r * 1.5, y);
        c.lineTo(x, y - r * 1.2);
        c.lineTo(x + r * 1.5, y);
        c.lineTo(x, y + r * 1.2);
      }
      c.fill();
    }
  }
}

/** From the output to the cost. @param {Brush} brush @param {Places} P @param {Scene} scene */
function stem({ c, inks }, P, { flow, cost }) {
  if (!cost) return;
  const o = P.nodes[P.nodes.length - 1].at(-1);
  if (!o) return;
  const hot = flow?.phase === 2;
  c.strokeStyle = hot ? ink(inks.error, 0.9) : ink(inks.soft, 0.5);
  c.lineWidth = hot ? 2.5 : 1.2;
  c.setLineDash(hot ? [] : [2, 4]);
  c.beginPath();
  c.moveTo(o.x, o.y + o.s / 2 + 3);
  c.lineTo(o.x, cost.y - 2);
  c.stroke();
  c.setLineDash([]);
}

/** Two soft lines from a unit to the large view. @param {Brush} brush @param {Places} P @param {Scene} scene @param {NonNullable<Scene["loupe"]>} to */
function loupe({ c, inks }, P, { net, unit: pointed }, to) {
  if (net.kind !== "plane") return;
  const from = pointed && pointed.l ? pointed : P.nodes[P.nodes.length - 1][0];
  c.fillStyle = ink(inks.text, inks.dark ? 0.06 : 0.045);
  c.beginPath();
  c.moveTo(from.x + from.s / 2, from.y - from.s / 2);
  c.lineTo(to.x, to.y);
  c.lineTo(to.x, to.y + to.h);
  c.lineTo(from.x + from.s / 2, from.y + from.s / 2);
  c.fill();
}

/** @param {Brush} brush @param {Pictures} pictures @param {Places} P @param {Node} node @param {Scene} scene */
function unit(brush, pictures, P, node, { net, flow, unit: pointed }) {
  const { c, inks, letters } = brush;
  const { l, j, x, y, s } = node;
  const [h, L] = [s / 2, net.sizes.length - 1];
  const a = (flow ? flow.flow.a[l] : net.a[l])?.[j] ?? 0;
  const phase = flow?.phase ?? 0;
  const on = Boolean(flow && lit(phase, flow.share, L, l));
  const square = net.kind === "plane" || (net.kind === "picture" && l === 1) ||
    (net.kind === "row" && l === 0);
  c.lineWidth = 1;
  if (node.picture) {
    brush.picture(
      pictures.canvas("input", net.shape?.[1] ?? 28, net.shape?.[0] ?? 28),
      x - h,
      y - h,
      s,
      s,
      8,
      false,
    );
    c.strokeStyle = ink(inks.text, 0.14);
    brush.box(x - h, y - h, s, s, 8);
    c.stroke();
    return;
  }
  if (net.kind === "plane" || (net.kind === "picture" && l === 1 && L > 1)) {
    brush.box(x - h - 2, y - h - 2, s + 4, s + 4, 8);
    c.fillStyle = ink(inks.paper);
    c.fill();
    const name = net.kind === "plane" ? `u${l}.${j}` : `t${j}`;
    brush.picture(pictures.made.get(name) ?? pictures.canvas(name, 1, 1), x - h, y - h, s, s, 6);
    c.strokeStyle = ink(inks.text, 0.16);
    brush.box(x - h, y - h, s, s, 6);
    c.stroke();
    if (l === 0) {
      brush.write(cut(net.inputs[j], P, letters), x - h - 9, y, {
        align: "right",
        colour: ink(inks.text),
        size: letters + (net.inputs[j].length < 3 ? 2 : 0),
        weight: 600,
      });
    }
    if (l === L && net.sizes[L] > 1) {
      brush.write(net.outputs[j], x + h + 9, y, { colour: ink(inks.text) });
    }
  } else if (net.kind === "row" && l === 0) {
    const bit = a === 0 || a === 1;
    brush.box(x - h, y - h, s, s, 7);
    c.fillStyle = ink(bit ? (a ? inks.text : inks.paper) : inks.of(100 * clamp(a / 2, -1, 1)));
    c.fill();
    c.strokeStyle = ink(inks.text, a ? 0.6 : 0.28);
    c.lineWidth = 1.3;
    c.stroke();
    if (bit) {
      brush.write(String(a), x, y + 0.5, {
        align: "center",
        colour: ink(a ? inks.paper : inks.soft),
        size: letters + 1,
        weight: 650,
      });
    }
    brush.write(cut(net.inputs[j], P, letters), x - h - 10, y, {
      align: "right",
      colour: ink(a ? inks.text : inks.soft),
      weight: a ? 600 : 400,
    });
  } else {
    const name = net.activations[l - 1];
    const v = name === "sigmoid" || name === "softmax" ? 2 * a - 1 : clamp(a, -1, 1);
    const fill = net.kind === "picture" && l === L
      ? mix(inks.middle, inks.of(127), clamp(a, 0, 1))
      : inks.of(Math.round(102 * v));
    brush.disc(x, y, h);
    c.fillStyle = ink(fill);
    c.fill();
    c.strokeStyle = ink(inks.text, 0.2);
    c.stroke();
    const light = 0.3 * fill[0] + 0.59 * fill[1] + 0.11 * fill[2] > 140;
    const colour = light ? "#1b2230" : "#fff";
    if (net.kind === "picture" && l === L) {
      brush.write(net.outputs[j], x, y + 0.5, {
        align: "center",
        colour,
        size: Math.min(letters + 1, s * 0.6),
        weight: 650,
      });
    } else if (s >= 2 * letters) {
      brush.write(minus(a.toFixed(2)), x, y + 0.5, { align: "center", colour, weight: 600 });
    }
    if (net.kind === "row" && l === L) {
      brush.write(net.outputs[j], x + h + 9, y, {
        colour: ink(inks.text),
        weight: classOf(net.a[L]) === j ? 650 : 400,
      });
    }
  }
  if (l && net.kind !== "picture" && s >= 22) bias(brush, P, node, net);
  if (on || (pointed === node && l)) ring(brush, node, square, flow, on);
  if (on && flow?.figures && l && s >= 30 && (phase === 1 || phase === 3) && square) {
    const v = phase === 1 ? a : flow.flow.delta[l][j];
    figure(
      brush,
      node,
      minus(v.toFixed(Math.abs(v) < 0.0095 ? 3 : 2)),
      phase === 1 ? inks.forward : inks.error,
    );
  }
}

/** An input's name, as much of it as there is room for. @param {string} name @param {Places} P @param {number} letters */
function cut(name, { box }, letters) {
  const most = Math.max(2, Math.floor(box.names / (0.54 * letters)));
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

/** @param {Brush} brush @param {Places} P @param {Node} node @param {Net} net */
function bias({ c, inks }, P, { l, j, x, y, s }, net) {
  const [h, q] = [s / 2, P.box.phone ? 5 : 7];
  const o = net.kind === "row" ? h * 0.2 : 0;
  c.fillStyle = ink(inks.paper);
  c.fillRect(x - h - 3 + o, y + h - q + 1 - o, q + 4, q + 4);
  c.fillStyle = ink(inks.of(Math.round(127 * clamp(net.b[l][j] ?? 0, -1, 1))));
  c.fillRect(x - h - 1 + o, y + h - q + 3 - o, q, q);
}

/** @param {Brush} brush @param {Node} node @param {boolean} square @param {Scene["flow"]} flow @param {boolean} on */
function ring(brush, { l, j, x, y, s }, square, flow, on) {
  const { c, inks } = brush;
  const delta = flow?.phase === 3 ? flow.flow.delta[l] : undefined;
  const most = delta ? Math.max(1e-12, ...delta.map(Math.abs)) : 1;
  const m = delta ? Math.sqrt(Math.abs(delta[j]) / most) : 1;
  const colour = flow?.phase === 1 ? inks.forward : inks.error;
  c.strokeStyle = on ? ink(colour, 0.35 + 0.65 * m) : ink(inks.text, 0.9);
  c.lineWidth = on ? 1.2 + 2 * m : 2;
  const g = 1.5 + c.lineWidth / 2;
  if (square) brush.box(x - s / 2 - g, y - s / 2 - g, s + 2 * g, s + 2 * g, 9);
  else brush.disc(x, y, s / 2 + g);
  c.stroke();
}

/** @param {Brush} brush @param {Node} node @param {string} text @param {import("./brush.js").Colour} colour */
function figure(brush, { x, y, s }, text, colour) {
  const { c, inks, letters } = brush;
  brush.font(letters, 650);
  const [w, h] = [c.measureText(text).width + 9, letters + 5];
  const middle = s > 60 ? y : y + s / 2 - h / 2 + 3;
  brush.box(x - w / 2, middle - h / 2, w, h, 5);
  c.fillStyle = ink(colour);
  c.fill();
  brush.write(text, x, middle + 0.5, { align: "center", colour: ink(inks.paper), weight: 650 });
}
