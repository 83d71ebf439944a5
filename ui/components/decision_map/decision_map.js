// What a network answers at every place of a plane, as colours, with the samples on it.

import { drawPoints, wipe } from "../kit/canvas.js";
import { CanvasView } from "../kit/canvas_view.js";
import { colours } from "../kit/colours.js";
import { FULL, MISSING, STRONG } from "../kit/constants.js";
import { drawing } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { minus, signed } from "../kit/numbers.js";
import { measured } from "../kit/text.js";
import { css, mix, pixel, rgb } from "../kit/theme.js";
import { between, border, fineness, finer, leads, squeezed, unsqueezed } from "./field.js";

/**
 * @typedef {import("../kit/wire.d.ts").DecisionMap} Frame
 * @typedef {import("../kit/theme.js").Colour} Colour
 * @typedef {ReturnType<typeof tablesOf>} Tables
 */

const LEFT = 30; // pixels beside the plane, and below it
const BELOW = 20;
const UPRIGHT = 16; // more beside it, where a long name stands upright
const STRONGEST = 64; // colour of the field, of 127: samples stand out
const LINE = 2; // pixels of the border
const SMALLEST = 2.6; // radius of a sample
const LARGEST = 6.5;
const ALONE = 6; // of one of few
const FEW = 20;

/** @extends {CanvasView<Frame>} */
class DecisionMap extends CanvasView {
  side = 0; // pixels of the plane
  left = LEFT; // beside it
  /** @type {number[]} pieces of the border, in cells */
  border = [];
  /** @type {Float32Array | undefined} what is painted, and its pixels: used again */
  fine;
  /** @type {ImageData | undefined} */
  image;
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
    const left = (this.left = besideOf(frame, this.theme));
    const side = (this.side = this.square(frame.side, left, BELOW + 4));
    if (side <= 0) return false;
    const anew = this.fit(side + left, side + BELOW + 4);
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
    this.brush.drawImage(canvas, left, 0, side, side);
    return true;
  }

  sketch() {
    const { brush, side } = this;
    this.drawAxes();
    this.drawField();
    brush.save();
    brush.beginPath();
    brush.rect(this.left, 0, side, side);
    brush.clip();
    brush.translate(this.left, 0);
    this.drawSamples(brush);
    brush.restore();
  }

  // Colours are painted finer than they come, from how far each place is from the border: that
  // stays smooth where answers jump from no to yes.
  drawField() {
    const { frame, side, brush, tables } = this;
    const { k, kind, knee } = frame;
    const values = knee ? unsqueezed(frame.arrays[5], knee) : frame.arrays[0];
    const { field, n } = finer(values, frame.n, k, fineness(frame.n), this.fine);
    this.fine = field;
    const { canvas, brush: ink } = this.small;
    if (canvas.width !== n || !this.image) {
      canvas.width = canvas.height = n;
      this.image = ink.createImageData(n, n);
    }
    const { image } = this;
    const pixels = new Uint32Array(image.data.buffer);
    const size = n * n;
    const answers = answersOf(frame);
    const shades =
      (kind === "value" ? [tables.colours.table] : k === 1 ? [tables.one] : tables.many)
        .map((shade) => Uint32Array.from(answers, (q) => shade[q & 255]));
    for (let o = 0; o < size; o++) {
      let [best, value] = [0, field[o]];
      for (let c = 1, p = o + size; c < k; c++, p += size) {
        if (field[p] > value) [best, value] = [c, field[p]];
      }
      const place = knee ? squeezed(value, knee) : Math.round(value);
      pixels[o] = shades[best % shades.length][place & 255];
    }
    ink.putImageData(image, 0, 0);
    this.border = kind === "value" ? [] : borders(values, frame.n, k);
    brush.imageSmoothingEnabled = true;
    brush.save();
    brush.beginPath();
    brush.rect(this.left, 0, side, side);
    brush.clip();
    brush.drawImage(canvas, this.left, 0, side, side);
    this.drawBorder();
    brush.restore();
  }

  drawBorder() {
    const { brush, border, side, left, frame, theme } = this;
    const place = (/** @type {number} */ at) => (border[at] / frame.n) * side;
    brush.beginPath();
    for (let i = 0; i < border.length; i += 4) {
      brush.moveTo(left + place(i), place(i + 1));
      brush.lineTo(left + place(i + 2), place(i + 3));
    }
    brush.strokeStyle = css(theme.paper);
    brush.lineWidth = LINE;
    brush.lineCap = "round";
    brush.stroke();
  }

  /**
   * A sample's colour is its right answer's.
   *
   * @param {number} q
   */
  inkOf(q) {
    const { classes, colours } = this.tables;
    if (this.frame.kind !== "many") return colours.css[q & 255];
    return css(mix(classes[q % classes.length], this.theme.text, 0.3));
  }

  /** @param {import("../kit/brush.d.ts").Brush} brush */
  drawSamples(brush) {
    const { frame, theme, side } = this;
    const { low, high } = frame;
    const [, train, trainInks, held, heldInks] = frame.arrays;
    const size = trainInks.length < FEW ? ALONE : Math.min(LARGEST, Math.max(SMALLEST, side / 105));
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
    const { brush, frame, theme, side, left } = this;
    const [across, up] = frame.axes;
    const font = (brush.font = fontOf(theme));
    brush.fillStyle = theme.soft;
    const name = fitted(across.name, font, 0.4 * side);
    const free = side - measured(name, font).width - 4; // beside the axis's name
    brush.textAlign = "center";
    brush.textBaseline = "top";
    for (const tick of across.ticks) {
      const text = minus(String(tick));
      const at = side * share(tick, across);
      if (at + measured(text, font).width / 2 < free) brush.fillText(text, left + at, side + 5);
    }
    brush.textAlign = "right";
    brush.fillText(name, left + side, side + 5);
    brush.textBaseline = "middle";
    for (const tick of up.ticks) {
      brush.fillText(minus(String(tick)), left - 5, side * (1 - share(tick, up)));
    }
    brush.textBaseline = "top";
    brush.textAlign = "left";
    if (isShort(up.name, font)) return brush.fillText(up.name, 2, 2);
    brush.save();
    brush.translate(0, side / 2);
    brush.rotate(-Math.PI / 2);
    brush.textAlign = "center";
    brush.fillText(fitted(up.name, font, 0.8 * side), 0, 0);
    brush.restore();
  }

  tell() {
    const { frame, pointed, side, left } = this;
    if (!pointed || pointed[0] < left || pointed[1] > side) return this.hideTip();
    const [x, y] = pointed;
    const { n, k, axes, arrays } = frame;
    const [u, v] = [(x - left) / side, y / side];
    const q = Array.from(
      { length: k },
      (_, c) => between(arrays[0], n, c, u * n - 0.5, v * n - 0.5) / FULL,
    );
    const [across, up] = axes.map(({ name, low, high }, i) =>
      `${name} = ${plain(low + (i ? 1 - v : u) * (high - low))}`
    );
    this.showTip(x, y, this.answer(q), `${across}, ${up}`);
  }

  /**
   * What the network answers, in words.
   *
   * @param {number[]} q for each output, of its scale
   */
  answer(q) {
    const { kind, middle, scale, outputs, legend } = this.frame;
    const value = middle + q[0] * scale;
    if (kind === "value") return `${outputs[0]} ≈ ${plain(value)}`;
    if (kind === "one") return `answer ≈ ${minus(value.toFixed(2))}: ${legend[q[0] >= 0 ? 1 : 0]}`;
    const best = q.indexOf(Math.max(...q));
    return `${outputs[best]}: output ≈ ${minus(q[best].toFixed(2))}`;
  }
}

