// A view that is one picture on a canvas, with a legend and a tooltip.

import { add, drawing, set } from "./dom.js";
import { readByKeys } from "./reading.js";
import { saveButton } from "./save_as_file.js";
import { screenBox } from "./screen_box.js";
import { View, within } from "./view.js";

/** @typedef {import("./save_as_file.js").Entry} Entry */
/** @typedef {{ key: string, title: string, alt: string, arrays: import("./wire.d.ts").Arrays }} Header */

const ENLARGED = [2, 1.7, 1.4, 1.2, 1, 0.8]; // while presenting
const LEAST_TALL = 320; // pixels of a canvas, or all it likes: for less it has smaller letters
const LEAST = 100; // of any
const KEY = 12; // pixels that a key goes on

/**
 * @template {Header} Frame
 * @extends {View<Frame>}
 */
export class CanvasView extends View {
  /** @type {[x: number, y: number] | undefined} where the pointer is */
  pointed;
  /** @type {[x: number, y: number] | undefined} where the keys went last */
  read;
  /** @type {number | undefined} pixels that the canvas may be tall */
  most;
  fitted = ""; // the canvas's sizes, as a text
  explained = ""; // the legend, as a text
  ratio = 1; // pixels of the screen for each of the canvas
  smallest = 11;
  /** @type {Entry[]} */
  entries = [];

  /**
   * @param {string} key
   * @param {string} name
   */
  constructor(key, name) {
    super(key, `canvas-view ${name}`);
    this.stage = add(this.root, "div", "stage");
    this.stage.setAttribute("role", "img");
    const { canvas, brush } = drawing(add(this.stage, "canvas"));
    this.canvas = canvas;
    this.paper = brush; // what draws on the canvas
    /** @type {import("./brush.d.ts").Brush} what draws now */
    this.brush = brush;
    this.tip = add(this.stage, "div", "tip");
    this.tip.ariaHidden = "true";
    this.tip.hidden = true;
    this.first = add(this.tip, "div", "value");
    this.second = add(this.tip, "div");
    this.spot = add(this.stage, "div", "spot");
    this.spot.hidden = true;
    this.legend = add(this.root, "div", "legend");
    this.legend.ariaHidden = "true";
    const foot = add(this.root, "div", "foot");
    this.words = add(foot, "div", "words");
    this.words.ariaHidden = "true"; // the picture's label says it already
    saveButton(foot, () => this.figure());
    canvas.onpointermove = canvas.onpointerdown = ({ offsetX, offsetY }) =>
      this.point([offsetX, offsetY]);
    canvas.onpointerleave = ({ pointerType }) => pointerType === "mouse" && this.point();
    // A finger that lies elsewhere takes the tooltip away.
    this.elsewhere = (/** @type {Event} */ event) =>
      event.composedPath().includes(this.stage) || this.point();
    document.addEventListener("pointerdown", this.elsewhere);
    if (!this.told) return;
    readByKeys(this.stage, {
      read: (across, down) => this.readNext(across, down),
      leave: () => {
        this.spot.hidden = true;
        this.point();
      },
      press: () => this.press(),
    });
  }

  drawings() {
    return [this.stage];
  }

  // Whether it says anything of a place.
  get told() {
    return true;
  }

  write() {
    this.tell();
  }

  /** @param {Frame} frame */
  say({ alt }) {
    if (this.stage.ariaLabel !== alt) this.stage.ariaLabel = alt;
    set(this.words, alt);
  }

  /** @param {[x: number, y: number]} [at] */
  point(at) {
    this.pointed = at;
    if (this.frame) this.tell();
  }

  // Do what a click does where the pointer is.
  press() {}

  /**
   * Go on from the place that was read last, at first the middle, as far as there is anything to
   * say; return it.
   *
   * @param {number} across
   * @param {number} down
   */
  readNext(across, down) {
    const { canvas, ratio } = this;
    const [width, height] = [canvas.width / ratio, canvas.height / ratio];
    let place = this.read ?? [width / 2, height / 2];
    this.point(place);
    const steps = Math.abs(across) === Infinity ? Math.ceil(width / KEY) : 1;
    for (let step = 0; step < steps; step++) {
      const [x, y] = [place[0] + KEY * Math.sign(across), place[1] + KEY * down];
      if (x < 0 || y < 0 || x > width || y > height) break;
      this.point([x, y]);
      if (this.tip.hidden) break;
      place = [x, y];
    }
    this.read = place;
    this.point(place);
    this.spot.hidden = false;
    Object.assign(this.spot.style, { left: `${place[0]}px`, top: `${place[1]}px` });
    return this.inWords();
  }

