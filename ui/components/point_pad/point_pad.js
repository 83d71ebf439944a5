// A square to put points into: what is set is shown at once, and told when a stroke has ended.

import { wipe } from "../kit/canvas.js";
import { colours } from "../kit/colours.js";
import { STRONG } from "../kit/constants.js";
import { add, drawing, set } from "../kit/dom.js";
import { readTheme } from "../kit/theme.js";
import { apart, CLASSES, counted, erased, placed, read, write } from "./points.js";

/**
 * @typedef {import("../kit/wire.d.ts").PointPad} Data
 * @typedef {import("../kit/streamlit.d.ts").Component<[Data]>} Component
 * @typedef {import("./points.js").Point} Point
 */

const SIDE = 300; // of the square, in units of its drawing
const DOT = 6;
const STEP = 0.1; // that an arrow key goes
const ERASER = -1; // in place of a class
const HINT = "Click or draw. By keys: arrows move, Space sets a point, 1 to 5 choose the class, " +
  "0 the eraser, Ctrl+Z takes back.";
/** @type {Record<string, [x: number, y: number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** @type {WeakMap<ShadowRoot, PointPad>} */
const mounted = new WeakMap();

class PointPad {
  /** @type {Component} */
  component;
  /** @type {number | undefined} of the points that came last */
  stamp;
  most = 0;
  /** @type {Point[]} */
  points = [];
  /** @type {Point[][]} what there was before each deed */
  before = [];
  chosen = 0; // class, or the eraser
  /** @type {Point[] | undefined} what there was before the stroke that is drawn now */
  stroke;
  /** @type {Point | undefined} that the stroke left last */
  last;
  /** @type {{ x: number, y: number } | undefined} where the keys are */
  cursor;
  /** @type {import("../kit/theme.js").Theme | undefined} */
  theme;
  /** @type {string[]} the colours of two classes */
  poles = [];
  full = false; // whether there was no room for a point

