// The answer, large: the plane with its border, the bars of classes, or how much each bit counts.

import { FULL, STRONG } from "../kit/constants.js";
import { mix } from "../kit/theme.js";
import { chance, minus } from "../kit/numbers.js";
import { ink } from "./brush.js";
import { acrossOf, classOf, SENT } from "./frames.js";
import { clamp, MOST } from "./layout.js";

/** @typedef {import("./brush.js").Brush} Brush */
/** @typedef {import("./brush.js").Pictures} Pictures */
/** @typedef {import("./frames.js").Net} Net */
/** @typedef {import("../kit/wire.d.ts").DecisionMap} Map */

const PALE = 0.43; // of the colour scale: points stay the darkest thing in the map

/**
 * The colour of a class in a plane with several.
 * @param {number} i @param {import("./brush.js").Inks} inks
 */
const classInk = (i, inks) => {
  /** @type {import("./brush.js").Colour[]} */
  const all = [...inks.lines, [204, 121, 167], [120, 94, 240]];
  return all[i % all.length];
};

/**
 * Draw the map of a plane; return its side in pixels.
 * @param {Brush} brush @param {Pictures} pictures @param {Map} map @param {number} w @param {number} h
 * @param {{ unit?: { maps: Int8Array, n: number }, ring?: { place: number[], colour: import("./brush.js").Colour } }} [also]
 */
export function drawMap(brush, pictures, map, w, h, { unit, ring } = {}) {
  const { c, inks } = brush;
  const side = Math.min(w, h);
  const x0 = w < h ? 0 : w - side > side * 0.3 ? (w - side) / 2 : 0;
  const field = /** @type {Int8Array} */ (map.arrays[0]);
  const n = unit ? unit.n : map.n;
  const values = unit ? unit.maps : field;
  if (unit || map.kind !== "many") {
    brush.picture(pictures.values("large", n, n, values, inks, PALE), x0, 0, side, side, 12);
  } else {
    brush.picture(classes(pictures, map, inks), x0, 0, side, side, 12);
  }
  c.save();
  brush.box(x0, 0, side, side, 12);
  c.clip();
  if (unit || map.kind === "one") {
    c.strokeStyle = ink(inks.paper, 0.95);
    c.lineWidth = 2.2;
    border(c, values, n, x0, side);
  }
  const place = placing(map, x0, side);
  points(brush, map, place, side, map.arrays[1], map.arrays[2]);
  if (ring) {
    const [x, y] = place(ring.place[0], ring.place[1]);
    c.strokeStyle = ink(ring.colour);
    c.lineWidth = 3;
    brush.disc(x, y, side / 105 + 6);
    c.stroke();
  }
  c.restore();
  return side;
}

/** @param {Map} map @param {number} x0 @param {number} side */
const placing = ({ low, high }, x0, side) => (/** @type {number} */ x, /** @type {number} */ y) => [
  x0 + ((x - low) / (high - low)) * side,
  ((high - y) / (high - low)) * side,
];

/** Classes as tints of their colours. @param {Pictures} pictures @param {Map} map @param {import("./brush.js").Inks} inks */
function classes(pictures, { n, k, arrays }, inks) {
  const canvas = pictures.canvas("classes", n, n);
  const c = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const data = c.createImageData(n, n);
  const cells = n * n;
  for (let i = 0; i < cells; i++) {
    let best = 0;
    for (let j = 1; j < k; j++) {
      if (arrays[0][j * cells + i] > arrays[0][best * cells + i]) best = j;
    }
    const sure = clamp(arrays[0][best * cells + i] / FULL, 0, 1);
    data.data.set([...mix(inks.paper, classInk(best, inks), 0.12 + 0.45 * sure), 255], 4 * i);
  }
  c.putImageData(data, 0, 0);
  return canvas;
}

/**
 * Where the answer turns.
 * @param {CanvasRenderingContext2D} c @param {ArrayLike<number>} v @param {number} n @param {number} x0 @param {number} side
 */
function border(c, v, n, x0, side) {
  const q = side / n;
  c.beginPath();
  for (let i = 0; i < n - 1; i++) {
    for (let k = 0; k < n - 1; k++) {
      const [a, b, d, e] = [
        v[i * n + k],
        v[i * n + k + 1],
        v[(i + 1) * n + k],
        v[(i + 1) * n + k + 1],
      ];
      const found = [];
      if (a > 0 !== b > 0) found.push([k + a / (a - b), i]);
      if (b > 0 !== e > 0) found.push([k + 1, i + b / (b - e)]);
      if (d > 0 !== e > 0) found.push([k + d / (d - e), i + 1]);
      if (a > 0 !== d > 0) found.push([k, i + a / (a - d)]);
      for (let m = 0; m + 1 < found.length; m += 2) {
        c.moveTo(x0 + (found[m][0] + 0.5) * q, (found[m][1] + 0.5) * q);
        c.lineTo(x0 + (found[m + 1][0] + 0.5) * q, (found[m + 1][1] + 0.5) * q);
      }
    }
  }
  c.stroke();
}

