// What a network answers at every place of a plane, as colours, with the samples on it.

import { drawPoints, wipe } from "../kit/canvas.js";
import { CanvasView } from "../kit/canvas_view.js";
import { colours } from "../kit/colours.js";
import { FULL, MISSING, STRONG } from "../kit/constants.js";
import { drawing } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { minus, signed } from "../kit/numbers.js";
import { css, mix, pixel, rgb } from "../kit/theme.js";
import { between, finer } from "./field.js";

/**
 * @typedef {import("../kit/wire.d.ts").DecisionMap} Frame
 * @typedef {import("../kit/theme.js").Colour} Colour
 * @typedef {ReturnType<typeof tablesOf>} Tables
 */

const LEFT = 30; // pixels beside the plane, and below it
const BELOW = 20;
const STRONGEST = 64; // colour of the field, of 127: samples stand out

/** @extends {CanvasView<Frame>} */
class DecisionMap extends CanvasView {
  side = 0; // pixels of the plane
  /** @type {Tables} */
  tables;

  /** @param {string} key */
  constructor(key) {
    super(key, "decision-map");
    this.small = drawing();
    this.still = drawing(); // the points: they stay while the field changes
  }

  /** @param {Frame} frame */
  draw(frame) {
    if (this.restyled) this.tables = tablesOf(this.theme);
    const side = (this.side = this.square(frame.side, LEFT, BELOW + 4));
    if (side <= 0) return false;
    const anew = this.fit(side + LEFT, side + BELOW + 4);
    const { canvas, brush } = this.still;
    if (anew || frame.points !== this.placed) {
      this.placed = frame.points;
      canvas.width = canvas.height = Math.round(side * this.ratio);
      brush.scale(this.ratio, this.ratio);
      this.drawSamples(brush);
      wipe(this.paper);
      this.drawAxes();
    }
    this.drawField();
    this.brush.drawImage(canvas, LEFT, 0, side, side);
    return true;
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
    this.drawSamples(brush);
    brush.restore();
  }

  drawField() {
    const { frame, side, brush } = this;
    const { k, kind } = frame;
    const sharp = frame.discrete && kind !== "value";
    const { field, n } = sharp
      ? finer(frame.arrays[0], frame.n, k)
      : { field: frame.arrays[0], n: frame.n };
    const { canvas, brush: ink } = this.small;
    if (canvas.width !== n) canvas.width = canvas.height = n;
    const image = ink.createImageData(n, n);
    const pixels = new Uint32Array(image.data.buffer);
    const size = n * n;
    const { sides, many, manySides } = this.tables;
    const one = kind === "value" ? this.tables.colours.table : this.tables.one;
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
    brush.imageSmoothingEnabled = true;
    brush.save();
    brush.beginPath();
    brush.rect(LEFT, 0, side, side);
    brush.clip();
    brush.drawImage(canvas, LEFT, 0, side, side);
    brush.restore();
  }

  /**
   * A sample's colour is its right answer's.
   *
   * @param {number} q
   */
  inkOf(q) {
    const { classes, colours } = this.tables;
    if (this.frame.kind !== "many") return colours.css[q & 255];
    return css(mix(classes[q % classes.length], this.theme.text, 0.1));
  }

  /** @param {import("../kit/brush.d.ts").Brush} brush */
  drawSamples(brush) {
    const { frame, theme, side } = this;
    const { low, high } = frame;
    const [, train, trainInks, held, heldInks] = frame.arrays;
    const size = trainInks.length < 20 ? 6 : side < 240 ? 2.5 : 3.5;
    const scale = side / (high - low);
    const placed = (/** @type {typeof train} */ places) =>
      places.map((v, i) => (i % 2 ? high - v : v - low) * scale);
    const inks = (/** @type {typeof train} */ all) => Array.from(all, (q) => this.inkOf(q));
    const rim = css(theme.paper);
    drawPoints(brush, placed(train), inks(trainInks), { rim, size });
    drawPoints(brush, placed(held), inks(heldInks), { rim, ring: true, size });
    const of = (/** @type {number} */ i) =>
      this.inkOf(frame.kind === "many" ? i : i ? STRONG : -STRONG);
    /** @type {import("../kit/save_as_file.js").Entry[]} */
    const entries = frame.legend.map((text, i) => ({ colour: of(i), kind: "square", text }));
    entries.push({ colour: theme.soft, kind: "disc", text: "training" });
    if (heldInks.length) entries.push({ colour: theme.soft, kind: "ring", text: "validation" });
    this.explain(entries);
  }

  drawAxes() {
    const { brush, frame, theme, side } = this;
    const { low, high } = frame;
    brush.font = `11px ${theme.font}`;
    brush.fillStyle = theme.soft;
    for (const tick of frame.ticks) {
      const at = ((tick - low) / (high - low)) * side;
      const text = minus(String(tick));
      brush.textAlign = "right";
      brush.textBaseline = "middle";
      brush.fillText(text, LEFT - 5, side - at);
      brush.textAlign = "center";
      brush.textBaseline = "top";
      brush.fillText(text, LEFT + at, side + 5);
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
    if (!pointed || pointed[0] < LEFT || pointed[1] > side) return this.hideTip();
    const [x, y] = pointed;
    const { n, k, low, high, names, arrays } = frame;
    const [u, v] = [(x - LEFT) / side, y / side];
    const q = Array.from(
      { length: k },
      (_, c) => between(arrays[0], n, c, u * n - 0.5, v * n - 0.5) / FULL,
    );
    const [across, up] = [signed(low + u * (high - low)), signed(high - v * (high - low))];
    this.showTip(x, y, this.answer(q), `${names[0]} = ${across}, ${names[1]} = ${up}`);
  }

  /**
   * What the network answers, in words.
   *
   * @param {number[]} q for each output, of its scale
   */
  answer(q) {
    const { kind, scale, outputs, legend } = this.frame;
    if (kind === "value") return `${outputs[0]} ≈ ${signed(q[0] * scale)}`;
    if (kind === "one") {
      return `answer ≈ ${(q[0] * scale + 0.5).toFixed(2)}: ${legend[q[0] >= 0 ? 1 : 0]}`;
    }
    const best = q.indexOf(Math.max(...q));
    return `${outputs[best]}: output ≈ ${q[best].toFixed(2)}`;
  }
}

/**
 * The pixels of all values: of one output, of the largest of many; and, where borders are sharp, of
 * the sides.
 *
 * @param {import("../kit/theme.js").Theme} theme
 */
function tablesOf(theme) {
  const shades = colours(theme);
  const classes = theme.palette.map(rgb);
  const weaker = (/** @type {number} */ q) =>
    pixel(shades.of(q === MISSING ? q : Math.round((q * STRONGEST) / FULL)));
  const towards = (/** @type {Colour} */ colour, /** @type {number} */ share) =>
    pixel(mix(theme.paper, colour, share));
  const steps = Array.from({ length: 256 }, (_, q) => (q < 128 ? q : q - 256));
  return {
    colours: shades,
    classes,
    one: steps.map(weaker),
    sides: [weaker(-FULL), weaker(FULL)],
    many: classes.map((colour) =>
      steps.slice(0, 128).map((q) => towards(colour, 0.1 + (0.6 * q) / FULL))
    ),
    manySides: classes.map((colour) => towards(colour, 0.65)),
  };
}

/** @param {import("../kit/streamlit.d.ts").Component} component */
export default (component) => mount(DecisionMap, component);
