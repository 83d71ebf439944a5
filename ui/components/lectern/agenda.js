// What is to come, in order: one press goes on to the next, and everybody follows.

import { add, set } from "../kit/dom.js";
import { button, part } from "./parts.js";

/** @typedef {import("../kit/wire.d.ts").Planned} Planned */
/** @typedef {import("../../room/link.js").RoomState} RoomState */

export class Agenda {
  id = ""; // what is shown, as a text
  at = -1; // the item that was gone to last
  /** @type {RoomState["place"]} */
  place = null;

  /** @param {HTMLElement} root @param {Planned[]} places @param {import("./parts.js").Say} say */
  constructor(root, places, say) {
    this.say = say;
    const box = part(root, "agenda", "Agenda");
    this.next = button(box, "", () => say("go", { index: this.at + 1 }), "main next");
    this.items = add(box, "ol");
    const row = add(box, "div", "offered");
    const choice = add(row, "select");
    choice.ariaLabel = "What to put on the agenda";
    for (const { title } of places) add(choice, "option", "", title);
    button(row, "Add", () => say("plan", { items: [places[choice.selectedIndex]] }));
    this.now = button(row, "Add what I show now", () => this.planPlace());
    this.hour = button(row, "Fill with “One hour”", () => say("plan", { items: places }));
    this.empty = button(row, "Empty it", () => say("unplan"));
  }

  planPlace() {
    const { place } = this;
    if (!place) return;
    const page = place.page ? place.page[0].toUpperCase() + place.page.slice(1) : "Train";
    const title = place.idea ? `${page}: ${place.idea}` : place.run ? `${page}: this run` : page;
    this.say("plan", { items: [{ ...place, title }] });
  }

  /** @param {RoomState} state */
  show({ agenda = [], at = -1, place = null }) {
    this.place = place;
    this.now.disabled = !place;
    const id = JSON.stringify([agenda, at]);
    if (id === this.id) return;
    this.id = id;
    this.at = at;
    const following = agenda[at + 1];
    this.next.hidden = following === undefined;
    set(this.next, `Next: ${following}`);
    this.hour.hidden = agenda.length > 0;
    this.empty.hidden = !agenda.length;
    this.items.replaceChildren();
    for (const [index, title] of agenda.entries()) this.item(index, title);
  }

  /** @param {number} index @param {string} title */
  item(index, title) {
    const line = add(this.items, "li");
    if (index === this.at) line.setAttribute("aria-current", "step");
    button(line, title, () => this.say("go", { index }), "to");
    const less = button(line, "×", () => this.say("unplan", { index }), "less");
    less.ariaLabel = `Remove ${title}`;
    if (index === this.at) line.scrollIntoView({ block: "nearest" });
  }
}
