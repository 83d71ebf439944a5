// The lecturer's part of a lecture room: the code to join by, who is there, what they do.

import { RoomLink } from "../../room/link.js";
import { add, set } from "../kit/dom.js";
import { rememberOwner } from "../kit/remember.js";
import { Agenda } from "./agenda.js";
import { button, part } from "./parts.js";
import { People } from "./people.js";
import { Switches } from "./switches.js";
import { Together } from "./together.js";

/** @typedef {import("../kit/wire.d.ts").Lectern} Data */
/** @typedef {import("../kit/streamlit.d.ts").Component<[Data]>} Component */

const REST = 1000; // ms without an element
const SURE = 5000; // ms in which what cannot be undone has to be pressed again

export class LecternView {
  turn = {}; // of Streamlit: which of its runs mounted it last
  /** @type {ReturnType<typeof setTimeout> | undefined} the timer that closes it */
  ending;
  /** @type {Component | undefined} */
  component;
  sure = false; // whether the next press closes the room

  /** @param {ShadowRoot} parent @param {Data} data */
  constructor(parent, data) {
    this.data = data;
    const root = (this.root = add(parent, "div", "lectern"));
    this.invite(data);
    const say = (/** @type {string} */ kind, /** @type {object | undefined} */ about) =>
      this.say(kind, about);
    this.link = new RoomLink(data.base, { as: "lecturer" }, data.owner, () => this.show());
    this.together = new Together(root, data.activities, say);
    const who = part(root, "who", "Who is here");
    this.switches = new Switches(who, this.link, say);
    this.people = new People(who, say);
    this.agenda = new Agenda(root, data.places, this.link, say);
    this.line = add(root, "p", "line");
    this.line.setAttribute("role", "status");
    const end = part(root, "end", "The room");
    const what =
      "It is over when you close it, or after a day. What was said in it is deleted then.";
    add(end, "p", "small", what);
    this.close = button(end, "Close the room", () => this.endRoom());
    this.refusal = add(end, "p", "small"); // why it is not closed, where that was pressed
    this.refusal.setAttribute("role", "status");
    this.show();
  }

  /** @param {Data} data */
  invite({ base, qr, link, address, code, reached }) {
    const join = part(this.root, "how", "Join with a phone");
    const picture = add(join, "img");
    picture.src = qr;
    picture.alt = `The address ${link} as a QR code`;
    const words = add(join, "div", "words");
    add(words, "p", "address", address);
    add(words, "p", "code", code);
    const alone = "No other device reaches this address: open the app by this machine's own.";
    if (!reached) add(words, "p", "small", alone);
    const wall = add(words, "a", "projector", "Show on the projector");
    wall.href = base ? `/${base}/wall` : "/wall";
    wall.target = "_blank";
  }

  /** @param {string} kind @param {object} [about] */
  async say(kind, about) {
    const error = await this.link.say(kind, about);
    set(this.line, error ?? "");
    return error;
  }

  // Twice, so that nobody does it by accident.
  async endRoom() {
    if (this.sure) {
      const { error } = await this.link.ask({ close: true });
      if (this.link.status === "here") set(this.refusal, error ?? "");
      return;
    }
    this.sure = true;
    set(this.close, "Close it, and delete what was said?");
    setTimeout(() => {
      this.sure = false;
      set(this.close, "Close the room");
    }, SURE);
  }

  show() {
    const { state, status } = this.link;
    if (status === "closed" || status === "none") {
      this.component?.setTriggerValue("over", Date.now());
      return;
    }
    if (status === "lost") set(this.line, "Connection lost: trying again.");
    else if (state.trouble) set(this.line, state.trouble);
    else if (this.line.textContent?.startsWith("Connection")) set(this.line, "");
    this.together.show(state);
    this.switches.show();
    this.people.show(state);
    this.agenda.show();
  }

  end() {
    this.switches.close();
    this.agenda.close();
    this.link.close();
    this.root.remove();
  }
}

/** @type {WeakMap<ShadowRoot, LecternView>} */
const views = new WeakMap();

/** @param {Component} component */
export default (component) => {
  const { parentElement } = component;
  const [data] = component.data;
  let view = views.get(parentElement);
  if (view?.data.room !== data.room) {
    view?.end();
    rememberOwner(data.owner, data.base);
    view = new LecternView(parentElement, data);
    views.set(parentElement, view);
  }
  view.component = component;
  clearTimeout(view.ending);
  const now = view;
  const turn = (now.turn = {});
  return () => {
    if (now.turn !== turn) return;
    now.ending = setTimeout(() => {
      views.delete(parentElement);
      now.end();
    }, REST);
  };
};
