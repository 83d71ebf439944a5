// The buttons that move the run, its timeline and its figures, speed and learning rate.

import { set } from "../kit/dom.js";
import { minus, percent, written } from "../kit/numbers.js";
import { Brush } from "./brush.js";
import { icon } from "./icons.js";
import { short } from "./lead.js";
import { drawTimeline, momentAt, nextMoment } from "./timeline.js";

/** @typedef {import("./stage.js").StageView} StageView */

/** Steps a second, and what they are called. @type {[number | null, string][]} */
const SPEEDS = [
  [0.2, "slow"],
  [1, "1/s"],
  [10, "10/s"],
  [100, "100/s"],
  [1000, "1,000/s"],
  [null, "max"],
];
const THIRD = 10 ** (1 / 3); // of a decade

/** @param {number} eta */
export function etaText(eta) {
  if (eta && eta < 1e-3) return minus(Number(eta.toPrecision(2)).toExponential());
  return String(Number(eta.toPrecision(2)));
}

/** @param {{ good: number | null, regression: boolean }} time */
function goodText({ good, regression }) {
  if (good === null) return "–";
  return regression ? written(good) : percent(good);
}

export class Transport {
  /** @type {boolean | undefined} what somebody pressed, until the run says it, too */
  meant;
  /** @type {number | null} steps a second */
  pace = null;
  eta = 0;
  /** @type {number | undefined} the learning rate that is wished for */
  wish;
  /** @type {number | undefined} pixels of the timeline that were touched last */
  pointed;
  sought = 0; // epochs that the run had then

  /** @param {StageView} stage */
  constructor(stage) {
    this.stage = stage;
    const el = (this.el = stage.el);
    el.again.onclick = () => stage.restart();
    el.play.onclick = () => this.toggle();
    el.step.onclick = ({ shiftKey }) => (shiftKey ? this.epoch() : stage.steps.step());
    el.speed.input.oninput = () => this.setSpeed(Number(el.speed.input.value));
    el.eta.input.oninput = () => {
      this.setEta(Number((10 ** Number(el.eta.input.value)).toPrecision(2)));
    };
    el.time.onpointerdown = (event) => this.grasp(event);
    el.time.onpointermove = (event) => {
      if (el.time.hasPointerCapture(event.pointerId)) this.point(event);
    };
    el.time.onkeydown = (event) => this.key(event);
  }

  // ---- playing

  get playing() {
    return this.meant ?? this.stage.time?.playing ?? false;
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    const { stage } = this;
    stage.steps.finish();
    if (stage.at !== null) {
      stage.request({ fork: stage.at }, "Played on from the past");
      return;
    }
    this.mean(true);
    stage.send({ do: "play", at: null });
  }

  pause() {
    if (!this.playing) return;
    this.mean(false);
    this.stage.send({ do: "pause" });
  }

  epoch() {
    this.stage.seek(null);
    this.mean(true);
    this.stage.send({ do: "epoch", at: null });
  }

  /** @param {boolean} playing what the button says from now on */
  mean(playing) {
    this.meant = playing;
    this.write();
    this.stage.ask();
  }

  // ---- time

  /** @param {PointerEvent} event */
  grasp(event) {
    if (!this.stage.time) return;
    this.el.time.setPointerCapture(event.pointerId);
    this.pause();
    this.point(event);
  }

  /** @param {PointerEvent} event */
  point({ offsetX }) {
    this.pointed = offsetX;
    this.follow();
  }

  /** Until it stops, the run grows under the finger: the same place is a later moment then. */
  follow() {
    const { time } = this.stage;
    if (!time || this.pointed === undefined) return;
    this.sought = time.end;
    this.stage.seek(momentAt(time, this.el.time.clientWidth, this.pointed));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (event.key === "Home") this.moments(-Infinity);
    else if (event.key === "End") this.stage.seek(null);
    else if (by) this.moments(event.shiftKey ? 10 * by : by);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} by how many moments to go on; back where below 0 */
  moments(by) {
    const { time, at } = this.stage;
    if (!time) return;
    this.pause();
    this.stage.seek(nextMoment(time, at, by));
  }

  /** One epoch back, or one moment where those lie further apart. */
  epochBack() {
    const { time, at } = this.stage;
    if (!time) return;
    this.pause();
    const found = momentAt(time, 0, 0, Math.max(0, time.epoch - 1));
    const before = nextMoment(time, at, -1);
    this.stage.seek(found === null || before === null ? before : Math.min(found, before));
  }

  // ---- speed and learning rate

  /** @param {number} i of ``SPEEDS`` */
  setSpeed(i) {
    this.showPace(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, i))][0]);
    this.stage.send({ pace: this.pace });
    this.stage.steps.want();
  }

  /** @param {number} by */
  faster(by) {
    this.setSpeed(Number(this.el.speed.input.value) + by);
  }

  /** @param {number | null} pace */
  showPace(pace) {
    this.pace = pace;
    const { input, output } = this.el.speed;
    const found = SPEEDS.findIndex(([speed]) => speed === pace);
    const i = found < 0 ? 3 : found;
    input.value = String(i);
    set(output, SPEEDS[i][1]);
    input.ariaValueText = SPEEDS[i][1];
    input.style.setProperty("--at", `${(100 * i) / (SPEEDS.length - 1)}%`);
  }

  /** @param {number} by -1 for a third of a decade less, 1 for more */
  turnEta(by) {
    const eta = Math.max(1e-4, Math.min(10, this.eta * THIRD ** by));
    this.setEta(Number(eta.toPrecision(2)));
  }

  /**
   * One change is on its way at a time; of several wishes meanwhile only the last counts.
   *
   * @param {number} eta
   */
  async setEta(eta) {
    this.showEta(eta);
    if (this.wish !== undefined) {
      this.wish = eta;
      return;
    }
    this.wish = eta;
    let sent;
    while (sent !== this.wish) {
      sent = this.wish;
      await this.stage.send({ set: { eta: sent } });
    }
    this.wish = undefined;
  }

  /** @param {number} eta */
  showEta(eta) {
    this.eta = eta;
    const { input, output } = this.el.eta;
    const at = Math.log10(Math.max(eta, 1e-4));
    input.value = String(at);
    set(output, etaText(eta));
    input.ariaValueText = etaText(eta);
    input.style.setProperty("--at", `${(100 * (Math.min(1, at) + 4)) / 5}%`);
  }

  // ---- what is shown

  draw() {
    const { time, inks, letters } = this.stage;
    if (!time) return;
    const { clientWidth: w, clientHeight: h } = this.el.time;
    drawTimeline(new Brush(this.el.timeCanvas, w, h, inks, letters), time, w, h);
  }

  write() {
    const { el, playing } = this;
    const { time } = this.stage;
    if (el.play.dataset.playing !== String(playing)) {
      el.play.dataset.playing = String(playing);
      el.play.innerHTML = icon(playing ? "pause" : "play");
      el.play.ariaLabel = el.play.title = playing ? "Pause" : "Play";
    }
    if (!time) return;
    if (this.meant === time.playing) this.meant = undefined;
    if (this.pointed !== undefined && time.end !== this.sought) this.follow();
    if (!time.playing && this.meant === undefined) this.pointed = undefined;
    set(el.epoch.text, short(time.epoch));
    set(el.good.name, time.regression ? "R²" : "Accuracy");
    set(el.good.text, goodText(time));
    const [here, end, cost] = [short(time.epoch), short(time.end), written(time.cost)];
    el.time.ariaValueText = `Epoch ${here} of ${end}, cost ${cost}`;
    if (this.wish === undefined && time.eta !== this.eta) this.showEta(time.eta);
  }
}