/** @param {Brush} brush @param {Map} map @param {(x: number, y: number) => number[]} place @param {number} side @param {ArrayLike<number>} places @param {ArrayLike<number>} colours */
function points(brush, map, place, side, places, colours) {
  const { c, inks } = brush;
  const r = colours.length < 20 ? 7 : clamp(side / 105, 2.6, 6.5);
  for (let i = 0; i < colours.length; i++) {
    const [x, y] = place(places[2 * i], places[2 * i + 1]);
    const colour = map.kind === "many"
      ? mix(classInk(colours[i], inks), inks.text, 0.35)
      : inks.of(map.kind === "one" ? Math.sign(colours[i]) * STRONG : colours[i]);
    brush.disc(x, y, r);
    c.fillStyle = ink(colour);
    c.fill();
    c.strokeStyle = ink(inks.paper, 0.85);
    c.lineWidth = 0.9;
    c.stroke();
  }
}

/** What the points' colours mean, as [colour, name]. @param {Map} map @param {import("./brush.js").Inks} inks @returns {[string, string][]} */
export function legend(map, inks) {
  if (map.kind === "many") {
    return map.legend.map((name, i) => [ink(mix(classInk(i, inks), inks.text, 0.35)), name]);
  }
  return map.legend.map((name, i) => [ink(inks.of((2 * i - 1) * STRONG)), name]);
}

/**
 * The outputs as bars, at the heights of their units where those are given.
 * @param {Brush} brush @param {Net} net @param {ArrayLike<number>} a @param {number} w @param {number} h
 * @param {{ at?: number[], wanted?: number }} [how]
 */
export function drawBars(brush, net, a, w, h, { at, wanted } = {}) {
  const { c, inks, letters } = brush;
  const n = a.length;
  const best = classOf(a);
  const names = Math.min(
    0.4 * w,
    at ? 0 : 24 + 7 * Math.max(...net.outputs.map((name) => Math.min(name.length, 16))),
  );
  const room = w - names - letters * 4.4;
  const thick = clamp((h / n) * 0.5, 8, letters > 18 ? 26 : 18);
  for (let j = 0; j < n; j++) {
    const y = at ? at[j] : (h * (j + 0.5)) / n;
    const share = clamp(
      net.activations[net.activations.length - 1] === "tanh" ? (a[j] + 1) / 2 : a[j],
      0,
      1,
    );
    brush.box(names, y - thick / 2, room, thick, thick / 2);
    c.fillStyle = ink(inks.text, inks.dark ? 0.08 : 0.05);
    c.fill();
    if (share >= 0.005) {
      brush.box(names, y - thick / 2, Math.max(thick, room * share), thick, thick / 2);
      c.fillStyle = ink(inks.of(j === best ? FULL : 64), j === best ? 1 : 0.7);
      c.fill();
    }
    const strong = {
      colour: ink(j === best ? inks.text : inks.soft),
      weight: j === best ? 650 : 400,
    };
    if (names) brush.write(net.outputs[j].slice(0, 16), 0, y, strong);
    brush.write(chance(share), w - 2, y, { ...strong, align: "right" });
    if (j === wanted) {
      c.strokeStyle = ink(inks.error);
      c.lineWidth = 2.5;
      brush.box(names - 3, y - thick / 2 - 3, room + 6, thick + 6, thick);
      c.stroke();
    }
  }
}

/**
 * The outputs as a few columns, for a thumbnail.
 * @param {Brush} brush @param {ArrayLike<number>} a @param {number} w @param {number} h
 */
export function drawColumns({ c, inks }, a, w, h) {
  const best = classOf(a);
  const across = Math.min(14, (0.86 * w) / a.length);
  const left = (w - across * a.length) / 2;
  for (let j = 0; j < a.length; j++) {
    const tall = Math.max(2, clamp(a[j], 0, 1) * h * 0.76);
    c.fillStyle = ink(inks.of(j === best ? FULL : 64), j === best ? 1 : 0.6);
    c.fillRect(left + j * across + 1, h * 0.88 - tall, across - 2, tall);
  }
}