const plain = (/** @type {number} */ v) => signed(v).replace(/^\+/, "");
const fontOf = (/** @type {import("../kit/theme.js").Theme} */ { font }) => `11px ${font}`;

/**
 * Where on an axis a value stands, 0 to 1.
 *
 * @param {number} value
 * @param {import("../kit/wire.d.ts").PlaneAxis} axis
 */
const share = (value, { low, high }) => (value - low) / (high - low);

/**
 * Whether a name finds room in the corner above an axis's numbers.
 *
 * @param {string} name
 * @param {string} font
 */
const isShort = (name, font) => measured(name, font).width <= LEFT - 8;

/**
 * A text, cut off where it is wider than `room`.
 *
 * @param {string} text
 * @param {string} font
 * @param {number} room
 */
function fitted(text, font, room) {
  let cut = text;
  for (let n = text.length - 1; n && measured(cut, font).width > room; n--) {
    cut = `${text.slice(0, n)}…`;
  }
  return cut;
}

/**
 * The room beside the plane: for its numbers, and for a name that stands upright.
 *
 * @param {Frame} frame
 * @param {import("../kit/theme.js").Theme} theme
 */
function besideOf({ axes: [, { name, ticks }] }, theme) {
  const font = fontOf(theme);
  const widest = Math.max(0, ...ticks.map((tick) => measured(minus(String(tick)), font).width));
  return Math.max(LEFT, Math.ceil(widest) + 9) + (isShort(name, font) ? 0 : UPRIGHT);
}

/**
 * How the colours of answers are numbered, -127..127, by the byte that is painted.
 *
 * @param {Frame} frame
 */
function answersOf({ kind, knee, odds, discrete }) {
  const all = Int8Array.from({ length: 256 }, (_, i) => i);
  const far = unsqueezed(all, knee);
  return all.map((q, i) => {
    if (q === MISSING) return q;
    if (discrete && kind !== "value") return kind === "many" || q > 0 ? FULL : -FULL;
    if (!knee) return q;
    // the answer less ½, times 2
    const centred = Math.max(-1, Math.min(1, odds ? Math.tanh(far[i] / 2) : far[i] / 2));
    return Math.round(kind === "many" ? (FULL * (1 + centred)) / 2 : FULL * centred);
  });
}

/**
 * The borders of all classes; of one output, where it is ½.
 *
 * @param {import("./field.js").Values} values
 * @param {number} n
 * @param {number} k
 */
function borders(values, n, k) {
  if (k === 1) return border(values, n);
  const ahead = leads(values, n, k);
  const size = n * n;
  return Array.from({ length: k }, (_, c) => border(ahead.subarray(c * size, (c + 1) * size), n))
    .flat();
}

/**
 * The pixels of all values: of one output, of the largest of many.
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
    many: classes.map((colour) =>
      steps.map((q) => q === MISSING ? weaker(q) : towards(colour, 0.1 + (0.5 * q) / FULL))
    ),
  };
}

/** @param {import("../kit/streamlit.d.ts").Component} component */
export default (component) => mount(DecisionMap, component);
