// The cost around a run's weights, as contours or as a surface, with the run's path on it.

import { border, fineness, finer } from "../decision_map/field.js";
import { wipe } from "../kit/canvas.js";
import { CanvasView } from "../kit/canvas_view.js";
import { colourOf, colours } from "../kit/colours.js";
import { add, drawing } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { written } from "../kit/numbers.js";
import { page } from "../kit/page.js";
import { measured } from "../kit/text.js";
import { css } from "../kit/theme.js";
import { at, costOf, pieces, seen, shares } from "./relief.js";

/** @typedef {import("../kit/wire.d.ts").LandscapeMap} Frame */
/** @typedef {[x: number, y: number]} Place */

const BESIDE = 20; // pixels beside the plane, and below it
const LINES = 10; // from the lowest cost to the highest
const FURTHEST = -3; // halvings of the part that is shown
const CLOSEST = 8;
const QUARTER = Math.PI / 8; // that a press of a button turns a surface by
const WIDE = 400; // pixels of the view, from which on all else stands beside the picture
const NEAR = 12; // pixels within which a moment of the path is told

/** @extends {CanvasView<Frame>} */
export class Landscape extends CanvasView {
  side = 0; // pixels of the plane
  surface = false; // or contours
  angle = 0.6; // radians of the surface
  /** @type {number | undefined} where it is being turned from */
  held;
  /** @type {Float32Array} the heights as shares */
  shares;
  /** @type {import("../kit/colours.js").Colours} */
  colours;
  /** @type {{ random: boolean, closer: number } | undefined} what was asked for here */
  asked;

