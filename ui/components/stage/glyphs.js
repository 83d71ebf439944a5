// Small pictures of views that are not open.

import { ink } from "./brush.js";

/** @typedef {import("./brush.js").Brush} Brush */
/** @typedef {import("./frames.js").Small} Small */

/**
 * Cells of one size in the middle of a picture, so that they fill it.
 *
 * @param {Small} small @param {number} w @param {number} h
 * @param {(value: number, x: number, y: number, q: number) => void} draw
 */
function cells({ rows, columns, values }, w, h, draw) {
  const q = Math.min((0.92 * w) / columns, (0.86 * h) / rows, h / 3);
  const [x0, y0] = [(w - q * columns) / 2, (h - q * rows) / 2];
  for (const [i, value] of values.entries()) {
    draw(value, x0 + (i % columns) * q, y0 + Math.floor(i / columns) * q, q);
  }
}

/** @type {Record<string, (brush: Brush, small: Small, w: number, h: number) => void>} */
const DRAWN = {
  signed: ({ c, inks }, small, w, h) =>
    cells(small, w, h, (value, x, y, q) => {
      c.fillStyle = ink(inks.of(value));
      c.fillRect(x, y, q - 0.5, q - 0.5);
    }),
  ink: ({ c, inks }, small, w, h) =>
    cells(small, w, h, (value, x, y, q) => {
      c.fillStyle = ink(inks.text, Math.max(0, value) / 127);
      c.fillRect(x, y, q, q);
    }),
  bars: ({ c, inks }, { rows, columns, values }, w, h) => {
    const colours = columns === 3 ? [inks.forward, inks.error, inks.text] : [inks.text];
    const [wide, high] = [(0.84 * w) / columns, (0.84 * h) / rows];
    for (const [i, value] of values.entries()) {
      const column = i % columns;
      c.fillStyle = ink(colours[column], 0.85);
      c.fillRect(
        0.08 * w + column * wide,
        0.08 * h + Math.floor(i / columns) * high,
        Math.max(1, (0.86 * wide * Math.max(0, value)) / 127),
        0.7 * high,
      );
    }
  },
  lines: ({ c, inks }, { rows, columns, values }, w, h) => {
    c.strokeStyle = ink(inks.text, 0.5);
    c.lineWidth = 1;
    const side = 0.42 * h;
    for (let line = 0; line < rows; line++) {
      c.beginPath();
      for (let i = 0; i < columns; i += 2) {
        const x = w / 2 + (side * values[line * columns + i]) / 127;
        const y = h / 2 - (side * values[line * columns + i + 1]) / 127;
        if (i) c.lineTo(x, y);
        else c.moveTo(x, y);
      }
      c.stroke();
    }
  },
};

/**
 * What a view shows now; a dash where it has nothing to show yet.
 *
 * @param {Brush} brush @param {Small | undefined} small @param {number} w @param {number} h
 */
export function drawSmall(brush, small, w, h) {
  if (small) return DRAWN[small.kind](brush, small, w, h);
  const { c, inks } = brush;
  c.fillStyle = ink(inks.soft, 0.6);
  c.fillRect(w / 2 - 7, h / 2 - 1, 14, 2);
}

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
