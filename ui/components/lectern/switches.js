// What holds for all: whether students only follow, the projector, the timer.

import { clockText } from "../../room/link.js";
import { add, set } from "../kit/dom.js";
import { button } from "./parts.js";

/** @typedef {import("../../room/link.js").RoomLink} RoomLink */

const EACH = 250; // ms between looks at the clock

export class Switches {
  /** @param {HTMLElement} box @param {RoomLink} link @param {import("./parts.js").Say} say */
  constructor(box, link, say) {
    this.link = link;
    const row = add(box, "div", "offered");
    this.lock = button(row, "", () => say("lock", { on: !link.state.locked }));
    this.black = button(row, "", () => say("black", { on: !link.state.black }));
    const minutes = add(row, "input");
    Object.assign(minutes, { type: "number", min: "1", max: "120", value: "3" });
    minutes.ariaLabel = "Minutes of the timer";
    this.timer = button(row, "", () => {
      const seconds = link.state.timer ? 0 : Math.round(60 * Number(minutes.value));
      say("timer", { seconds });
    });
    this.ticking = setInterval(() => this.tick(), EACH);
  }

  tick() {
    const running = Boolean(this.link.state.timer);
    set(this.timer, running ? `${clockText(this.link.left)}, stop` : "minutes: start");
  }

  show() {
    const { locked = false, black = false } = this.link.state;
    set(this.lock, locked ? "Let them look around" : "Have all follow you only");
    this.lock.ariaPressed = String(locked);
    set(this.black, black ? "Projector on again" : "Projector black");
    this.black.ariaPressed = String(black);
    this.tick();
  }

  close() {
    clearInterval(this.ticking);
  }
}
