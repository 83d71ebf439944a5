// The lecturer's part of a lecture room: the code to join by, who is there, what they do.

import { ACTIVITIES } from "../../room/activities/index.js";
import { RoomLink } from "../../room/link.js";
import { add, set } from "../kit/dom.js";
import { rememberOwner } from "../kit/remember.js";

/** @typedef {import("../kit/wire.d.ts").Lectern} Data */
/** @typedef {import("../kit/streamlit.d.ts").Component<[Data]>} Component */
/** @typedef {import("../../room/link.js").Person} Person */

const REST = 1000; // ms without an element

/** @param {Node} parent @param {string} text @param {() => void} press @param {string} [name] */
function button(parent, text, press, name = "") {
  const made = add(parent, "button", name, text);
  made.type = "button";
  made.onclick = press;
  return made;
}

/** @param {Node} parent @param {string} name @param {string} title */
function part(parent, name, title) {
  const made = add(parent, "section", name);
  add(made, "h2", "", title);
  return made;
}

export class LecternView {
  turn = {}; // of Streamlit: which of its runs mounted it last
  /** @type {ReturnType<typeof setTimeout> | undefined} the timer that closes it */
  ending;
  /** @type {Component} */
  component;
  /** @type {string | undefined} the activity that is being set up */
  chosen;
  /** @type {{ number: number, part: { update(state: any): void } } | undefined} */
  mounted;
  shown = ""; // what of activities, as a text
  people = ""; // who is listed, as a text

  /** @param {ShadowRoot} parent @param {Data} data */
  constructor(parent, data) {
    this.data = data;
    this.root = add(parent, "div", "lectern");
    const under = data.base ? `/${data.base}/` : "/";
    const join = part(this.root, "how", "Join with a phone");
    const picture = add(join, "img");
    picture.src = data.qr;
    picture.alt = `The address ${data.link} as a QR code`;
    const words = add(join, "div", "words");
    add(words, "p", "address", data.address);
    add(words, "p", "code", data.code);
    if (!data.reached) {
      add(
        words,
        "p",
        "small",
        "No other device reaches this address: open the app by this machine's own.",
      );
    }
    const wall = add(words, "a", "projector", "Show on the projector");
    wall.href = `${under}wall`;
    wall.target = "_blank";
    this.doing = part(this.root, "doing", "Together");
    this.activity = add(this.doing, "div", "activity");
    this.who = part(this.root, "who", "Who is here");
    this.count = add(this.who, "p", "count");
    this.count.setAttribute("role", "status");
    this.lock = button(this.who, "", () => this.say("lock", { on: !this.link.state.locked }));
    this.list = add(this.who, "ul", "people");
    this.line = add(this.root, "p", "line");
    this.line.setAttribute("role", "status");
    const end = part(this.root, "end", "The room");
    add(
      end,
      "p",
      "small",
      "It is over when you close it, or after a day. All that was said in it is deleted then.",
    );
    this.close = button(end, "Close the room", () => this.endRoom());
    this.link = new RoomLink(data.base, { as: "lecturer" }, data.owner, () => this.show());
    this.show();
  }

  /** @param {string} kind @param {object} [about] */
  async say(kind, about) {
    const error = await this.link.say(kind, about);
    set(this.line, error ?? "");
    return error;
  }

  // Twice, so that nobody does it by accident.
  endRoom() {
    if (!this.sure) {
      this.sure = true;
      set(this.close, "Close it, and delete what was said?");
      setTimeout(() => {
        this.sure = false;
        set(this.close, "Close the room");
      }, 5000);
      return;
    }
    this.link.ask({ close: true });
  }

  show() {
    const { state, status } = this.link ?? { state: { doing: {} }, status: "coming" };
    if (status === "closed" || status === "none") {
      this.component?.setTriggerValue("over", Date.now());
      return;
    }
    if (status === "lost") set(this.line, "Connection lost: trying again.");
    else if (state.trouble) set(this.line, state.trouble);
    else if (this.line.textContent?.startsWith("Connection")) set(this.line, "");
    const { present = 0, joined = 0, locked = false } = state;
    set(this.count, `${present} here now, ${joined} in all`);
    set(this.lock, locked ? "Let them look around" : "Have all follow you only");
    this.lock.ariaPressed = String(locked);
    this.showPeople(state.people ?? []);
    this.showActivity();
  }

  /** @param {Person[]} people */
  showPeople(people) {
    const id = JSON.stringify(people);
    if (id === this.people) return;
    this.people = id;
    const focused = /** @type {ShadowRoot} */ (this.root.getRootNode()).activeElement;
    const held = focused instanceof HTMLElement ? focused.dataset.deed : undefined;
    this.list.replaceChildren();
    for (const [number, name, hidden, muted, removed] of people) {
      const line = add(this.list, "li");
      add(line, "span", removed ? "name gone" : "name", name || `Nameless ${number}`);
      const deeds = /** @type {const} */ ([
        ["hidden", hidden, "Hide", "Show"],
        ["muted", muted, "Mute", "Hear"],
        ["removed", removed, "Remove", "Let in"],
      ]);
      for (const [what, on, doIt, undo] of deeds) {
        const made = button(
          line,
          on ? undo : doIt,
          () => this.say("person", { number, [what]: !on }),
        );
        made.dataset.deed = `${number} ${what}`;
        made.ariaLabel = `${on ? undo : doIt} ${name || number}`;
        if (held === made.dataset.deed) made.focus();
      }
    }
  }

  showActivity() {
    const { activity, doing } = this.link?.state ?? { doing: {} };
    const id = activity ? `on ${activity.number}` : `choose ${this.chosen ?? ""}`;
    if (id !== this.shown) {
      this.shown = id;
      this.activity.replaceChildren();
      this.mounted = undefined;
      if (activity) this.mountRunning(activity);
      else this.mountChoice();
    }
    if (activity) this.mounted?.part.update(doing);
  }

  /** @param {import("../../room/link.js").Running} activity */
  mountRunning({ number, kind, title }) {
    this.chosen = undefined;
    add(this.activity, "h3", "", title);
    const box = add(this.activity, "div", "inside");
    const say = (/** @type {object} */ about) => this.say("act", { of: number, ...about });
    const part = ACTIVITIES[kind]?.lecturer(box, say) ?? { update() {} };
    this.mounted = { number, part };
    button(this.activity, "End it", () => this.say("stop"));
  }

  mountChoice() {
    const row = add(this.activity, "div", "offered");
    for (const { name, title } of this.data.activities) {
      const made = button(row, title, () => {
        this.chosen = this.chosen === name ? undefined : name;
        this.showActivity();
      });
      made.ariaPressed = String(name === this.chosen);
    }
    const { chosen } = this;
    if (!chosen) return;
    const box = add(this.activity, "div", "inside");
    const begin = (/** @type {object} */ settings) =>
      this.say("start", { activity: chosen, settings });
    ACTIVITIES[chosen]?.settings(box, begin).update(undefined);
  }

  end() {
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
