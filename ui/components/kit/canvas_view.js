// Shared by the components that are one picture on a canvas with a tooltip.

import { add, set } from "./dom.js";
import { Figure, saveButton } from "./save_as_file.js";

const ENLARGED = [2, 1.7, 1.4, 1.2, 1, 0.8]; // while presenting
const LEAST_TALL = 320; // pixels of a canvas, or all it likes: for less it has smaller letters
const LEAST = 100; // of any

export class Picture extends Figure {
  constructor(key, name) {
    super(key, `picture ${name}`);
    this.stage = add(this.root, "div", "stage");
    this.stage.setAttribute("role", "img");
    this.canvas = add(this.stage, "canvas");
    this.brush = this.canvas.getContext("2d");
    this.tip = add(this.stage, "div", "tip");
    this.tip.ariaHidden = "true";
    this.tip.hidden = true;
    this.first = add(this.tip, "div", "value");
    this.second = add(this.tip, "div");
    this.legend = add(this.root, "div", "legend");
    this.legend.ariaHidden = "true";
    const foot = add(this.root, "div", "foot");
    this.words = add(foot, "div", "words");
    this.words.ariaHidden = "true"; // the picture's label says it already
    saveButton(foot, (vector) => this.save(vector));
    this.canvas.onpointermove = this.canvas.onpointerdown = (event) =>
      this.point([event.offsetX, event.offsetY]);
    this.canvas.onpointerleave = (event) => event.pointerType === "mouse" && this.point();
    // A finger that lies elsewhere takes the tooltip away.
    this.elsewhere = (event) => event.composedPath().includes(this.stage) || this.point();
    document.addEventListener("pointerdown", this.elsewhere);
  }

  write() {
    this.tell();
  }

  say({ alt }) {
    if (this.stage.ariaLabel !== alt) this.stage.ariaLabel = alt;
    set(this.words, alt);
  }

  point(at) {
    this.pointed = at;
    if (this.frame) this.tell();
  }

  // Size the canvas; whether that or the theme changed, so that all has to be drawn anew.
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
    this.brush.setTransform(ratio, 0, 0, ratio, 0, 0);
    return true;
  }

  // Larger letters first; the picture itself gets what height they leave.
  fitTo(room) {
    for (const zoom of ENLARGED) {
      this.most = undefined;
      this.enlarge(zoom);
      const whole = this.canvas.height / this.ratio;
      const beside = this.root.getBoundingClientRect().height / zoom - whole;
      this.most = Math.max(LEAST, Math.floor(room / zoom - beside));
      this.enlarge(zoom);
      if (this.most >= Math.min(LEAST_TALL, whole)) return;
    }
  }

  enlarge(zoom) {
    if (!zoom) this.most = undefined;
    super.enlarge(zoom);
  }

  // The side of a square picture that is at most `side` wide, with so much room beside and below
  // it.
  square(side, left, below) {
    return Math.min(side, this.width(this.stage) - left, (this.most ?? Infinity) - below);
  }

  // Each kind draws its picture with `brush`.
  sketch() {}

  // All of the picture with another brush.
  figure() {
    const { brush } = this;
    const sketch = (other) => {
      this.brush = other;
      this.sketch();
      this.brush = brush;
    };
    return {
      width: this.canvas.width / this.ratio,
      height: this.canvas.height / this.ratio,
      sketch,
    };
  }

  // Put the tooltip above a place if it finds its room there, else below; without arguments, away.
  tell(x, y, first, second, room = 80) {
    this.tip.hidden = first === undefined;
    if (this.tip.hidden) return;
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

  // A key to the colours: [colour, ring or not, text] each.
  explain(entries) {
    const id = JSON.stringify(entries);
    if (id === this.explained) return;
    this.explained = id;
    this.entries = entries;
    this.legend.replaceChildren();
    for (const [colour, kind, text] of entries) {
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

// Points as discs with a rim, or as rings; `places` are x, y, x, y, ...
export function drawPoints(brush, places, inks, { rim, size, ring = false }) {
  for (let i = 0; i < inks.length; i++) {
    brush.beginPath();
    brush.arc(places[2 * i], places[2 * i + 1], ring ? size - 0.5 : size, 0, 2 * Math.PI);
    brush.lineWidth = ring ? 4 : 1.5;
    brush.strokeStyle = rim;
    brush.stroke();
    brush.fillStyle = brush.strokeStyle = inks[i];
    if (!ring) brush.fill();
    else {
      brush.lineWidth = 2;
      brush.stroke();
    }
  }
}
