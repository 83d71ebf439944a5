// What stands for a view in the filmstrip where no small living picture does.

import { ink } from "./brush.js";

/** @typedef {import("./brush.js").Brush} Brush */

/** A number of its own for each place, 0 to 1. @param {number} i @param {number} k */
const scattered = (i, k) => Math.abs(Math.sin(12.9 * i + 78.2 * k)) % 1;

/** @type {Record<string, (brush: Brush, w: number, h: number) => void>} */
const GLYPHS = {
  confusion: ({ c, inks }, w, h) =>
    cells(w, h, 6, 6, (i, k, x, y, q) => {
      c.fillStyle = ink(inks.of(i === k ? 110 : -30 * Number(scattered(i, k) > 0.8)));
      c.fillRect(x, y, q - 1, q - 1);
    }),
  gradients: ({ c, inks }, w, h) =>
    cells(w, h, 5, 10, (i, k, x, y, q) => {
      c.fillStyle = ink(inks.error, 0.08 + 0.8 * scattered(i + 3, k) ** 3);
      c.fillRect(x, y, q - 1, q - 1);
    }),
  health: ({ c, inks }, w, h) =>
    cells(w, h, 3, 6, (i, k, x, y, q) => {
      c.fillStyle = ink(inks.text, 0.1 + 0.45 * Number(scattered(i, k + 5) > 0.8));
      c.beginPath();
      c.roundRect(x + 1, y + 1, q - 4, q - 4, 3);
      c.fill();
    }),
  layers: ({ c, inks }, w, h) => {
    for (const [n, colour] of inks.lines.entries()) {
      c.strokeStyle = ink(colour);
      c.lineWidth = 1.6;
      c.beginPath();
      for (let i = 0; i <= 20; i++) {
        const y = h * (0.3 + 0.2 * n + 0.12 * Math.sin(i * 0.8 + 2 * n) * Math.exp(-i / 14));
        if (i) c.lineTo(w * (0.08 + 0.042 * i), y);
        else c.moveTo(w * 0.08, y);
      }
      c.stroke();
    }
  },
  mistakes: (brush, w, h) =>
    [..."3586"].forEach((digit, i) => {
      const place = [w * (0.22 + 0.19 * i), h * (i % 2 ? 0.6 : 0.42)];
      const colour = ink(brush.inks.text, 0.8);
      brush.write(digit, place[0], place[1], { size: 20, weight: 600, align: "center", colour });
    }),
  pinned: (brush, w, h) =>
    brush.write("7", w / 2, h / 2, {
      size: 30,
      weight: 600,
      align: "center",
      colour: ink(brush.inks.text),
    }),
  receipt: ({ c, inks }, w, h) => {
    for (let i = 0; i < 4; i++) {
      for (const [k, colour] of [inks.forward, inks.error, inks.soft].entries()) {
        c.fillStyle = ink(colour, k === 2 ? 0.5 : 0.85);
        c.fillRect(
          w * (0.14 + 0.28 * k),
          h * (0.16 + 0.19 * i),
          w * 0.22 * scattered(i, k + 2),
          h * 0.1,
        );
      }
    }
  },
  warped: ({ c, inks }, w, h) => {
    c.strokeStyle = ink(inks.text, 0.45);
    c.lineWidth = 1;
    const bent = (/** @type {number} */ u, /** @type {number} */ v) => {
      const x = w / 2 + (u - 0.5) * h * (0.9 + 0.7 * v);
      return [x, h * (0.12 + 0.76 * v) + 7 * Math.sin(4 * u + 2 * v)];
    };
    for (let i = 0; i <= 6; i++) {
      for (const across of [true, false]) {
        c.beginPath();
        for (let k = 0; k <= 12; k++) {
          const [x, y] = across ? bent(k / 12, i / 6) : bent(i / 6, k / 12);
          if (k) c.lineTo(x, y);
          else c.moveTo(x, y);
        }
        c.stroke();
      }
    }
  },
};

/**
 * @param {number} w @param {number} h @param {number} rows @param {number} cols
 * @param {(i: number, k: number, x: number, y: number, q: number) => void} draw
 */
function cells(w, h, rows, cols, draw) {
  const q = Math.min((w * 0.86) / cols, (h * 0.86) / rows);
  const [x0, y0] = [(w - q * cols) / 2, (h - q * rows) / 2];
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < cols; k++) draw(i, k, x0 + k * q, y0 + i * q, q);
  }
}

/** @param {Brush} brush @param {string} name of a view @param {number} w @param {number} h */
export const drawGlyph = (brush, name, w, h) => (GLYPHS[name] ?? GLYPHS.gradients)(brush, w, h);

/**
 * How the weights that are drawn are spread.
 *
 * @param {Brush} brush @param {import("./frames.js").Net} net @param {number} w @param {number} h
 */
export function drawSpread({ c, inks }, net, w, h) {
  const bins = new Array(15).fill(0);
  const most = Math.max(...net.scales) || 1;
  for (const layer of net.w.slice(1)) {
    for (const v of layer) bins[Math.max(0, Math.min(14, Math.round(7 + (7 * v) / most)))] += 1;
  }
  const top = Math.max(...bins);
  for (const [i, count] of bins.entries()) {
    const tall = Math.max(1, (0.8 * h * count) / top);
    c.fillStyle = ink(inks.of((i - 7) * 16));
    c.fillRect(w * (0.12 + 0.052 * i), h * 0.9 - tall, w * 0.04, tall);
  }
}

/**
 * How far each layer's weights have moved from look to look.
 *
 * @param {Brush} brush @param {number[][]} moved by look and layer @param {number} w @param {number} h
 */
export function drawMoves({ c, inks }, moved, w, h) {
  const top = Math.max(1e-9, ...moved.flat());
  for (let l = 0; l < moved[0].length; l++) {
    c.strokeStyle = ink(inks.lines[l % inks.lines.length]);
    c.lineWidth = 1.5;
    c.beginPath();
    for (const [i, shares] of moved.entries()) {
      const x = w * (0.08 + (0.84 * i) / (moved.length - 1));
      const y = h * (0.9 - (0.78 * shares[l]) / top);
      if (i) c.lineTo(x, y);
      else c.moveTo(x, y);
    }
    c.stroke();
  }
}
