// The small pictures that data are chosen by.

import { add } from "../kit/dom.js";
import { Brush, ink } from "./brush.js";
import { button } from "./elements.js";

/** @typedef {import("./stage.js").StageView} StageView */

const SIDE = 60; // pixels

/**
 * Put them on the page.
 *
 * @param {StageView} stage
 */
export function buildTiles(stage) {
  const { el, about, inks } = stage;
  if (!inks) return;
  el.data.replaceChildren();
  add(el.data, "div", "eyebrow", "Data");
  const list = add(el.data, "div", "chooser");
  const chosen = about.tiles.some(({ name }) => name === about.data) ? about.data : "all";
  for (const { name, label } of about.tiles) {
    const tile = button(list, "tile", label);
    tile.ariaPressed = String(name === chosen);
    tile.onclick = () => {
      el.root.classList.remove("choosing");
      if (name === "all") stage.request({ open: "gallery" });
      else if (name === "csv") stage.request({ open: "table" });
      else if (name === "points") stage.request({ open: "points" });
      else stage.request({ data: name }, `Data: ${label}`);
    };
    const canvas = add(tile, "canvas");
    add(tile, "span", "", label);
    drawTile(new Brush(canvas, SIDE, SIDE, inks, 14), name, SIDE, SIDE);
  }
}

// Points of each kind of plane, in -1..1, with their class.
/** @type {Record<string, (t: number, i: number) => [number, number, number]>} */
const SCATTER = {
  spiral: (
    t,
    i,
  ) => [
    (0.1 + 0.8 * t) * Math.sin(5.6 * t + (i % 2) * Math.PI),
    (0.1 + 0.8 * t) * Math.cos(5.6 * t + (i % 2) * Math.PI),
    i % 2,
  ],
  circles: (
    t,
    i,
  ) => [(i % 2 ? 0.35 : 0.8) * Math.sin(97 * t), (i % 2 ? 0.35 : 0.8) * Math.cos(97 * t), i % 2],
  quadrants: (
    _t,
    i,
  ) => [
    Math.sin(31 * i) * 0.85,
    Math.sin(57 * i + 1) * 0.85,
    Number(Math.sin(31 * i) * Math.sin(57 * i + 1) < 0),
  ],
};

/** @param {Brush} brush @param {string} name @param {number} w @param {number} h */
function drawTile(brush, name, w, h) {
  const { c, inks } = brush;
  c.save();
  brush.box(0, 0, w, h, 8);
  c.clip();
  c.fillStyle = ink(inks.text, inks.dark ? 0.09 : 0.05);
  c.fillRect(0, 0, w, h);
  const side = Math.min(w, h);
  const [x0, y0] = [(w - side) / 2, (h - side) / 2];
  if (SCATTER[name]) {
    for (let i = 0; i < 46; i++) {
      const [x, y, one] = SCATTER[name](i / 46, i);
      brush.disc(x0 + (side * (x + 1)) / 2, y0 + (side * (1 - y)) / 2, 2.3);
      c.fillStyle = ink(inks.of(one ? 115 : -115));
      c.fill();
    }
  } else if (name === "mnist") {
    brush.write("7", w / 2, h / 2 + 1, {
      align: "center",
      size: 40,
      weight: 650,
      colour: ink(inks.text),
    });
  } else if (name === "even_odd") {
    [..."01101"].forEach((bit, i) =>
      brush.write(bit, 10 + 10 * i, 22, {
        align: "center",
        size: 15,
        weight: 650,
        colour: ink(i === 4 ? inks.of(115) : inks.soft),
      })
    );
    brush.write("odd", w / 2, 42, {
      align: "center",
      size: 15,
      weight: 600,
      colour: ink(inks.text),
    });
  } else if (name === "xor") {
    c.strokeStyle = ink(inks.text, 0.8);
    c.lineWidth = 2.2;
    c.beginPath();
    c.moveTo(18, 17);
    c.lineTo(29, 17);
    c.arc(29, 30, 13, -1.57, 1.57);
    c.lineTo(18, 43);
    c.closePath();
    for (const [x, y, to] of [[8, 24, 18], [8, 36, 18], [42, 30, 52]]) {
      c.moveTo(x, y);
      c.lineTo(to, y);
    }
    c.stroke();
  } else if (name === "points") {
    const dots = [[14, 40, 0], [24, 47, 0], [22, 30, 0], [36, 14, 1], [45, 24, 1]];
    for (const [x, y, one] of dots) {
      brush.disc(x, y, 4);
      c.fillStyle = ink(inks.of(one ? 115 : -115));
      c.fill();
    }
    c.strokeStyle = ink(inks.text, 0.8);
    c.lineWidth = 2.2;
    c.beginPath();
    c.moveTo(45, 38);
    c.lineTo(45, 52);
    c.moveTo(38, 45);
    c.lineTo(52, 45);
    c.stroke();
  } else if (name === "csv") {
    c.strokeStyle = ink(inks.text, 0.55);
    c.lineWidth = 1.6;
    c.strokeRect(12, 14, 36, 32);
    c.beginPath();
    for (const y of [22, 30, 38]) {
      c.moveTo(12, y);
      c.lineTo(48, y);
    }
    for (const x of [24, 36]) {
      c.moveTo(x, 14);
      c.lineTo(x, 46);
    }
    c.stroke();
  } else {
    for (let i = 0; i < 9; i++) {
      brush.box(w / 2 - 16 + (i % 3) * 12, h / 2 - 16 + Math.floor(i / 3) * 12, 8, 8, 2);
      c.fillStyle = ink(inks.soft, 0.75);
      c.fill();
    }
  }
  c.restore();
}
