// A page in a lecture room, a student's or the projector's: it shows where the lecturer is, and what
// the class does together.

import { add, set } from "../components/kit/dom.js";
import { LONGEST_NAME } from "../components/kit/constants.js";
import { ACTIVITIES } from "./activities/index.js";
import { Follow } from "./follow.js";
import { clockText, RoomLink, secret } from "./link.js";
import { askNickname } from "./nickname.js";

/** @typedef {import("./link.js").RoomState} RoomState */
/** @typedef {ReturnType<typeof build>} Elements */

const OVER = /** @type {Record<string, string>} */ ({
  none: "No open room has this code. Look at it again, or ask the lecturer.",
  closed: "The lecturer has closed this room. Thank you for coming.",
  refused: "Too many codes were tried from here. Wait a minute, then try again.",
  removed: "You were taken out of this room.",
});

/** @type {RoomState} */
const NOTHING = { doing: {} };

/** @param {string} code */
const spaced = (code) => `${code.slice(0, 3)} ${code.slice(3)}`;

/** @param {Node} parent @param {string} text @param {() => void} press @param {string} [name] */
function button(parent, text, press, name = "") {
  const made = add(parent, "button", name, text);
  made.type = "button";
  made.onclick = press;
  return made;
}

/** @param {HTMLElement} body */
function build(body) {
  const top = add(body, "header", "top");
  const title = add(top, "h1", "", "Lecture room");
  const timer = add(top, "p", "timer");
  timer.setAttribute("role", "timer");
  const line = add(top, "p", "line");
  line.setAttribute("role", "status");
  const news = add(top, "p", "spoken");
  news.setAttribute("role", "status");
  const me = add(top, "button", "me");
  me.type = "button";
  const main = add(body, "main");
  const form = add(main, "form", "join");
  const wait = add(main, "section", "wait");
  const waiting = add(wait, "p");
  const picture = add(wait, "img", "qr");
  const code = add(wait, "p", "code");
  const followed = add(main, "section", "lecturer");
  followed.ariaLabel = "What the lecturer shows";
  const frame = add(main, "section", "frame");
  const activity = add(main, "section", "activity");
  const foot = add(body, "nav", "foot");
  foot.ariaLabel = "What you look at";
  return {
    top,
    title,
    timer,
    line,
    news,
    me,
    main,
    form,
    wait,
    waiting,
    picture,
    code,
    followed,
    frame,
    activity,
    foot,
  };
}

export class Hall {
  /** @type {RoomLink | undefined} */
  link;
  /** @type {Follow | undefined} */
  follow;
  /** @type {HTMLIFrameElement | undefined} */
  frame;
  /** @type {string | undefined} a page of the app that the student looks at by himself */
  own;
  /** @type {string | undefined} the code whose picture is shown */
  pictured;
  /** @type {string | undefined} the address in the frame */
  framed;
  left = false; // whether the own page was opened from the activity
  aside = false; // whether the activity waits, and the lecturer's page is seen
  said = ""; // what went wrong, or was done
  /** @type {{ number: number, part: { update(state: any, mine?: any): void } } | undefined} */
  mounted;

