// Who is in the room, and what the lecturer may do about it.

import { add, set } from "../kit/dom.js";
import { button } from "./parts.js";

/** @typedef {import("../../room/link.js").Person} Person */

export class People {
  id = ""; // who is listed, as a text

  /** @param {HTMLElement} box @param {import("./parts.js").Say} say */
  constructor(box, say) {
    this.say = say;
    this.count = add(box, "p", "count");
    this.count.setAttribute("role", "status");
    this.list = add(box, "ul", "people");
  }

  /** @param {import("../../room/link.js").RoomState} state */
  show({ people = [], present = 0, joined = 0 }) {
    set(this.count, `${present} here now, ${joined} in all`);
    const id = JSON.stringify(people);
    if (id === this.id) return;
    this.id = id;
    const focused = /** @type {ShadowRoot} */ (this.list.getRootNode()).activeElement;
    const held = focused instanceof HTMLElement ? focused.dataset.deed : undefined;
    this.list.replaceChildren();
    for (const person of people) this.person(person, held);
  }

  /** @param {Person} person @param {string | undefined} held the deed that has the keyboard */
  person([number, name, hidden, muted, removed], held) {
    const line = add(this.list, "li");
    add(line, "span", removed ? "name gone" : "name", name || `Nameless ${number}`);
    const deeds = /** @type {const} */ ([
      ["hidden", hidden, "Hide", "Show"],
      ["muted", muted, "Mute", "Hear"],
      ["removed", removed, "Remove", "Let in"],
    ]);
    for (const [what, on, doIt, undo] of deeds) {
      const press = () => this.say("person", { number, [what]: !on });
      const made = button(line, on ? undo : doIt, press);
      made.dataset.deed = `${number} ${what}`;
      made.ariaLabel = `${on ? undo : doIt} ${name || number}`;
      if (held === made.dataset.deed) made.focus();
    }
  }
}
