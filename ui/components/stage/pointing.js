// Pointing at the network: what is under the pointer is named; a click keeps it or opens its card.

import { set } from "../kit/dom.js";
import { signed } from "../kit/numbers.js";
import { acrossOf, weightOf } from "./frames.js";
import { unitName } from "./heads.js";
import { lineAt, unitAt } from "./layout.js";

/** @typedef {import("./stage.js").StageView} StageView */
/** @typedef {import("./layout.js").Node} Node */
/** @typedef {import("./layout.js").Edge} Edge */

const NEAR = 7; // pixels from a line
const FINGER = 22;

export class Pointing {
  /** @type {Node | undefined} under the pointer */
  unit;
  /** @type {Node | undefined} that was clicked, until Escape */
  kept;
  /** @type {Edge | undefined} under the pointer or chosen by keys, or that of the open card */
  edge;
  /** @type {number | undefined} which of the kept unit's lines keys have gone to; past the last its bias */
  line;

  /** @param {StageView} stage */
  constructor(stage) {
    this.stage = stage;
    const { netCanvas: canvas } = (this.el = stage.el);
    canvas.onpointermove = ({ offsetX, offsetY }) => this.point(offsetX, offsetY);
    canvas.onpointerleave = () => this.leave();
    canvas.onmousedown = (event) => event.preventDefault(); // a ring is for who came by a key
    canvas.onclick = (event) => this.click(event);
    canvas.onkeydown = (event) => this.key(event);
  }

  /** @param {number} x @param {number} y */
  point(x, y) {
    const { stage, el } = this;
    const { places, net } = stage;
    if (!places || !net) return;
    const unit = unitAt(places, x, y);
    const edge = unit ? undefined : lineAt(places, x, y, NEAR);
    if (unit !== this.unit || edge !== this.edge) {
      this.unit = unit;
      if (!stage.cards.of("weighing")) this.edge = edge;
      stage.ask();
    }
    el.netCanvas.style.cursor = edge || unit ? "pointer" : "";
    const text = edge ? this.told(edge) : unit ? this.toldUnit(unit) : "";
    el.tip.hidden = !text;
    if (!text) return;
    set(el.tip, text);
    const left = Math.min(x, el.net.clientWidth - 8 * text.length);
    Object.assign(el.tip.style, { left: `${Math.max(0, left)}px`, top: `${y}px` });
  }

  leave() {
    this.unit = undefined;
    if (!this.stage.cards.of("weighing")) this.edge = undefined;
    this.el.tip.hidden = true;
    this.stage.ask();
  }

  /** @param {Edge} edge */
  told(edge) {
    return `weight ${signed(this.weight(edge))}`;
  }

  /** @param {Node} unit */
  toldUnit({ l, j, picture }) {
    const { net } = this.stage;
    if (!net) return "";
    if (picture) return "Click for the next one";
    const value = `activation ${signed(net.a[l][j] ?? 0)}`;
    return l ? `${value}, bias ${signed(net.b[l][j] ?? 0)}` : unitName(net, l, j);
  }

  /** @param {Edge} edge */
  weight(edge) {
    const { net } = this.stage;
    return net ? weightOf(net.w[edge.l], edge, acrossOf(net, edge.l)) ?? 0 : 0;
  }

  /** @param {MouseEvent} event */
  click({ offsetX: x, offsetY: y }) {
    const { stage } = this;
    const { places, net } = stage;
    if (!places || !net || stage.played) return;
    const unit = unitAt(places, x, y);
    if (unit?.picture) return stage.nextSample();
    if (unit && unit.l === 0 && net.kind === "row") return stage.flip(unit.j);
    if (unit) return this.keep(unit);
    const finger = matchMedia("(pointer: coarse)").matches;
    const edge = lineAt(places, x, y, finger ? FINGER : NEAR + 2);
    if (edge) this.choose(edge);
    else this.release();
  }

  /**
   * The unit stays in the loupe; a second click opens its card.
   *
   * @param {Node} unit
   */
  keep(unit) {
    this.line = undefined;
    if (unit.l && (this.kept === unit || this.stage.net?.kind !== "plane")) {
      this.stage.cards.unit(unit);
    }
    this.kept = unit;
    this.stage.ask();
  }

  /** @param {Edge} edge */
  choose(edge) {
    this.edge = edge;
    this.stage.cards.receipt(edge);
    this.stage.ask();
  }

  release() {
    this.kept = this.edge = this.line = undefined;
    this.stage.ask();
  }

  /** The lines that come into the kept unit, from above. */
  lines() {
    const { kept } = this;
    const all = kept && this.stage.places?.edges.filter(({ l, j }) => l === kept.l && j === kept.j);
    return (all ?? []).sort((one, other) => one.k - other.k);
  }

  /**
   * Go to one of the kept unit's lines, or past the last to its bias, and say what stands there.
   *
   * @param {number} line
   */
  goTo(line) {
    const { kept, stage } = this;
    const lines = this.lines();
    const { net } = stage;
    if (!kept || !net) return;
    this.line = (line + lines.length + 1) % (lines.length + 1);
    const edge = (this.edge = lines[this.line]);
    const what = edge
      ? `From ${unitName(net, edge.l - 1, edge.k)}: ${this.told(edge)}`
      : `Bias ${signed(net.b[kept.l][kept.j] ?? 0)}`;
    stage.announce(`${what}. Enter opens its receipt.`);
    stage.ask();
  }

  /**
   * Arrows go from unit to unit; Enter to its lines, where up and down go on and Enter opens the
   * receipt.
   *
   * @param {KeyboardEvent} event
   */
  key(event) {
    const { places, net, cards } = this.stage;
    if (!places || !net) return;
    const at = this.kept ?? places.nodes[1][0];
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const by = /** @type {Record<string, number[]>} */ (way)[event.key];
    if (event.key === "Enter" && this.kept?.l) {
      if (this.line === undefined) this.goTo(0);
      else if (this.edge) this.choose(this.edge);
      else cards.unit(this.kept);
    } else if (by?.[1] && this.line !== undefined) this.goTo(this.line + by[1]);
    else if (by) {
      this.line = this.edge = undefined;
      const layer = places.nodes[at.l + by[0]] ?? places.nodes[at.l];
      const j = Math.max(0, Math.min(layer.length - 1, at.j + by[1]));
      this.kept = layer[j];
      const name = unitName(net, this.kept.l, j);
      this.stage.announce(`${name}: ${this.toldUnit(this.kept)}`);
      this.stage.ask();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
