// What a network answers at every place of a plane, as colours, with the samples on it. See
// decision_map.py.

import { FULL, MISSING, STRONG } from "../kit/constants.js";
import { drawPoints, Picture } from "../kit/canvas_view.js";
import { colours } from "../kit/colours.js";
import { minus, signed } from "../kit/numbers.js";
import { mount } from "../kit/mount.js";
import { wipe } from "../kit/save_as_file.js";
import { css, mix, rgb } from "../kit/theme.js";

const LEFT = 30;
const BELOW = 20;
const FINER = 3; // as many cells for each of the field's, along a side, where borders are sharp
const STRONGEST = 64; // colour of the field, of 127: samples stand out
const views = new WeakMap();

class DecisionMap extends Picture {
  /** @type {import("../kit/wire.d.ts").DecisionMap} */
  frame = undefined;

  constructor(key) {
    super(key, "decision-map");
    this.small = document.createElement("canvas");
    this.still = document.createElement("canvas"); // the points: they stay while the field changes
  }

  /** @param {import("../kit/wire.d.ts").DecisionMap} frame */
  draw(frame) {
    if (this.restyled) {
      this.colours = colours(this.theme);
      this.classes = this.theme.palette.map(rgb);
      const { of } = this.colours;
      const packed = ([r, g, b]) => ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
      const weaker = (q) => packed(of(q === MISSING ? q : Math.round((q * STRONGEST) / FULL)));
      const steps = Array.from({ length: 256 }, (_, q) => (q < 128 ? q : q - 256));
      const towards = (colour, share) => packed(mix(this.theme.paper, colour, share));
      this.tables = {
        one: steps.map(weaker),
        sides: [weaker(-FULL), weaker(FULL)],
        many: this.classes.map((colour) =>
          steps.slice(0, 128).map((q) => towards(colour, 0.1 + (0.6 * q) / FULL))
        ),
        manySides: this.classes.map((colour) => towards(colour, 0.65)),
      };
    }
    const side = (this.side = this.square(frame.side, LEFT, BELOW + 4));
    if (side <= 0) return false;
    const anew = this.fit(side + LEFT, side + BELOW + 4);
    if (anew || frame.points !== this.placed) {
      this.placed = frame.points;
      const { brush, still, ratio } = this;
      still.width = still.height = Math.round(side * ratio);
      const points = still.getContext("2d");
      points.scale(ratio, ratio);
      this.drawPoints(points);
      wipe(brush);
      this.drawAxes();
    }
    this.drawField();
    this.brush.drawImage(this.still, LEFT, 0, side, side);
  }

  sketch() {
    const { brush, side } = this;
    this.drawAxes();
    this.drawField();
    brush.save();
    brush.beginPath();
    brush.rect(LEFT, 0, side, side);
    brush.clip();
    brush.translate(LEFT, 0);
    this.drawPoints(brush);
    brush.restore();
  }

  // The field's value at fractions of a cell, output by output, between the middles of four cells.
  at(k, x, y) {
    const { n, arrays } = this.frame;
    const inside = (v) => Math.max(0, Math.min(n - 1, v));
    const [j, i] = [Math.min(n - 2, Math.floor(inside(x))), Math.min(n - 2, Math.floor(inside(y)))];
    const [u, v] = [inside(x) - j, inside(y) - i];
    const o = k * n * n + i * n + j;
    const f = arrays[0];
    return (1 - v) * ((1 - u) * f[o] + u * f[o + 1]) + v * ((1 - u) * f[o + n] + u * f[o + n + 1]);
  }

  drawField() {
    const { frame, small, side } = this;
    const { n, k, kind } = frame;
    const sharp = frame.discrete && kind !== "value";
    const field = sharp ? finer(frame.arrays[0], n, k) : frame.arrays[0];
    const cells = sharp ? n * FINER : n;
    if (small.width !== cells) small.width = small.height = cells;
    const ink = small.getContext("2d");
    const image = ink.createImageData(cells, cells);
    const pixels = new Uint32Array(image.data.buffer);
    const size = cells * cells;
    const { sides, many, manySides } = this.tables;
    const one = kind === "value" ? this.colours.table : this.tables.one;
    if (k === 1) {
      for (let o = 0; o < size; o++) {
        pixels[o] = sharp ? sides[field[o] < 0 ? 0 : 1] : one[field[o] & 255];
      }
    } else {
      for (let o = 0; o < size; o++) {
        let best = 0;
        for (let c = 1; c < k; c++) if (field[c * size + o] > field[best * size + o]) best = c;
        pixels[o] = sharp
          ? manySides[best % many.length]
          : many[best % many.length][Math.max(0, field[best * size + o])];
      }
    }
    ink.putImageData(image, 0, 0);
    const { brush } = this;
    brush.imageSmoothingEnabled = true;
    brush.save();
    brush.beginPath();
    brush.rect(LEFT, 0, side, side);
    brush.clip();
    brush.drawImage(small, LEFT, 0, side, side);
    brush.restore();
  }

