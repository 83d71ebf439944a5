// A range input over powers of ten. While it moves, the newest value is on its way; one at a time,
// so that none piles up.

import { add, set } from "../kit/dom.js";
import { page } from "../kit/page.js";

const STEPS = 250; // 50 for each power of ten

/** @typedef {import("../kit/wire.d.ts").EtaSlider} Data */
/** @typedef {import("../kit/streamlit.d.ts").Component<[Data]>} Component */

/** @type {WeakMap<ShadowRoot, Slider>} */
const sliders = new WeakMap();

class Slider {
  /** @type {Data} */
  data;
  /** @type {Component} */
  component;
  eta = 0;
  touched = false; // whether it is being moved
  streaming = false;

  /** @param {ShadowRoot} parent */
  constructor(parent) {
    const label = add(parent, "label");
    add(label, "span", "", "η, live");
    this.input = add(label, "input");
    Object.assign(this.input, {
      type: "range",
      min: "0",
      max: String(STEPS),
      step: "1",
      ariaLabel: "Learning rate η, live",
    });
    this.words = add(label, "span", "words");
    this.words.ariaHidden = "true"; // the slider's value says it already
    this.input.oninput = () => {
      this.touched = true;
      this.eta = this.read();
      this.say();
      this.stream();
    };
    this.input.onchange = () => {
      this.touched = false;
      this.component.setTriggerValue("eta", this.eta);
    };
  }

  /** @param {Component} component */
  update(component) {
    const [data] = component.data;
    this.data = data;
    this.component = component;
    if (this.touched) return;
    this.eta = data.eta;
    const { low, high } = data;
    const part = Math.log(Math.max(data.eta, low) / low) / Math.log(high / low);
    this.input.value = String(Math.round(Math.min(1, part) * STEPS));
    this.say();
  }

  read() {
    const { low, high } = this.data;
    return Number((low * (high / low) ** (Number(this.input.value) / STEPS)).toPrecision(2));
  }

  say() {
    set(this.words, String(this.eta));
    this.input.ariaValueText = String(this.eta);
  }

  async stream() {
    if (this.streaming) return;
    this.streaming = true;
    let sent;
    while (sent !== this.eta) {
      sent = this.eta;
      await page.send?.({ set: { eta: sent } });
    }
    this.streaming = false;
  }
}

/** @param {Component} component */
export default (component) => {
  const { parentElement } = component;
  const slider = sliders.get(parentElement) ?? new Slider(parentElement);
  sliders.set(parentElement, slider);
  slider.update(component);
};
