// A range input over the checkpoints. While it moves, the socket brings the views of that moment;
// one wish at a time. Streamlit hears of it when the slider rests: else it would bring each moment
// on the way, and late.

import { add, set } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { page } from "../kit/page.js";
import { View } from "../kit/view.js";

/** @typedef {import("../kit/wire.d.ts").RewindBar} Frame */

const SETTLED = 200; // ms

/** @extends {View<Frame>} */
class RewindBar extends View {
  /** @type {number | null} the steps that are looked at; null: now */
  at = null;
  /** @type {ArrayLike<number>} of the checkpoints */
  steps = [];
  /** @type {ArrayLike<number>} */
  epochs = [];
  last = 0; // place of the present
  streaming = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  settling;

  /** @param {string} key */
  constructor(key) {
    super(key, "rewind-bar");
    this.fits = false;
    const label = add(this.root, "label");
    add(label, "span", "name", "Rewind");
    this.input = add(label, "input");
    Object.assign(this.input, { type: "range", min: "0", step: "1" });
    this.words = add(this.root, "span", "words");
    this.words.ariaHidden = "true"; // the slider's value says it already
    this.fork = add(this.root, "button", "", "Continue from here");
    this.back = add(this.root, "button", "", "Back to now");
    this.input.oninput = () => this.move(Number(this.input.value));
    this.input.onchange = () => {
      clearTimeout(this.settling);
      this.settling = setTimeout(() => this.settle(), SETTLED);
    };
    this.back.onclick = () => {
      this.input.value = this.input.max;
      this.move(Number(this.input.max));
      this.settle();
    };
    this.fork.onclick = () => this.component.setTriggerValue("fork", this.at);
  }

  /** @param {Frame} frame */
  write({ arrays, now, playing, run }) {
    const [steps, epochs] = arrays;
    this.steps = steps;
    this.epochs = epochs;
    // The last place on the slider is the present, which is a checkpoint of its own only by chance.
    const last = steps[steps.length - 1] === now ? steps.length - 1 : steps.length;
    if (playing || this.now !== now || this.run !== run) this.at = null;
    this.now = now;
    this.run = run;
    this.last = last;
    this.input.max = String(last);
    this.input.disabled = last < 1;
    if (this.at === null) this.input.value = String(last);
    this.tell();
  }

  /** @param {number} place on the slider */
  move(place) {
    this.at = place >= this.last ? null : this.steps[place];
    this.tell();
    this.stream();
  }

  tell() {
    const { at } = this;
    const past = at !== null;
    const place = Number(this.input.value);
    const text = past
      ? `step ${at.toLocaleString("en")} · epoch ${this.epochs[place].toFixed(2)}`
      : "now";
    set(this.words, text);
    this.input.ariaValueText = text;
    this.fork.hidden = this.back.hidden = !past;
    this.root.classList.toggle("past", past);
  }

  async stream() {
    if (this.streaming) return;
    this.streaming = true;
    let sent;
    while (sent !== this.at) {
      sent = this.at;
      await page.send?.({ at: sent, ...(sent === null ? {} : { do: "pause" }) });
      await new Promise(requestAnimationFrame);
    }
    this.streaming = false;
  }

  settle() {
    clearTimeout(this.settling);
    this.component.setStateValue("at", this.at === null ? null : [this.at, this.now, this.run]);
  }

  close() {
    clearTimeout(this.settling);
    super.close();
  }
}

/** @param {import("../kit/streamlit.d.ts").Component} component */
export default (component) => mount(RewindBar, component);
