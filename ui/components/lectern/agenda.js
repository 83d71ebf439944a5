// What is to come, in order: one button goes on, and everybody follows. Where a stop asks first, it
// puts the question, then shows the answers, then the idea.

import { clockText } from "../../room/link.js";
import { add, set } from "../kit/dom.js";
import { button, part } from "./parts.js";

/** @typedef {import("../kit/wire.d.ts").Planned} Planned */
/** @typedef {import("../../room/link.js").RoomLink} RoomLink */
/** @typedef {import("../../room/link.js").RoomState} RoomState */
/** @typedef {import("../../room/link.js").Stop} Stop */

const EACH = 1000; // ms between looks at the clock

export class Agenda {
  id = ""; // what is shown, as a text
  busy = false; // whether something is measured that the answers wait for

  /**
   * @param {HTMLElement} root
   * @param {Planned[]} places
   * @param {RoomLink} link
   * @param {import("./parts.js").Say} say
   */
  constructor(root, places, link, say) {
    this.link = link;
    this.say = say;
    const box = part(root, "agenda", "Agenda");
    this.now = add(box, "p", "now");
    this.note = add(box, "p", "note");
    this.play = button(box, "Play or stop the run", () => link.ask({ toggle: true }));
    this.next = button(box, "", () => this.goOn(), "main next");
    this.items = add(box, "ol");
    const row = add(box, "div", "offered");
    const choice = add(row, "select");
    choice.ariaLabel = "What to put on the agenda";
    for (const { title } of places) add(choice, "option", "", title);
    button(row, "Add", () => say("plan", { items: [places[choice.selectedIndex]] }));
    this.here = button(row, "Add what I show now", () => this.planPlace());
    this.hour = button(row, "Fill with “One hour”", () => say("plan", { items: places }));
    this.empty = button(row, "Empty it", () => say("unplan"));
    this.ticking = setInterval(() => this.tick(), EACH);
  }

  /** The stop that was gone to last. @returns {Stop | undefined} */
  get stop() {
    const { agenda = [], at = -1 } = this.link.state;
    return agenda[at];
  }

  /** The answers to what the agenda asked: undefined if nothing is asked just now. */
  get asked() {
    const { activity, led, doing } = this.link.state;
    return activity && led && doing.choices ? doing : undefined;
  }

  async goOn() {
    const { activity, at = -1 } = this.link.state;
    if (this.asked?.counts === null) {
      this.busy = true;
      this.show();
      await this.say("act", { of: activity?.number, reveal: true });
      this.busy = false;
      this.show();
    } else if (this.asked && this.stop?.asks) this.say("stop");
    else this.say("go", { index: at + 1 });
  }

  planPlace() {
    const { place } = this.link.state;
    if (!place) return;
    const page = place.page ? place.page[0].toUpperCase() + place.page.slice(1) : "Train";
    const title = place.idea ? `${page}: ${place.idea}` : place.run ? `${page}: this run` : page;
    this.say("plan", { items: [{ ...place, title }] });
  }

  tick() {
    const { stop } = this;
    const { since = 0 } = this.link.state;
    const planned = stop?.minutes ? ` of ${clockText(60 * stop.minutes)}` : "";
    set(this.now, stop ? `${stop.title}, ${clockText(this.link.ago(since))}${planned}` : "");
  }

  show() {
    const { agenda = [], at = -1, place = null, activity } = this.link.state;
    this.here.disabled = !place;
    const { asked, stop } = this;
    this.now.hidden = !stop;
    this.note.hidden = !stop?.note;
    set(this.note, stop?.note ?? "");
    this.play.hidden = !place?.run || Boolean(activity);
    const following = agenda[at + 1];
    const waits = asked?.counts === null;
    const idea = asked && !waits && stop?.asks;
    this.next.hidden = !following && !waits && !idea;
    this.next.disabled = this.busy;
    if (this.busy) set(this.next, "Measuring …");
    else if (waits) set(this.next, `Show the answers (${asked?.answered})`);
    else if (idea) set(this.next, `On to the idea: ${stop?.title}`);
    else set(this.next, `Next: ${following?.title}${following?.asks ? ", asked first" : ""}`);
    this.tick();
    const id = JSON.stringify([agenda, at]);
    if (id === this.id) return;
    this.id = id;
    this.hour.hidden = agenda.length > 0;
    this.empty.hidden = !agenda.length;
    this.items.replaceChildren();
    let begins = 0;
    for (const [index, one] of agenda.entries()) {
      this.item(index, one, begins);
      begins += one.minutes;
    }
  }

  /** @param {number} index @param {Stop} stop @param {number} begins in minutes */
  item(index, { title, asks, minutes }, begins) {
    const here = index === this.link.state.at;
    const line = add(this.items, "li");
    if (here) line.setAttribute("aria-current", "step");
    add(line, "span", "when", minutes ? `${begins}–${begins + minutes}` : "");
    button(line, asks ? `${title} (asks)` : title, () => this.say("go", { index }), "to");
    const less = button(line, "×", () => this.say("unplan", { index }), "less");
    less.ariaLabel = `Remove ${title}`;
    if (!here) return;
    const { items } = this; // only the list scrolls, not the page
    items.scrollTop = line.offsetTop - items.offsetTop - items.clientHeight / 3;
  }

  close() {
    clearInterval(this.ticking);
  }
}