  /** @param {HTMLElement} body */
  constructor(body) {
    const { role = "student", code = "", base = "", address = "" } = body.dataset;
    this.role = role;
    this.base = base;
    this.code = code;
    this.address = address.replace(/^https?:\/\//, "");
    this.under = base ? `/${base}/` : "/";
    this.me = secret(base);
    body.classList.add(role);
    const el = (this.el = build(body));
    this.form = this.fillForm();
    const rename = (/** @type {string} */ name) =>
      this.link?.say("join", { name }) ?? Promise.resolve(null);
    el.me.onclick = () => askNickname(body, this.state.me?.name ?? "", rename);
    this.around = button(el.foot, "Look around by yourself", () => this.look(), "around");
    this.mine = button(el.foot, "Make it mine", () => this.take());
    this.back = button(el.foot, "Back to the lecturer", () => this.goBack(), "main");
    this.other = button(el.foot, "", () => this.turn());
    if (code || role === "wall") this.enter();
    if (role === "wall") addEventListener("keydown", (event) => this.key(event.key.toLowerCase()));
    setInterval(() => this.tick(), 250);
    this.show();
  }

  /** As everywhere in the house. @param {string} key */
  key(key) {
    if (key === "?") {
      this.tell("P fills the screen, B makes it black, Space plays the run or stops it");
    }
    const { place, activity } = this.state;
    if (key === " " && place?.run && !activity) this.link?.ask({ toggle: true });
    if (key === "b") document.body.classList.toggle("dimmed");
    if (key !== "p") return;
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  }

  tick() {
    const left = this.link?.left ?? 0;
    set(this.el.timer, this.state.timer ? clockText(left) : "");
    this.el.timer.classList.toggle("over", Boolean(this.state.timer) && !left);
  }

  fillForm() {
    const { form } = this.el;
    const code = this.field("Code of the room", 9, "characters");
    code.input.value = this.code ? spaced(this.code) : "";
    const name = this.field("Nickname, or leave it empty", LONGEST_NAME, "words");
    const go = add(form, "button", "main", "Join");
    go.type = "submit";
    add(
      form,
      "p",
      "small",
      "No account. Others in the room may see your nickname and what you do here; all of it is deleted with the room.",
    );
    form.onsubmit = (event) => {
      event.preventDefault();
      this.submit();
    };
    return { code, name, go };
  }

  /** @param {string} label @param {number} longest @param {string} capitals */
  field(label, longest, capitals) {
    const box = add(this.el.form, "label", "", label);
    const input = add(box, "input");
    input.maxLength = longest;
    input.autocomplete = "off";
    input.autocapitalize = capitals;
    input.spellcheck = false;
    return { box, input };
  }

  get state() {
    return this.link?.state ?? NOTHING;
  }

  get inside() {
    return this.role === "wall" ? this.link?.status === "here" : this.state.in === true;
  }

  // ---- coming in

  async submit() {
    const typed = this.form.code.input.value.replace(/[^0-9a-z]/gi, "").toUpperCase();
    if (this.link?.status === "here" && typed === this.state.code) {
      const error = await this.link.say("join", { name: this.form.name.input.value });
      this.tell(error ?? "");
      return;
    }
    this.wanted = true; // join as soon as the room is found
    this.code = typed;
    this.enter();
  }

  enter() {
    this.link?.close();
    this.said = "";
    /** @type {Record<string, string>} */
    const keys = this.role === "wall" ? { as: "wall" } : { as: "student", code: this.code };
    this.link = new RoomLink(this.base, keys, this.me, () => this.hear());
  }

  hear() {
    const { link, state } = this;
    if (link?.status === "here" && this.role === "student") {
      if (state.code && !location.pathname.endsWith(state.code)) {
        history.replaceState(null, "", `${this.under}join/${state.code}`);
      }
      if (this.wanted && state.in === false && !state.removed) {
        this.wanted = false;
        link.say("join", { name: this.form.name.input.value });
      }
    }
    this.show();
  }

  /** @param {string} said */
  tell(said) {
    this.said = said;
    this.show();
  }

  // ---- what is looked at

  look() {
    const { place } = this.state;
    this.own = place?.run ? `?run=${place.run}` : (place?.page ?? "");
    if (place?.idea) this.own += `?idea=${encodeURIComponent(place.idea)}`;
    this.said = "";
    this.show();
  }

  async take() {
    const { error, run } = await (this.link?.ask({ mine: true }) ?? { error: null });
    if (run) this.own = `?run=${run}`;
    this.tell(error ?? "This is your own copy: change what you like.");
  }

  /** From the activity to a page of the app, or back. @param {string} [address] */
  leave(address) {
    if (this.state.locked && this.role === "student") {
      this.tell("The lecturer has all follow just now.");
      return;
    }
    this.own = address;
    this.left = this.aside = address !== undefined;
    this.tell("");
  }

  goBack() {
    this.own = undefined;
    if (this.left) this.left = this.aside = false;
    this.tell("");
  }

  turn() {
    this.aside = !this.aside;
    this.show();
  }

  show() {
    const { el, state, inside } = this;
    const { place, activity, locked } = state;
    if (locked) this.own = undefined;
    if (activity?.number !== this.mounted?.number) this.mountActivity();
    const doing = inside && Boolean(activity) && !this.aside;
    const alone = inside && !doing && this.own !== undefined;
    const lesson = inside && !alone && place && !place.run ? place : undefined;
    const follows = inside && !doing && !alone && Boolean(place?.run);
    const gone = this.link && ["closed", "removed"].includes(this.ended);
    el.form.hidden = this.role === "wall" || inside || Boolean(gone);
    this.form.code.box.hidden = this.link?.status === "here";
    el.wait.hidden = !(inside && !doing && !alone && !place);
    el.followed.hidden = !follows;
    el.activity.hidden = !doing;
    // What waits behind a question is there at once when it has been answered.
    el.frame.classList.toggle("behind", doing);
    this.showFrame(alone ? this.own : lesson && this.lesson(lesson));
    if (inside && place?.run) {
      this.follow ??= new Follow(el.followed, this.base, this.me, this.role === "wall");
      this.follow.show(place.run, state.shown ?? null);
    }
    if (activity) this.mounted?.part.update(state.doing, state.mine);
    this.write(alone, doing);
  }

  get ended() {
    return this.state.removed ? "removed" : (this.link?.status ?? "");
  }

  /** @param {import("./link.js").Place} place */
  lesson({ page, idea, questions, pair }) {
    const keys = new URLSearchParams({ embed: "true", follow: "true" });
    if (idea) keys.set("idea", idea);
    if (questions) keys.set("questions", questions);
    if (pair) keys.set("pair", pair);
    if (this.role === "wall") keys.set("present", "true");
    return `${page}?${keys}`;
  }

  /** @param {string | undefined} address of a page of the app */
  showFrame(address) {
    this.el.frame.hidden = address === undefined;
    if (address === this.framed) return;
    const before = this.framed;
    this.framed = address;
    const lesson = (/** @type {string | undefined} */ one) =>
      one?.includes("follow=true") ? one.split("?")[0] : undefined;
    if (address && this.frame && lesson(address) && lesson(address) === lesson(before)) {
      this.turnTo(this.frame, address);
      return;
    }
    this.frame?.remove();
    this.frame = undefined;
    if (address === undefined) return;
    this.frame = add(this.el.frame, "iframe");
    this.frame.title = "A page of the app";
    this.frame.src = this.under + address;
  }

  /**
   * Another idea of the same lesson: as with the browser's own Back, the page in the frame runs
   * again instead of being loaded anew.
   *
   * @param {HTMLIFrameElement} frame
   * @param {string} address
   */
  turnTo(frame, address) {
    const inside = frame.contentWindow;
    if (!inside) return;
    inside.history.replaceState(null, "", this.under + address);
    inside.dispatchEvent(new PopStateEvent("popstate"));
  }

  mountActivity() {
    const { activity } = this.state;
    this.el.activity.replaceChildren();
    this.mounted = undefined;
    this.left = this.aside = false;
    const kind = activity && ACTIVITIES[activity.kind];
    if (!activity || !kind) return;
    const box = add(this.el.activity, "div", "inside");
    const { number } = activity;
    const say = (/** @type {object} */ about) =>
      this.link?.say("act", { of: number, ...about }) ?? Promise.resolve(null);
    const mount = this.role === "wall" ? kind.wall : kind.student;
    this.mounted = {
      number,
      part: mount(box, say, (/** @type {string | undefined} */ address) => this.leave(address)),
    };
  }

  /** @param {boolean} alone @param {boolean} doing */
  write(alone, doing) {
    const { el, state, link, inside } = this;
    const { place, activity, locked, me } = state;
    set(el.title, state.code ? `Room ${spaced(state.code)}` : "Lecture room");
    const lost = link?.status === "lost" ? "Connection lost: trying again." : "";
    const over = link ? OVER[this.ended] ?? "" : "";
    const muted = me?.muted ? "The lecturer does not hear you at present." : "";
    const present = `${this.state.present || "nobody"} here`;
    const join = this.role === "wall" && inside ? `${this.address}, ${present}` : "";
    const named = this.role === "student" && inside && me;
    el.me.hidden = !named || me.muted || Boolean(lost || over || this.said); // room for words
    set(el.me, named ? me.name || "Your name" : "");
    el.me.ariaLabel = named && me.name ? `${me.name}: change your name` : null;
    set(el.news, (doing && !join && activity?.title) || ""); // those who do not see it hear of it
    const [right, known] = me?.tally ?? [0, 0];
    const tally = known ? `${right} of ${known} right` : "";
    set(
      el.line,
      lost || over || this.said || muted || join || tally,
    );
    el.line.classList.toggle("ill", Boolean(lost || over));
    const wall = this.role === "wall";
    set(el.waiting, wall ? this.address : "You are in. What the lecturer shows comes here.");
    el.picture.hidden = el.code.hidden = !wall;
    if (wall && state.code && this.pictured !== state.code) {
      this.pictured = state.code;
      set(el.code, spaced(state.code));
      el.picture.src = `${this.under}hall/qr.svg?code=${state.code}`;
      el.picture.alt = "The address to join, as a QR code";
    }
    document.body.classList.toggle("black", wall && Boolean(state.black));
    this.tick();
    const free = inside && this.role === "student" && !locked;
    this.around.hidden = !free || alone || doing || !place;
    this.mine.hidden = !free || alone || doing || !place?.run;
    this.back.hidden = !alone;
    set(this.back, this.left ? `Back to: ${activity?.title}` : "Back to the lecturer");
    // What is asked before it is seen is not to be seen first.
    this.other.hidden = wall || !inside || !activity || Boolean(state.ahead) || alone;
    set(this.other, this.aside ? activity?.title ?? "" : "Show the lecturer's page");
    el.foot.hidden = [this.around, this.mine, this.back, this.other].every(({ hidden }) => hidden);
    document.body.classList.toggle("with-bar", !el.foot.hidden);
  }
}

export default () => new Hall(document.body);
