// Who is in the room, and what the lecturer may do about it.

import { add, set } from "../kit/dom.js";
import { button } from "./parts.js";

/** @typedef {import("../../room/link.js").Person} Person */

export class People {
  /** @type {Map<number, { line: HTMLElement, id: string }>} by number; what is shown as a text */
  lines = new Map();

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
    const listed = new Set(people.map(([number]) => number));
    for (const [number, { line }] of this.lines) {
      if (listed.has(number)) continue;
      line.remove();
      this.lines.delete(number);
    }
    // Only what is new is made: a hall comes in while somebody presses a button here.
    for (const [place, person] of people.entries()) {
      const id = JSON.stringify(person);
      const known = this.lines.get(person[0]);
      if (known?.id === id) continue;
      const line = known?.line ?? document.createElement("li");
      this.lines.set(person[0], { line, id });
      if (!known) this.list.insertBefore(line, this.list.children[place] ?? null);
      this.fill(line, person);
    }
  }

  /** @param {HTMLElement} line @param {Person} person */
  fill(line, [number, name, hidden, muted, removed]) {
    const focused = /** @type {ShadowRoot} */ (this.list.getRootNode()).activeElement;
    const held = focused instanceof HTMLElement ? focused.dataset.deed : undefined;
    line.replaceChildren();
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
