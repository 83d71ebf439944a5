// The activity that is on, or those that can be started.

import { ACTIVITIES } from "../../room/activities/index.js";
import { add } from "../kit/dom.js";
import { button, part } from "./parts.js";

/** @typedef {import("../../room/link.js").RoomState} RoomState */
/** @typedef {import("../kit/wire.d.ts").Offered} Offered */

export class Together {
  id = ""; // what is shown, as a text
  /** @type {string | undefined} the activity that is being set up */
  chosen;
  /** @type {{ update(state: any): void } | undefined} the lecturer's part of the one that is on */
  mounted;

  /** @param {HTMLElement} root @param {Offered[]} offered @param {import("./parts.js").Say} say */
  constructor(root, offered, say) {
    this.offered = offered;
    this.say = say;
    this.box = add(part(root, "doing", "Together"), "div", "activity");
  }

  /** @param {RoomState} state */
  show({ activity, doing }) {
    const id = activity ? `on ${activity.number}` : `choose ${this.chosen ?? ""}`;
    if (id !== this.id) {
      this.id = id;
      this.box.replaceChildren();
      this.mounted = undefined;
      if (activity) this.mount(activity);
      else this.offer();
    }
    if (activity) this.mounted?.update(doing);
  }

  /** @param {import("../../room/link.js").Running} activity */
  mount({ number, kind, title }) {
    this.chosen = undefined;
    add(this.box, "h3", "", title);
    const box = add(this.box, "div", "inside");
    const say = (/** @type {object} */ about) => this.say("act", { of: number, ...about });
    this.mounted = ACTIVITIES[kind]?.lecturer(box, say);
    button(this.box, "End it", () => this.say("stop"));
  }

  /** @param {string | undefined} name of an activity to be set up */
  choose(name) {
    this.chosen = name;
    this.show({ doing: {} });
  }

  offer() {
    const row = add(this.box, "div", "offered");
    for (const { name, title } of this.offered) {
      const made = button(row, title, () => this.choose(this.chosen === name ? undefined : name));
      made.ariaPressed = String(name === this.chosen);
    }
    const chosen = this.offered.find(({ name }) => name === this.chosen);
    if (chosen) this.setUp(chosen);
  }

  /** @param {Offered} chosen */
  setUp({ name: activity, title, ready }) {
    const label = add(this.box, "label", "later");
    const later = add(label, "input");
    later.type = "checkbox";
    label.append("For later: put it on the agenda");
    const begin = async (/** @type {any} */ settings) => {
      if (!later.checked) return this.say("start", { activity, settings });
      const called = `${title}: ${settings.text ?? settings.title ?? ""}`.slice(0, 100);
      const error = await this.say("plan", { items: [{ activity, settings, title: called }] });
      if (!error) this.choose(undefined);
      return error;
    };
    ACTIVITIES[activity]?.settings(add(this.box, "div", "inside"), begin, ready).update(undefined);
  }
}