  /** @param {string} key */
  constructor(key) {
    super(key, "landscape");
    this.small = drawing();
    this.ways = document.createElement("div");
    this.ways.className = "ways";
    this.root.prepend(this.ways);
    const group = (/** @type {string} */ label) => {
      const made = add(this.ways, "div", "choice");
      made.setAttribute("role", "group");
      made.ariaLabel = label;
      return made;
    };
    this.chosen = group("Directions");
    this.own = button(
      this.chosen,
      "Own path",
      () => this.want({ random: false, closer: 0 }),
    );
    this.random = button(this.chosen, "Random", () => this.want({ random: true, closer: 0 }));
    const shown = group("Picture");
    this.relief = button(shown, "Surface", () => this.raise(!this.surface));
    this.zoom = group("Zoom");
    this.further = button(this.zoom, "−", () => this.closer(-1), "Further away");
    this.nearer = button(this.zoom, "+", () => this.closer(1), "Closer");
    this.turning = group("Turn");
    button(this.turning, "⟲", () => this.rotate(-QUARTER), "Turn to the left");
    button(this.turning, "⟳", () => this.rotate(QUARTER), "Turn to the right");
    const { canvas } = this;
    canvas.addEventListener("pointerdown", (event) => {
      if (!this.surface) return;
      this.held = event.offsetX;
      canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", ({ offsetX }) => {
      if (this.held === undefined) return;
      this.rotate((3 * (this.held - offsetX)) / Math.max(1, this.side));
      this.held = offsetX;
    });
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, () => (this.held = undefined));
    }
  }

  // -- what is chosen on it ----------------------------------------------------------

  get wish() {
    const { random, closer } = this.frame;
    return this.asked ?? { random, closer };
  }

  /** @param {{ random: boolean, closer: number }} wish */
  want(wish) {
    this.asked = wish;
    page.options = { ...page.options, [this.key]: wish };
    page.changed?.();
    this.mark();
  }

  /** @param {number} by */
  closer(by) {
    const { random, closer } = this.wish;
    this.want({ random, closer: Math.max(FURTHEST, Math.min(CLOSEST, closer + by)) });
  }

  /** @param {boolean} surface */
  raise(surface) {
    this.surface = surface;
    this.hideTip();
    this.redraw();
  }

  /** @param {number} by */
  rotate(by) {
    this.angle += by;
    this.redraw();
  }

  redraw() {
    this.draw(this.frame);
    this.mark();
  }

  mark() {
    const { random, closer } = this.wish;
    const pressed = (/** @type {HTMLElement} */ one, /** @type {boolean} */ is) =>
      one.ariaPressed = String(is);
    pressed(this.own, !random);
    pressed(this.random, random);
    pressed(this.relief, this.surface);
    this.chosen.hidden = this.zoom.hidden = !this.frame.choosable;
    this.turning.hidden = !this.surface;
    this.further.disabled = closer <= FURTHEST;
    this.nearer.disabled = closer >= CLOSEST;
    this.root.classList.toggle("turns", this.surface);
  }

  // -- drawing -----------------------------------------------------------------------

  /** @param {Frame} frame */
  draw(frame) {
    if (this.restyled || !this.colours) this.colours = colours(this.theme);
    this.asked ??= /** @type {typeof this.asked} */ (page.options?.[this.key]);
    this.mark();
    this.root.classList.toggle("wide", this.width(this.root) >= WIDE);
    this.side = this.square(frame.most, BESIDE, BESIDE + 4);
    if (this.side <= 0) return false;
    this.fit(this.side + BESIDE, this.side + BESIDE + 4);
    this.shares = shares(frame.arrays[0], frame.low, frame.high);
    wipe(this.paper);
    this.sketch();
    this.explainColours();
    return true;
  }

  explainColours() {
    const { frame, theme } = this;
    /** @type {import("../kit/save_as_file.js").Entry[]} */
    const entries = [];
    if (frame.side) {
      const colour = (/** @type {number} */ share) => this.colours.css[ink(share)];
      entries.push({ colour: colour(0), kind: "square", text: `cost ${written(frame.low)}` });
      entries.push({ colour: colour(1), kind: "square", text: written(frame.high) });
    }
    const last = frame.arrays[2].at(-1) ?? 0;
    const text = frame.steps < last ? `step ${frame.steps.toLocaleString("en")}` : "now";
    entries.push({ colour: css(theme.text), kind: "line", text: "path" });
    entries.push({ colour: theme.primary, kind: "ring", text });
    this.explain(entries);
  }

  sketch() {
    const { brush, side } = this;
    brush.save();
    brush.beginPath();
    brush.rect(BESIDE, 0, side, side);
    brush.clip();
    if (this.frame.side && this.surface) this.drawSurface();
    else if (this.frame.side) this.drawContours();
    this.drawPath();
    brush.restore();
    this.drawAxes();
  }

  drawContours() {
    const { brush, side, frame, shares } = this;
    const n = frame.side;
    const down = flipped(shares, n);
    const fine = finer(down, n, 1, fineness(n));
    const { canvas, brush: paint } = this.small;
    canvas.width = canvas.height = fine.n;
    const image = paint.createImageData(fine.n, fine.n);
    const pixels = new Uint32Array(image.data.buffer);
    for (let o = 0; o < pixels.length; o++) pixels[o] = this.colours.table[ink(fine.field[o])];
    paint.putImageData(image, 0, 0);
    const cell = side / (n - 1); // places stand on the plane's edges, cells half beyond them
    brush.imageSmoothingEnabled = true;
    brush.drawImage(canvas, BESIDE - cell / 2, -cell / 2, n * cell, n * cell);
    brush.beginPath();
    for (let line = 1; line < LINES; line++) {
      const level = line / LINES;
      const found = border(down.map((v) => v - level), n);
      for (let i = 0; i < found.length; i += 4) {
        brush.moveTo(BESIDE + (found[i] - 0.5) * cell, (found[i + 1] - 0.5) * cell);
        brush.lineTo(BESIDE + (found[i + 2] - 0.5) * cell, (found[i + 3] - 0.5) * cell);
      }
    }
    brush.globalAlpha = 0.35;
    brush.strokeStyle = css(this.theme.text);
    brush.lineWidth = 1;
    brush.stroke();
    brush.globalAlpha = 1;
  }

  drawSurface() {
    const { brush, side, frame } = this;
    brush.lineWidth = 0.6;
    brush.lineJoin = "round";
    for (const { corners, height } of pieces(this.shares, frame.side, this.angle)) {
      brush.beginPath();
      corners.forEach(([x, y], i) => {
        const place = [BESIDE + side * (0.5 + x), side * (0.5 + y)];
        if (i) brush.lineTo(place[0], place[1]);
        else brush.moveTo(place[0], place[1]);
      });
      brush.fillStyle = this.colours.css[ink(height)];
      brush.fill();
      brush.globalAlpha = 0.3;
      brush.strokeStyle = css(this.theme.text);
      brush.stroke();
      brush.globalAlpha = 1;
    }
  }

  /**
   * Where a place of the plane is drawn.
   *
   * @param {number} x
   * @param {number} y
   * @returns {Place}
   */
  placed(x, y) {
    const { side, frame } = this;
    const [left, right, bottom, top] = frame.bounds;
    const [u, v] = [(x - left) / (right - left), (y - bottom) / (top - bottom)];
    if (!this.surface || !frame.side) return [BESIDE + u * side, (1 - v) * side];
    const height = at(this.shares, frame.side, u, v);
    const [across, down] = seen(u, v, Number.isNaN(height) ? 1 : height, this.angle);
    return [BESIDE + side * (0.5 + across), side * (0.5 + down)];
  }

  /** @returns {Place[]} */
  get way() {
    const path = this.frame.arrays[1];
    return Array.from(
      { length: path.length / 3 },
      (_, i) => this.placed(path[3 * i], path[3 * i + 1]),
    );
  }

  drawPath() {
    const { brush, frame, theme, way } = this;
    const moments = frame.arrays[2];
    const here = this.placed(frame.here[0], frame.here[1]);
    const before = way.filter((_, i) => moments[i] < frame.steps);
    const after = way.filter((_, i) => moments[i] > frame.steps);
    brush.lineCap = brush.lineJoin = "round";
    const line = (/** @type {Place[]} */ places, /** @type {number} */ alpha) => {
      for (
        const [colour, width] of /** @type {[string, number][]} */ ([
          [css(theme.paper), 5],
          [css(theme.text), 2],
        ])
      ) {
        brush.beginPath();
        places.forEach(([x, y], i) => i ? brush.lineTo(x, y) : brush.moveTo(x, y));
        brush.globalAlpha = alpha;
        brush.strokeStyle = colour;
        brush.lineWidth = width;
        brush.stroke();
      }
      brush.globalAlpha = 1;
    };
    if (after.length) line([here, ...after], 0.45);
    line([...before, here], 1);
    if (way.length) this.disc(way[0], 3.5, css(theme.text));
    this.disc(here, 6, theme.primary);
  }

  /** @param {Place} place @param {number} size @param {string} colour */
  disc([x, y], size, colour) {
    const { brush, theme } = this;
    brush.beginPath();
    brush.arc(x, y, size, 0, 2 * Math.PI);
    brush.fillStyle = colour;
    brush.fill();
    brush.lineWidth = 2;
    brush.strokeStyle = css(theme.paper);
    brush.stroke();
  }

  drawAxes() {
    const { brush, frame, theme, side } = this;
    brush.strokeStyle = theme.line;
    brush.lineWidth = 1;
    brush.strokeRect(BESIDE, 0, side, side);
    if (this.surface && frame.side) return;
    const font = (brush.font = `11px ${theme.font}`);
    brush.fillStyle = theme.soft;
    const [left, right, bottom, top] = frame.bounds.map(written);
    const [across, up] = frame.axes;
    brush.textBaseline = "top";
    brush.textAlign = "left";
    brush.fillText(left, BESIDE, side + 5);
    brush.textAlign = "right";
    brush.fillText(right, BESIDE + side, side + 5);
    brush.textAlign = "center";
    const room = side - 2 * Math.max(measured(left, font).width, measured(right, font).width) - 12;
    if (measured(across, font).width < room) brush.fillText(across, BESIDE + side / 2, side + 5);
    brush.save();
    brush.translate(4, side / 2);
    brush.rotate(-Math.PI / 2);
    if (measured(up, font).width < side - 90) brush.fillText(up, 0, 0);
    brush.textAlign = "left";
    brush.fillText(bottom, -side / 2, 0);
    brush.textAlign = "right";
    brush.fillText(top, side / 2, 0);
    brush.restore();
  }

  // -- what is read off it -----------------------------------------------------------

  tell() {
    const { frame, pointed, side } = this;
    if (!pointed || this.held !== undefined) return this.hideTip();
    const [x, y] = pointed;
    if (x < BESIDE || y > side || x > BESIDE + side || y < 0) return this.hideTip();
    const near = this.nearest(x, y);
    if (near !== undefined) {
      const [step, off] = [frame.arrays[2][near], frame.arrays[1][3 * near + 2]];
      const far = `${written(off)} off this plane`;
      return this.showTip(x, y, `after ${step.toLocaleString("en")} steps`, far);
    }
    if (this.surface || !frame.side) return this.hideTip();
    const [u, v] = [(x - BESIDE) / side, 1 - y / side];
    const share = at(this.shares, frame.side, u, v);
    const cost = costOf(share, frame.low, frame.high);
    const [left, right, bottom, top] = frame.bounds;
    const place = [left + u * (right - left), bottom + v * (top - bottom)].map(written);
    this.showTip(x, y, `cost ≈ ${written(cost)}`, `at ${place.join(", ")}`);
  }

  /** @param {number} x @param {number} y */
  nearest(x, y) {
    const far = this.way.map(([a, b]) => Math.hypot(a - x, b - y));
    const best = far.indexOf(Math.min(...far));
    return far[best] < NEAR ? best : undefined;
  }
}

/**
 * @param {HTMLElement} parent
 * @param {string} text
 * @param {() => void} press
 * @param {string} [label]
 */
function button(parent, text, press, label) {
  const made = add(parent, "button", "", text);
  made.type = "button";
  if (label) made.ariaLabel = made.title = label;
  made.onclick = press;
  return made;
}

/**
 * The colour's number of a share: low costs are blue, high ones orange.
 *
 * @param {number} share
 */
const ink = (share) => colourOf(1 - 2 * share);

/**
 * Rows that go up as rows that go down.
 *
 * @param {Float32Array} values
 * @param {number} side
 */
function flipped(values, side) {
  const found = new Float32Array(values.length);
  for (let i = 0; i < side; i++) {
    found.set(values.subarray(i * side, (i + 1) * side), (side - 1 - i) * side);
  }
  return found;
}

/** @param {import("../kit/streamlit.d.ts").Component} component */
export default (component) => mount(Landscape, component);
