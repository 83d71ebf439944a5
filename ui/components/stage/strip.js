// The filmstrip: small pictures of all views that suit the data; one is open.

import { add } from "../kit/dom.js";
import { drawWeights } from "./answer.js";
import { Brush } from "./brush.js";
import { button } from "./elements.js";
import { drawMoves, drawSmall, drawSpread } from "./glyphs.js";
import { drawCurve } from "./timeline.js";

/** @typedef {import("./stage.js").StageView} StageView */

const EVERY = 660; // ms between thumbnails
const KEPT = 40; // looks at how far the weights have moved

export class Strip {
  drawn = -EVERY; // when
  id = ""; // which views there are, as a text
  /** @type {number[][]} by look and layer */
  moved = [];
  /** @type {import("./frames.js").Net | undefined} */
  last;
  /** @type {{ name: string, canvas: HTMLCanvasElement, button: HTMLButtonElement }[]} */
  thumbs = [];

  /** @param {StageView} stage */
  constructor(stage) {
    this.stage = stage;
    // One stop for the keyboard; arrows go on within.
    stage.el.strip.onkeydown = (event) => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      const at = this.thumbs.findIndex(({ button }) => button.matches(":focus"));
      if (!by || at < 0) return;
      this.thumbs[(at + by + this.thumbs.length) % this.thumbs.length].button.focus();
      event.preventDefault();
      event.stopPropagation();
    };
  }

  build() {
    const { stage } = this;
    const { about, net } = stage;
    const answer = net?.kind === "plane" ? "Map" : "Answer";
    const views = [{ name: "answer", label: answer }, ...about.views];
    const id = JSON.stringify(views);
    if (id === this.id) return;
    this.id = id;
    stage.el.strip.replaceChildren();
    this.thumbs = views.map(({ name, label }, i) => {
      const made = button(stage.el.strip, "thumb", label);
      made.onclick = () => stage.open(i);
      const canvas = add(made, "canvas");
      const words = add(made, "span");
      if (i < 9) add(words, "i", "", String(i + 1));
      words.append(label);
      return { name, canvas, button: made };
    });
    this.show();
  }

  show() {
    for (const [i, { button }] of this.thumbs.entries()) {
      const open = i === this.stage.large.view;
      button.ariaPressed = String(open);
      button.tabIndex = open ? 0 : -1;
    }
  }

  /** How much each layer's weights have changed since the last look, as a share of themselves. */
  follow() {
    const { net } = this.stage;
    const { last } = this;
    if (!net || net === last) return;
    this.last = net;
    if (!last || last.sizes.join() !== net.sizes.join() || net.steps < last.steps) {
      this.moved = [];
      return;
    }
    const size = (/** @type {ArrayLike<number>} */ w) => Math.hypot(...Array.from(w)) || 1;
    const shares = net.w.slice(1).map((w, l) => {
      const before = last.w[l + 1];
      return size(w.map((v, i) => v - before[i])) / size(w);
    });
    this.moved = [...this.moved, shares].slice(-KEPT);
  }

  /** @param {number} now */
  draw(now) {
    if (now - this.drawn < EVERY) return;
    this.drawn = now;
    const { stage } = this;
    const { net, time } = stage;
    this.follow();
    for (const { name, canvas } of this.thumbs) {
      const { clientWidth: w, clientHeight: h } = canvas;
      if (!w || !net) continue;
      const brush = new Brush(canvas, w, h, stage.inks, 14);
      if (name === "answer") stage.large.paint(brush, w, h, false);
      else if (name === "curves" && time) drawCurve(brush, time, w, h, false);
      else if (name === "weights") drawWeights(brush, stage.thumbnails, net, w, h);
      else if (name === "histograms") drawSpread(brush, net, w, h);
      else if (name === "layers" && this.moved.length > 1) drawMoves(brush, this.moved, w, h);
      else drawSmall(brush, stage.small?.get(name), w, h);
    }
  }
}
