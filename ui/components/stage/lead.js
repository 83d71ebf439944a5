// The sentence above all, and the line that speaks below it; during a step its five phases.

import { add, set } from "../kit/dom.js";
import { ink } from "./brush.js";
import { worded } from "./elements.js";
import { caption } from "./phases.js";

/** @typedef {import("./stage.js").StageView} StageView */
/** @typedef {import("./steps.js").Played} Played */
/** @typedef {{ text: string, kind?: "ill" | "told" | "", button?: [string, () => void] }} Line */

const CHECKED = 500; // ms after what was offered for some seconds is taken back

export class Lead {
  was = ""; // what the line says, as a text

  /** @param {StageView} stage */
  constructor(stage) {
    this.stage = stage;
    this.el = stage.el;
  }

  write() {
    const { stage, el } = this;
    const { played } = stage;
    el.root.classList.toggle("stepping", Boolean(played));
    set(el.sentence, stage.about.sentence);
    if (played) this.phases(played);
    else this.say(this.line());
  }

  /** @param {Played} played */
  phases({ phase, flow }) {
    const { stage, el } = this;
    for (const [i, li] of [...el.phases.children].slice(0, -1).entries()) {
      li.className = i + 1 === phase ? "now" : i + 1 < phase ? "done" : "";
      const { forward, text, error } = stage.inks;
      const colour = ink(i === 0 ? forward : i === 4 ? text : error);
      /** @type {HTMLElement} */ (li).style.setProperty("--phase", colour);
    }
    const step = flow.number.toLocaleString("en");
    set(el.count, `sample ${flow.sample + 1} of ${flow.m}, step ${step}`);
    if (stage.net) this.say({ text: caption(phase, stage.net, flow, stage.about.optimizer) });
  }

  /**
   * Trouble first, then what was just done, where one is, and what to notice.
   *
   * @returns {Line}
   */
  line() {
    const { stage } = this;
    const { time, about, hint } = stage;
    if (stage.broken) {
      return { text: "Connection lost: trying again.", kind: "ill" };
    }
    if (stage.told || about.told) return { text: stage.told || about.told, kind: "ill" };
    if (time?.trouble) return { text: time.trouble, kind: "ill" };
    if (time && stage.at !== null) {
      const [here, end] = [short(time.epoch), short(time.end)];
      if (about.following) {
        return { text: `The lecturer looks at epoch ${here} of ${end}.`, kind: "told" };
      }
      const text = `You look at epoch ${here} of ${end}. Play and Step go on from here.`;
      return { text, kind: "told", button: ["Back to now", () => stage.seek(null)] };
    }
    const { offered } = stage.undo;
    if (offered) {
      setTimeout(() => stage.ask(), CHECKED);
      return { text: `${offered.what}.`, kind: "told", button: ["Undo", () => stage.undoLast()] };
    }
    if (hint?.urgent) {
      const { text, name, button } = hint;
      const mend = () => stage.request({ remedy: name }, button);
      const offered = button && !about.following;
      return { text, kind: "ill", button: offered ? [button, mend] : undefined };
    }
    if (time?.notice) return { text: time.notice, kind: "told" };
    if (!about.following && stage.tour.offered) {
      return { text: about.notice, button: ["Show me round", () => stage.tour.start()] };
    }
    return { text: about.notice };
  }

  /** @param {Line} line */
  say({ text, kind = "", button }) {
    const id = [kind, text, button?.[0]].join("|");
    if (id === this.was) return;
    this.was = id;
    const { line } = this.el;
    line.className = `speech ${kind}`;
    line.replaceChildren();
    const words = add(line, "span");
    for (const [i, part] of text.split("*").entries()) add(words, i % 2 ? "b" : "span", "", part);
    if (button) worded(line, button[0], button[1]);
  }
}

/** @param {number} epoch */
export const short = (epoch) =>
  epoch < 10 ? epoch.toFixed(1) : Math.round(epoch).toLocaleString("en");