  /** @param {ShadowRoot} parent */
  constructor(parent) {
    this.root = add(parent, "div", "point-pad");
    const tools = add(this.root, "div", "tools");
    const classes = add(tools, "div", "classes");
    classes.setAttribute("role", "group");
    classes.ariaLabel = "What the pointer sets";
    this.chips = [...CLASSES].map((name, c) => this.button(classes, name, () => this.choose(c)));
    this.chips.forEach((chip, c) => {
      chip.ariaLabel = `Class ${CLASSES[c]}`;
      chip.prepend(add(chip, "i"));
    });
    this.eraser = this.button(classes, "Erase", () => this.choose(ERASER));
    const { canvas, brush } = drawing(add(this.root, "canvas"));
    this.canvas = canvas;
    this.brush = brush;
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "application");
    const foot = add(this.root, "div", "tools");
    this.undone = this.button(foot, "Undo", () => this.undo());
    this.cleared = this.button(foot, "Clear", () => this.clear());
    this.words = add(foot, "span", "words");
    this.words.setAttribute("role", "status");
    const hint = add(this.root, "div", "hint", HINT);
    hint.id = "hint";
    canvas.setAttribute("aria-describedby", hint.id);

    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      this.cursor = undefined;
      this.begin();
      this.mark(...this.at(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!this.stroke) return;
      const all = event.getCoalescedEvents?.() ?? [];
      for (const one of all.length ? all : [event]) this.mark(...this.at(one));
    });
    for (const end of ["pointerup", "pointercancel"]) {
      canvas.addEventListener(end, () => this.end());
    }
    canvas.addEventListener("keydown", (event) => this.key(event));
    canvas.addEventListener("blur", () => {
      this.cursor = undefined;
      this.paint();
    });
    new ResizeObserver(() => this.paint()).observe(canvas);
  }

  /**
   * @param {HTMLElement} box
   * @param {string} text
   * @param {() => void} press
   */
  button(box, text, press) {
    const button = add(box, "button", "", text);
    button.type = "button";
    button.addEventListener("click", press);
    return button;
  }

  /** @param {Component} component */
  update(component) {
    this.component = component;
    const [{ text, stamp, most }] = component.data;
    this.most = most;
    if (stamp !== this.stamp) {
      if (this.stamp !== undefined) this.before.push(this.points);
      this.stamp = stamp;
      this.points = read(text);
      this.stroke = undefined;
    }
    this.show();
  }

  /**
   * Where the pointer is, in the square's own units.
   *
   * @param {PointerEvent} event
   * @returns {[x: number, y: number]}
   */
  at({ clientX, clientY }) {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    return [placed((2 * (clientX - left)) / width - 1), placed(1 - (2 * (clientY - top)) / height)];
  }

  begin() {
    this.stroke = this.points;
    this.last = undefined;
    this.full = false;
  }

  /**
   * Set a point, or erase.
   *
   * @param {number} x
   * @param {number} y
   */
  mark(x, y) {
    if (this.chosen === ERASER) this.points = erased(this.points, x, y);
    else if (apart(this.last, x, y)) {
      this.full = this.points.length >= this.most;
      if (!this.full) {
        this.last = { x, y, c: this.chosen };
        this.points = [...this.points, this.last];
      }
    }
    this.show();
  }

  // Tell what a stroke made, if it made anything.
  end() {
    const before = this.stroke;
    this.stroke = undefined;
    if (!before || before.length === this.points.length) return;
    this.before.push(before);
    this.tell();
  }

  tell() {
    this.show();
    const { stamp } = this;
    this.component.setStateValue("points", { text: write(this.points), stamp });
  }

  undo() {
    const before = this.before.pop();
    if (!before) return;
    this.points = before;
    this.full = false;
    this.tell();
  }

  clear() {
    this.begin();
    this.points = [];
    this.end();
  }

  /** @param {number} what a class, or the eraser */
  choose(what) {
    this.chosen = what;
    this.show();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { key } = event;
    const arrow = ARROWS[key];
    if (event.ctrlKey || event.metaKey) {
      if (key.toLowerCase() !== "z") return;
      this.undo();
    } else if (arrow) {
      const { x, y } = this.cursor ?? { x: 0, y: 0 };
      this.cursor = { x: placed(x + STEP * arrow[0]), y: placed(y + STEP * arrow[1]) };
      this.show();
    } else if (key === " " || key === "Enter") {
      this.cursor ??= { x: 0, y: 0 };
      this.begin();
      this.mark(this.cursor.x, this.cursor.y);
      this.end();
    } else if (/^[0-5]$/.test(key)) this.choose(Number(key) - 1);
    else if (key === "Escape") this.canvas.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  show() {
    const { chips, eraser, chosen, points } = this;
    chips.forEach((chip, c) => (chip.ariaPressed = String(c === chosen)));
    eraser.ariaPressed = String(chosen === ERASER);
    this.undone.disabled = !this.before.length;
    this.cleared.disabled = !points.length;
    const at = this.cursor ? ` At x ${this.cursor.x}, y ${this.cursor.y}.` : "";
    const full = this.full ? ` No more than ${this.most} fit.` : "";
    set(this.words, counted(points) + full + at);
    const label = `The plane from −1 to 1. ${counted(points)}`;
    if (this.canvas.ariaLabel !== label) this.canvas.ariaLabel = label;
    this.paint();
  }

  // As the map colours classes: two by its poles, more by the palette.
  inks() {
    const theme = readTheme(this.root, this.theme);
    if (theme !== this.theme) {
      this.theme = theme;
      const poles = colours(theme).css;
      this.poles = [poles[-STRONG & 255], poles[STRONG & 255]];
    }
    return this.points.some(({ c }) => c > 1)
      ? theme.palette
      : [...this.poles, ...theme.palette.slice(2)];
  }

  paint() {
    const { canvas, brush, points, cursor } = this;
    const side = Math.round(canvas.clientWidth * devicePixelRatio);
    if (!side) return;
    if (canvas.width !== side) canvas.width = canvas.height = side;
    const inks = this.inks();
    const { theme } = this;
    if (!theme) return;
    this.chips.forEach((chip, c) => chip.style.setProperty("--ink", inks[c]));
    wipe(brush);
    brush.setTransform(side / SIDE, 0, 0, side / SIDE, 0, 0);
    const place = (/** @type {number} */ value) => (SIDE * (1 + value)) / 2;
    brush.strokeStyle = theme.line;
    brush.lineWidth = 1;
    brush.beginPath();
    for (const value of [-0.5, 0, 0.5]) {
      brush.moveTo(place(value), 0);
      brush.lineTo(place(value), SIDE);
      brush.moveTo(0, place(value));
      brush.lineTo(SIDE, place(value));
    }
    brush.stroke();
    brush.fillStyle = theme.soft;
    brush.font = `12px ${theme.font}`;
    brush.fillText("−1", 3, SIDE / 2 - 4);
    brush.fillText("1", SIDE - 10, SIDE / 2 - 4);
    brush.fillText("1", SIDE / 2 + 4, 12);
    brush.fillText("−1", SIDE / 2 + 4, SIDE - 4);
    for (const { x, y, c } of points) {
      brush.beginPath();
      brush.arc(place(x), place(-y), DOT, 0, 2 * Math.PI);
      brush.fillStyle = inks[c];
      brush.fill();
      brush.strokeStyle = `rgb(${theme.paper})`;
      brush.stroke();
    }
    if (!cursor) return;
    brush.strokeStyle = theme.primary;
    brush.lineWidth = 2;
    brush.strokeRect(place(cursor.x) - 9, place(-cursor.y) - 9, 18, 18);
  }
}

/** @param {Component} component */
export default (component) => {
  const { parentElement } = component;
  const one = mounted.get(parentElement) ?? new PointPad(parentElement);
  mounted.set(parentElement, one);
  one.update(component);
};
