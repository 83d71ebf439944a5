// Range inputs with names. While one moves, the newest values are on their way; one set at a time,
// so that none piles up.

import { add, set } from "../kit/dom.js";
import { minus } from "../kit/numbers.js";

const GIVE_UP = 600; // ms after which values without an answer are sent again

/** @typedef {import("../kit/wire.d.ts").LiveSliders} Data */
/** @typedef {import("../kit/wire.d.ts").Slider} Slider */
/** @typedef {import("../kit/streamlit.d.ts").Component<[Data]>} Component */

/** @type {WeakMap<ShadowRoot, Sliders>} */
const mounted = new WeakMap();

class Sliders {
  /** @type {Component} */
  component;
  /** @type {Map<string, { input: HTMLInputElement, words: HTMLElement }>} */
  parts = new Map();
  number = 0; // of the newest values
  sent = 0;
  seen = 0; // by the page
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;

  /** @param {ShadowRoot} parent */
  constructor(parent) {
    this.root = add(parent, "div", "sliders");
  }

  /** @param {Component} component */
  update(component) {
    this.component = component;
    const [{ sliders, seen }] = component.data;
    if (sliders.map(({ name }) => name).join() !== [...this.parts.keys()].join()) {
      this.build(sliders);
    }
    if (!this.number) this.number = this.sent = seen;
    this.seen = seen;
    if (seen >= this.number) {
      clearTimeout(this.timer);
      this.timer = undefined;
      this.show(sliders);
    } else if (seen >= this.sent) this.send();
  }

  /** @param {readonly Slider[]} sliders */
  build(sliders) {
    this.root.replaceChildren();
    this.parts.clear();
    for (const { name, label } of sliders) {
      const line = add(this.root, "label");
      add(line, "span", "name", label);
      const input = add(line, "input");
      input.type = "range";
      const words = add(line, "output");
      words.ariaHidden = "true"; // the slider's value says it already
      input.oninput = () => this.moved(name);
      this.parts.set(name, { input, words });
    }
  }

  /** @param {readonly Slider[]} sliders */
  show(sliders) {
    for (const { name, low, high, step, value } of sliders) {
      const { input, words } = /** @type {{ input: HTMLInputElement, words: HTMLElement }} */ (
        this.parts.get(name)
      );
      Object.assign(input, { min: String(low), max: String(high), step: String(step) });
      input.value = String(value);
      this.say(input, words);
    }
  }

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} words
   */
  say(input, words) {
    const digits = input.step.split(".")[1]?.length ?? 0;
    const text = minus(Number(input.value).toFixed(digits));
    set(words, text);
    input.ariaValueText = text;
  }

  /** @param {string} name */
  moved(name) {
    const part = this.parts.get(name);
    if (part) this.say(part.input, part.words);
    this.number += 1;
    if (this.seen >= this.sent) this.send();
  }

  send() {
    /** @type {Record<string, number>} */
    const values = { number: this.number };
    for (const [name, { input }] of this.parts) values[name] = Number(input.value);
    this.sent = this.number;
    this.component.setTriggerValue("moved", values);
    clearTimeout(this.timer);
    // Streamlit may lose what it is told while it runs the page.
    this.timer = setTimeout(() => this.again(), GIVE_UP);
  }

  again() {
    if (this.seen >= this.number || !this.root.isConnected) return;
    this.number += 1;
    this.send();
  }
}

/** @param {Component} component */
export default (component) => {
  const { parentElement } = component;
  const sliders = mounted.get(parentElement) ?? new Sliders(parentElement);
  mounted.set(parentElement, sliders);
  sliders.update(component);
};