  // The tooltip, to be said.
  inWords() {
    const said = [this.first, this.second].map(({ textContent }) => textContent);
    return this.tip.hidden ? undefined : said.join(", ").replaceAll("\n", ", ");
  }

  /**
   * Size the canvas; whether that or the theme changed, so that all has to be drawn anew.
   *
   * @param {number} width
   * @param {number} height
   */
  fit(width, height) {
    const ratio = this.sharpness;
    const id = [width, height, ratio].join();
    if (id === this.fitted) return this.restyled;
    this.fitted = id;
    this.ratio = ratio;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.paper.setTransform(ratio, 0, 0, ratio, 0, 0);
    return true;
  }

  /**
   * Larger letters first; the picture itself gets what height they leave.
   *
   * @param {number} room
   */
  fitTo(room, least = 0.8, most = 2) {
    for (const zoom of within(ENLARGED, least, most)) {
      this.most = undefined;
      this.enlarge(zoom);
      const whole = this.canvas.height / this.ratio;
      const beside = screenBox(this.root).height / zoom - whole;
      this.most = Math.max(LEAST, Math.floor(room / zoom - beside));
      this.enlarge(zoom);
      if (this.most >= Math.min(LEAST_TALL, whole)) return;
    }
  }

  /** @param {number | undefined} zoom */
  enlarge(zoom) {
    if (!zoom) this.most = undefined;
    super.enlarge(zoom);
  }

  /**
   * The side of a square picture that is at most `side` wide, with so much room beside and below
   * it.
   *
   * @param {number} side
   * @param {number} left
   * @param {number} below
   */
  square(side, left, below) {
    return Math.min(side, this.width(this.stage) - left, (this.most ?? Infinity) - below);
  }

  // Each kind draws its picture with `brush`.
  sketch() {}

  /**
   * All of the picture, to be drawn with another brush.
   *
   * @returns {import("./save_as_file.js").Figure}
   */
  figure() {
    const { title, key, alt } = this.frame;
    return {
      name: title || key,
      title,
      words: alt,
      width: this.canvas.width / this.ratio,
      height: this.canvas.height / this.ratio,
      sketch: (brush) => {
        this.brush = brush;
        this.sketch();
        this.brush = this.paper;
      },
      entries: this.entries,
      theme: this.theme,
    };
  }

  // What the pointer is at: each kind says it by `tip`.
  tell() {
    this.hideTip();
  }

  hideTip() {
    this.tip.hidden = true;
  }

  /**
   * Put the tooltip above a place if it finds its room there, else below.
   *
   * @param {number} x
   * @param {number} y
   * @param {string} first
   * @param {string} second
   */
  showTip(x, y, first, second, room = 80) {
    this.tip.hidden = false;
    set(this.first, first);
    set(this.second, second);
    // Anchored at the nearer edge, so that nothing has to be measured in the middle of a frame.
    const { style } = this.tip;
    const [width, height] = [this.width(this.stage), this.canvas.height / this.ratio];
    const right = x > width / 2;
    style.left = right ? "auto" : `${Math.max(0, x - 24)}px`;
    style.right = right ? `${Math.max(0, width - x - 24)}px` : "auto";
    style.top = y > room ? "auto" : `${y + 16}px`;
    style.bottom = y > room ? `${height - y + 10}px` : "auto";
  }

  /**
   * A key to the colours.
   *
   * @param {Entry[]} entries
   */
  explain(entries) {
    const id = JSON.stringify(entries);
    if (id === this.explained) return;
    this.explained = id;
    this.entries = entries;
    this.legend.replaceChildren();
    for (const { colour, kind, text } of entries) {
      const entry = add(this.legend, "span", "entry");
      const dot = add(entry, "span", `dot ${kind}`);
      if (kind === "ring") dot.style.borderColor = colour;
      else dot.style.background = colour;
      add(entry, "span", "", text);
    }
  }

  close() {
    document.removeEventListener("pointerdown", this.elsewhere);
    super.close();
  }
}