  // A sample's colour is its right answer's.
  inkOf(q) {
    if (this.frame.kind === "many") {
      return css(mix(this.classes[q % this.classes.length], this.theme.text, 0.1));
    }
    return this.colours.css[q & 255];
  }

  drawPoints(brush) {
    const { frame, theme, side } = this;
    const [, train, trainInks, held, heldInks] = frame.arrays;
    const size = trainInks.length < 20 ? 6 : side < 240 ? 2.5 : 3.5;
    const placed = (places) =>
      places.map((v, i) =>
        (i % 2 ? frame.high - v : v - frame.low) * (side / (frame.high - frame.low))
      );
    const rim = css(theme.paper);
    drawPoints(brush, placed(train), Array.from(trainInks, (q) => this.inkOf(q)), { rim, size });
    drawPoints(brush, placed(held), Array.from(heldInks, (q) => this.inkOf(q)), {
      rim,
      ring: true,
      size,
    });
    const strong = frame.kind === "many" ? undefined : [this.inkOf(-STRONG), this.inkOf(STRONG)];
    const of = (i) => (strong ? strong[i] : this.inkOf(i));
    const grey = theme.soft;
    const shapes = [[grey, "disc", "training"]];
    if (heldInks.length) shapes.push([grey, "ring", "validation"]);
    this.explain([...frame.legend.map((text, i) => [of(i), "square", text]), ...shapes]);
  }

  drawAxes() {
    const { brush, frame, theme, side } = this;
    const { low, high } = frame;
    brush.font = `11px ${theme.font}`;
    brush.fillStyle = theme.soft;
    const at = (v) => ((v - low) / (high - low)) * side;
    for (const tick of frame.ticks) {
      const text = minus(String(tick));
      brush.textAlign = "right";
      brush.textBaseline = "middle";
      brush.fillText(text, LEFT - 5, side - at(tick));
      brush.textAlign = "center";
      brush.textBaseline = "top";
      brush.fillText(text, LEFT + at(tick), side + 5);
    }
    const [across, up] = frame.names;
    brush.textAlign = "right";
    brush.fillText(across, LEFT + side, side + 5, 0.4 * side);
    brush.textBaseline = "top";
    brush.textAlign = "left";
    brush.fillText(up, 2, 2, LEFT - 5);
  }

  tell() {
    const { frame, pointed, side } = this;
    const [x, y] = pointed ?? [];
    if (!pointed || x < LEFT || y > side) return super.tell();
    const { n, k, low, high, names, kind, scale, outputs } = frame;
    const [u, v] = [(x - LEFT) / side, y / side];
    const q = Array.from({ length: k }, (_, c) => this.at(c, u * n - 0.5, v * n - 0.5) / FULL);
    const [across, up] = [signed(low + u * (high - low)), signed(high - v * (high - low))];
    const where = `${names[0]} = ${across}, ${names[1]} = ${up}`;
    let text;
    if (kind === "value") text = `${outputs[0]} ≈ ${signed(q[0] * scale)}`;
    else if (kind === "one") {
      text = `answer ≈ ${(q[0] * scale + 0.5).toFixed(2)}: ${frame.legend[q[0] >= 0 ? 1 : 0]}`;
    } else {
      const best = q.indexOf(Math.max(...q));
      text = `${outputs[best]}: output ≈ ${q[best].toFixed(2)}`;
    }
    return super.tell(x, y, text, where);
  }
}

// Values between those of the field, FINER times as many along a side.
function finer(field, n, k) {
  const cells = n * FINER;
  const found = new Float32Array(k * cells * cells);
  const inside = (i) => Math.max(0, Math.min(n - 1, (i + 0.5) / FINER - 0.5));
  const at = Array.from({ length: cells }, (_, i) => inside(i));
  const low = at.map((v) => Math.min(n - 2, Math.floor(v)));
  for (let c = 0, o = 0; c < k; c++) {
    for (let i = 0; i < cells; i++) {
      const v = at[i] - low[i];
      const row = c * n * n + low[i] * n;
      for (let j = 0; j < cells; j++, o++) {
        const p = row + low[j];
        const u = at[j] - low[j];
        found[o] = (1 - v) * ((1 - u) * field[p] + u * field[p + 1]) +
          v * ((1 - u) * field[p + n] + u * field[p + n + 1]);
      }
    }
  }
  return found;
}

export default (component) => mount(views, DecisionMap, component);
