// The lecturer's run on a page of its own: the house's stage, fed by the live socket as a guest.

import { add } from "../components/kit/dom.js";
import { page } from "../components/kit/page.js";
import { unpack } from "../components/kit/unpack.js";

/** @typedef {import("../components/kit/wire.d.ts").Stage} Stage */
/** @typedef {import("./link.js").Shown} Shown */

// What the stage draws by itself.
const OWN = ["network", "timeline", "flow", "thumbs", "hint", "decision"];
const AGAIN = 2000; // ms until what did not come is asked for again

const nothing = () => {};

/**
 * What the stage asks its page for while the socket is away. Here is none that could do it: it is
 * done as soon as the socket is there.
 *
 * @param {string} _ how Streamlit calls it
 * @param {{ command?: object }} what
 */
export function later(_, { command }) {
  if (!command) return;
  page.first = command;
  page.changed?.();
}

export class Follow {
  /** @type {string | undefined} the run that is wanted */
  run;
  /** @type {string | undefined} and the one that is there */
  there;
  /** @type {Shown | null} */
  shown = null;
  /** @type {(() => void)[]} what ends the components */
  ends = [];

  /**
   * @param {HTMLElement} parent
   * @param {string} base what the whole app is served under
   * @param {string} me this browser's secret
   * @param {boolean} large whether it is for a hall
   */
  constructor(parent, base, me, large) {
    this.large = large;
    this.under = base ? `/${base}/` : "/";
    this.base = base;
    this.me = me;
    this.host = add(parent, "div", "followed");
    this.stageRoot = this.place(`${this.under}hall/stage.css`);
    this.socketRoot = this.place();
    // What rests is drawn anew in the other colours.
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.recoloured = () => {
      this.suit();
      dispatchEvent(new Event("resize"));
    };
    this.dark.addEventListener("change", this.recoloured);
  }

  /** @param {string} [sheet] */
  place(sheet) {
    const root = add(this.host, "div").attachShadow({ mode: "open" });
    if (sheet) {
      const link = add(root, "link");
      link.rel = "stylesheet";
      link.href = sheet;
    }
    return root;
  }

  /** @param {string} name of a module that the server links */
  load(name) {
    return import(`${location.origin}${this.under}hall/${name}`);
  }

  /**
   * Show a run, and of it what the lecturer's stage shows.
   *
   * @param {string} run its key
   * @param {Shown | null} shown
   */
  async show(run, shown) {
    this.shown = shown?.run === run ? shown : null;
    this.suit();
    if (run === this.run) return;
    this.run = run;
    page.first = undefined; // it was meant for the run before
    clearTimeout(this.again);
    try {
      await this.mount(run);
    } catch {
      if (run !== this.run) return;
      this.run = undefined;
      this.again = setTimeout(() => this.show(run, this.shown), AGAIN);
    }
  }

  /** @param {string} run */
  async mount(run) {
    const [stage, socket, answer] = await Promise.all([
      this.load("stage.js"),
      this.load("live_socket.js"),
      fetch(`${this.under}hall/stage?run=${encodeURIComponent(run)}`),
    ]);
    if (!answer.ok) throw new Error("The run is not there.");
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (run !== this.run) return;
    /** @type {Stage} */
    const about = unpack(bytes);
    const names = [...OWN, ...about.views.map(({ name }) => name)];
    const said = {
      run,
      playing: null,
      followed: 0,
      views: Object.fromEntries(names.map((name) => [name, {}])),
      at: null,
      present: 0,
      base: this.base,
      lost: false,
      owner: this.me,
    };
    this.call(stage.default, this.stageRoot, bytes, later);
    // As on the lecturer's own screen while presenting.
    if (this.large) this.stageRoot.querySelector(".screen")?.classList.add("presenting");
    this.call(socket.default, this.socketRoot, [said]);
    this.there = run;
    this.suit();
  }

  /**
   * What Streamlit does for a component.
   *
   * @param {(component: object) => (() => void) | undefined} component
   * @param {ShadowRoot} parentElement
   * @param {unknown} data
   * @param {(name: string, value: any) => void} [setTriggerValue] what becomes of what it asks for
   */
  call(component, parentElement, data, setTriggerValue = nothing) {
    const end = component({
      data,
      parentElement,
      setStateValue: nothing,
      setTriggerValue,
    });
    this.ends.push(end ?? nothing);
  }

  suit() {
    if (this.there !== this.run) return;
    page.follow?.({ view: this.shown?.view ?? "", at: this.shown?.at ?? null });
  }

  close() {
    clearTimeout(this.again);
    this.dark.removeEventListener("change", this.recoloured);
    for (const end of this.ends) end();
    this.host.remove();
  }
}