/** A row of numbers: what it is, what is answered, and how much each input counts. @param {Brush} brush @param {Net} net @param {number} w @param {number} h */
export function drawRow(brush, net, w, h) {
  const { c, inks, letters } = brush;
  const x = net.a[0];
  const a = net.a[net.a.length - 1];
  const bits = net.inputs.every((name) => name.startsWith("2"));
  const large = letters > 18 ? 64 : w < 380 ? 34 : 50;
  const number = bits
    ? String(Array.from(x).reduce((sum, v) => 2 * sum + v, 0))
    : `Row ${net.sample + 1}`;
  brush.write(number, 2, large * 0.55, {
    size: bits ? large : large * 0.6,
    weight: 650,
    colour: ink(inks.text),
  });
  brush.font(bits ? large : large * 0.6, 650);
  const after = c.measureText(number).width + 16;
  const said = net.regression ? `≈ ${own(net, a[0])}` : `is ${net.classes[classOf(a)]}`;
  brush.write(said, after, large * 0.62, { size: large * 0.44, colour: ink(inks.text) });
  const [top, bottom] = [large + letters * 3.2, h - letters * 2];
  const n = Math.min(net.importance.length, 16);
  const most = Math.max(1e-6, ...net.importance.subarray(0, n));
  const best = net.importance.indexOf(Math.max(...net.importance));
  brush.write(
    bits ? "How much each bit counts" : "How much each input counts",
    2,
    top - letters * 1.4,
    { weight: 600, colour: ink(inks.text) },
  );
  for (let k = 0; k < n; k++) {
    const across = w / n;
    const tall = Math.max(2, (net.importance[k] / most) * (bottom - top - letters * 1.6));
    brush.box(k * across + 3, bottom - tall, across - 6, tall, [5, 5, 0, 0]);
    c.fillStyle = ink(inks.of(k === best ? FULL : 64), k === best ? 1 : 0.6);
    c.fill();
    const name = net.inputs[k] ?? "";
    brush.write(
      name.length > 5 && across < 60 ? `${name.slice(0, 4)}…` : name,
      (k + 0.5) * across,
      bottom + letters,
      {
        align: "center",
        colour: ink(k === best ? inks.text : inks.soft),
        weight: k === best ? 650 : 400,
      },
    );
  }
}

/** A quantity in the data's own units. @param {Net} net @param {number} a */
function own({ middle, spread }, a) {
  const v = middle + spread * a;
  const large = Math.abs(v) >= 1000 && Math.abs(v) < 1e9;
  return minus(large ? Math.round(v).toLocaleString("en-US") : v.toPrecision(3));
}

/** @param {string} digit */
const article = (digit) => `${digit === "8" ? "an" : "a"} ${digit}`;

/**
 * What stands above the answer: title, and a line below it; of the step's sample while one is played.
 * @param {Net} net @param {boolean} map @param {import("./frames.js").Flow} [flow]
 */
export function said(net, map, flow) {
  if (map) return ["The network’s answer at each place", ""];
  const a = (flow ?? net).a[net.a.length - 1];
  const target = flow ? flow.wanted[0] : net.target;
  const label = flow ? classOf(flow.wanted) : net.label;
  if (net.regression) {
    return [`It answers ${own(net, a[0])}`, `wanted is ${own(net, target)}`];
  }
  const name = (/** @type {number} */ i) =>
    net.kind === "picture" ? article(net.classes[i]) : net.classes[i] ?? String(i);
  const found = classOf(a);
  const title = `It ${net.kind === "picture" ? "reads" : "says"} ${name(found)}`;
  if (label === null) return [title, ""];
  return [title, found === label ? "and that is right" : `but it is ${name(label)}`];
}

/**
 * The weights as cells, layer beside layer; of pictures, each unit's as a tile.
 * @param {Brush} brush @param {Pictures} pictures @param {Net} net @param {number} w @param {number} h
 */
export function drawWeights(brush, pictures, net, w, h) {
  if (net.kind === "picture" && net.shape) return tiles(brush, pictures, net, net.shape, w, h);
  const { c, inks } = brush;
  const shown = net.sizes.map((size) => Math.min(size, MOST[net.kind]));
  const L = shown.length - 1;
  const total = shown.slice(0, -1).reduce((sum, size) => sum + size, 0);
  const gap = w > 200 ? 20 : 4;
  const q = Math.min((0.9 * w - gap * (L - 1)) / total, (0.86 * h) / Math.max(...shown.slice(1)));
  let x = (w - q * total - gap * (L - 1)) / 2;
  for (let l = 1; l <= L; l++) {
    const [rows, cols] = [shown[l], shown[l - 1]];
    const across = acrossOf(net, l);
    for (let j = 0; j < rows; j++) {
      for (let k = 0; k < cols; k++) {
        const share = clamp(net.w[l][j * across + k] / (net.scales[l - 1] || 1), -1, 1);
        c.fillStyle = ink(inks.of(Math.round(FULL * share)));
        c.fillRect(x + k * q, (h - rows * q) / 2 + j * q, q - 0.5, q - 0.5);
      }
    }
    x += cols * q + gap;
  }
}

/** @param {Brush} brush @param {Pictures} pictures @param {Net} net @param {number[]} shape @param {number} w @param {number} h */
function tiles(brush, pictures, net, [rows, cols], w, h) {
  const n = Math.min(SENT.picture, net.sizes[1]);
  const across = Math.ceil(Math.sqrt((n * w) / h));
  const q = Math.min(w / across, h / Math.ceil(n / across));
  const left = (w - across * q) / 2;
  for (let j = 0; j < n; j++) {
    const values = net.tiles.subarray(j * rows * cols, (j + 1) * rows * cols);
    const tile = pictures.values(`w${j}`, cols, rows, values, brush.inks);
    const [x, y] = [left + (j % across) * q, Math.floor(j / across) * q];
    brush.picture(tile, x + 1, y + 1, q - 2, q - 2, 3);
  }
}
