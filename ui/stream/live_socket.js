// The live socket of this page. It says which views can be seen, takes frames to them, and tells
// Streamlit only when frames do not come this way or come again, or when the run started or stopped
// by itself.

import { socketAddress } from "../components/kit/address.js";
import { FOR_GOOD, REWIND, TOGETHER, UNKNOWN_RUN } from "../components/kit/constants.js";
import { remember } from "../components/kit/remember.js";
import { page } from "../components/kit/page.js";
import { unpack } from "../components/kit/unpack.js";
import { Shortcuts } from "./shortcuts.js";

/** @typedef {import("../components/kit/wire.d.ts").LiveSocket} Data */
/** @typedef {import("../components/kit/streamlit.d.ts").Component<[Data]>} Component */
/** @typedef {{ error: string | null, made?: object, lost?: boolean }} Reply */

const TRIES = 3; // in vain from the start: there is no such route here
const SLOWEST = 15_000; // ms between tries
const REST = 1000; // ms without an element
const SILENT = 2000; // ms without a frame on a page that is seen again
const ANSWER = 2500; // ms that the page may take for what it is asked
const AGAIN = 100; // ms between looks whether commands still have to wait
const LATE = 3000; // ms without a first frame: Streamlit brings frames until one comes
const MOVING = [0, 400, 900]; // ms until the page has moved

/** @type {WeakMap<ShadowRoot, LiveSocket>} */
const sockets = new WeakMap();

export class LiveSocket {
  /** @type {Data} */
  data;
  /** @type {Component} */
  component;
  turn = {}; // of Streamlit: which of its runs mounted it last
  /** @type {WebSocket | undefined} */
  socket;
  unsaid = 0; // frames that were painted,
  together = 1; // and of how many that is said next
  tries = 0; // in vain, one after another
  works = false; // whether a frame has come since the last break
  worked = false; // or ever
  missed = false; // whether one was to come, and did not
  pausing = false; // whether the run is to pause as soon as it opens
  /** @type {boolean | undefined} whether the run plays, once a frame has said it */
  playing;
  /** @type {number | undefined} */
  followed;
  /** @type {string | undefined} what was said last */
  said;
  /** @type {boolean | undefined} what Streamlit is being told of the socket */
  telling;
  /** @type {Map<number, (reply: Reply) => void>} */
  replies = new Map();
  number = 0; // of the newest command
  /** @type {Map<number, object>} commands that no reply has come to */
  sent = new Map();
  /** @type {{ message: object, settle: (reply: Reply | Promise<Reply>) => void }[]} not sent yet */
  waiting = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} while the page is asked for something */
  asked;
  /** @type {ReturnType<typeof setTimeout> | undefined} while commands wait */
  looking;
  copying = false; // whether that is a copy of somebody else's run
  patience = 250; // ms until Streamlit is told again
  /** @type {ReturnType<typeof setTimeout> | undefined} a timer, as the next five */
  ending;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  planned;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  doubt;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  silence;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  late;

  constructor() {
    page.changed = () => this.plan();
    page.send = (message) => this.command(message);
    page.hold = () => this.hold();
    this.shortcuts = new Shortcuts(this);
    this.resized = () => {
      for (const view of page.views.values()) if (view.theme) view.present();
    };
    addEventListener("resize", this.resized);
    this.seenAgain = () => document.visibilityState === "visible" && this.listen();
    addEventListener("pageshow", this.seenAgain);
    document.addEventListener("visibilitychange", this.seenAgain);
  }

  /** @param {Component} component */
  update(component) {
    const { run, owner } = this.data ?? {};
    const [data] = component.data;
    this.data = data;
    if (data.present || page.present) {
      for (const later of MOVING) {
        setTimeout(this.resized, later);
      }
    }
    page.present = data.present;
    this.component = component;
    this.telling = undefined;
    this.answered();
    if (!data.playing) this.pausing = false;
    this.trust();
    this.patience = 250;
    if (run !== data.run || owner !== data.owner) remember(data.run, data.owner, data.base);
    if (run !== data.run) {
      this.tries = 0;
      this.pausing = false;
      this.connect();
      // These were passed over while the socket still carried the other run.
      if (run) {
        for (const view of page.views.values()) if (view.brought) view.show(view.brought);
      }
    } else {
      this.plan();
      this.compare();
    }
    if (this.missed) this.tellLost(true); // a new session does not know, or it was not heard
  }

  connect() {
    this.drop();
    const { run, base } = this.data;
    const socket = (this.socket = new WebSocket(socketAddress("live", base, { run })));
    socket.binaryType = "arraybuffer";
    this.late = setTimeout(() => this.miss(), LATE);
    this.unsaid = 0;
    this.together = 1;
    socket.onopen = () => {
      this.plan();
      if (this.pausing) this.pause();
    };
    socket.onmessage = ({ data }) => {
      if (socket !== this.socket) return;
      if (typeof data === "string") this.reply(JSON.parse(data));
      else if ((page.run ?? run) === run) this.take(new Uint8Array(data), socket);
    };
    socket.onclose = ({ code }) => socket === this.socket && this.lost(code);
  }

  drop() {
    clearTimeout(this.retry);
    clearTimeout(this.late);
    const { socket } = this;
    this.socket = this.said = this.playing = undefined;
    page.carried.clear();
    for (const settle of this.replies.values()) settle({ error: null, lost: true });
    this.replies.clear();
    this.sent.clear();
    socket?.close();
  }

  /** @param {number} code */
  lost(code) {
    this.drop();
    this.giveUp();
    page.told?.(true, code === UNKNOWN_RUN);
    this.works = false;
    this.miss();
    this.tries += 1;
    if (FOR_GOOD.includes(code) || (!this.worked && this.tries >= TRIES)) return;
    this.retry = setTimeout(() => this.connect(), Math.min(SLOWEST, 500 * 2 ** this.tries));
  }

  // Frames do not come this way, or not now: something else is to bring them.
  miss() {
    this.missed = true;
    this.tellLost(true);
  }

  // Browsers throw sockets away without a word while a page is in the background: a healthy one
  // brings a frame soon.
  listen() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.socket && this.isPlaying && this.connect(), SILENT);
  }

  get open() {
    return this.socket?.readyState === WebSocket.OPEN ? this.socket : undefined;
  }

  /**
   * The moment that is looked at: the slider knows it first.
   *
   * @returns {number | null}
   */
  get at() {
    if (page.at !== undefined) return page.at;
    const slider = /** @type {{ at: number | null } | undefined} */ (
      /** @type {unknown} */ (page.views.get(REWIND))
    );
    return slider ? slider.at : this.data.at;
  }

  // Before the first frame the page knows best.
  get isPlaying() {
    return this.playing ?? this.data.playing ?? false;
  }

  // Whether the page is about another run, or may be soon: a command is meant for that one. Address
  // and stage know it before it has come here.
  get holds() {
    const about = page.run ?? new URLSearchParams(location.search).get("run") ?? this.data.run;
    return this.asked !== undefined || about !== this.data.run;
  }

  // Streamlit was asked for something that may make another run: commands wait until it answers.
  hold() {
    clearTimeout(this.asked);
    this.asked = setTimeout(() => this.answered(), ANSWER);
  }

  answered() {
    clearTimeout(this.asked);
    this.asked = undefined;
    this.copying = false;
  }

  // Nobody says when an address has changed.
  lookAgain() {
    this.looking ??= setTimeout(() => {
      this.looking = undefined;
      this.plan();
      if (this.waiting.length) this.lookAgain();
    }, AGAIN);
  }

  // What waits is lost with the socket, as what it has sent is.
  giveUp() {
    for (const { settle } of this.waiting.splice(0)) settle({ error: null, lost: true });
  }

  // Whether the page has buttons of Streamlit's that move the run.
  get hasButtons() {
    return this.data.playing !== null;
  }

  // Only what is on the page and can be seen is asked for: the rest costs the server nothing.
  plan() {
    this.planned ??= setTimeout(() => {
      this.planned = undefined;
      const { open } = this;
      if (!open) return;
      const want = Object.fromEntries(
        Object.entries(this.data.views)
          .filter(([name]) => page.views.get(name)?.seen && !page.lost.has(name))
          .map(([name, options]) => [name, { ...options, ...page.options?.[name] }]),
      );
      const { at, data: { owner: me } } = this;
      const said = JSON.stringify({ want, at, me, shown: page.shown });
      if (said !== this.said) open.send(this.said = said);
      if (page.first) open.send(JSON.stringify(page.first));
      page.first = undefined;
      if (!this.holds) {
        for (const { message, settle } of this.waiting.splice(0)) settle(this.say(open, message));
      }
      if (!page.lost.size) return;
      page.lost.clear();
      this.plan(); // what is wanted anew comes whole
    });
  }

  /**
   * Take a message of frames to the views that they are for.
   *
   * @param {Uint8Array} bytes
   * @param {WebSocket} socket that it came by
   */
  take(bytes, socket) {
    /** @type {import("../components/kit/wire.d.ts").Message} */
    const { views, playing, followed, ms, arrays } = unpack(bytes);
    clearTimeout(this.silence);
    clearTimeout(this.late);
    this.tries = 0;
    this.missed = false;
    if (!this.works) page.told?.(false, false);
    this.works = this.worked = true;
    this.playing = playing;
    this.followed = followed;
    views.forEach((name, i) => {
      const view = page.views.get(name);
      if (!view) {
        page.lost.add(name); // until it is back
        return;
      }
      page.carried.add(name);
      view.show(/** @type {Uint8Array} */ (arrays[i]), playing);
    });
    // Registered after the views' own, so it runs when they have drawn; in a hidden tab, when it is
    // shown again.
    requestAnimationFrame(() => this.painted(socket));
    this.count(bytes.length, ms, views);
    this.tellLost(false);
    this.compare();
  }

  /**
   * Say that frames were painted: the first at once, then some together.
   *
   * @param {WebSocket} socket that they came by
   */
  painted(socket) {
    if (socket !== this.socket || socket.readyState !== WebSocket.OPEN) return;
    this.unsaid += 1;
    if (this.unsaid < this.together) return;
    socket.send(JSON.stringify({ ack: this.unsaid }));
    this.unsaid = 0;
    this.together = TOGETHER;
  }

  /**
   * The server may not know that nothing reaches this page any more.
   *
   * @param {boolean} lost
   */
  tellLost(lost) {
    if (lost === this.data.lost || lost === this.telling) return;
    this.telling = lost;
    this.component.setStateValue("lost", lost);
  }

  // Have the page run again: its buttons and fields may say something else than the run does.
  tellMoved() {
    this.component.setTriggerValue("moved", Date.now());
  }

  /**
   * Used by tests and benchmarks: frames, their bytes, the server's milliseconds, and how often
   * each view came.
   *
   * @param {number} bytes
   * @param {number} ms
   * @param {string[]} views
   */
  count(bytes, ms, views) {
    const sum = (page.count ??= { frames: 0, bytes: 0, ms: 0, views: {} });
    sum.frames += 1;
    sum.bytes += bytes;
    sum.ms += ms;
    for (const name of views) sum.views[name] = (sum.views[name] ?? 0) + 1;
  }

  // Whether the page says something else than the run does.
  get differs() {
    const { playing, followed, data } = this;
    const moved = this.hasButtons && playing !== data.playing;
    return playing !== undefined && (moved || followed !== data.followed);
  }

  // Unless the page is just about to know, tell it; and again, as Streamlit may lose what it is
  // told while it runs the page.
  compare() {
    if (!this.differs) return this.trust();
    this.doubt ??= setTimeout(() => {
      this.doubt = undefined;
      if (!this.differs) return;
      this.tellMoved();
      this.patience = Math.min(SLOWEST, 4 * this.patience);
      this.compare();
    }, this.patience);
  }

  trust() {
    clearTimeout(this.doubt);
    this.doubt = undefined;
  }

  // A command that does not wait: it does no harm to the run before. While the socket is only about
  // to work, the run pauses as soon as it does.
  pause() {
    if (this.works && this.open) return this.say(this.open, { do: "pause" });
    this.pausing = !this.open;
    this.open?.send('{"do":"pause"}');
    return undefined;
  }

  /**
   * Send a command; one that is meant for a run which is about to be shown, once the socket is its.
   *
   * @param {object} message
   * @returns {Promise<Reply> | undefined} undefined when the socket is not there to take it
   */
  command(message) {
    const { open, socket } = this;
    if (!this.works || !socket) return undefined;
    const moment = "at" in message && message.at !== null; // of the run that is seen
    const waits = this.holds || this.waiting.length; // what came before goes first
    if (open && (moment || !waits)) return this.say(open, message);
    this.lookAgain();
    return new Promise((settle) => this.waiting.push({ message, settle }));
  }

  /**
   * @param {WebSocket} open
   * @param {object} message
   * @returns {Promise<Reply>}
   */
  say(open, message) {
    const id = (this.number += 1);
    open.send(JSON.stringify({ ...message, id }));
    this.sent.set(id, message);
    return new Promise((settle) => this.replies.set(id, settle));
  }

  /** @param {Reply & { re: number, guest?: boolean }} reply */
  reply({ re, guest, ...reply }) {
    // The run is somebody else's: the page makes a copy, and does it there.
    if (guest) this.copy(this.sent.get(re) ?? {});
    this.sent.delete(re);
    this.replies.get(re)?.(reply);
    this.replies.delete(re);
  }

  /** @param {object} message */
  copy(message) {
    if (this.copying) this.command(message);
    else this.component.setTriggerValue("guest", message);
    this.copying = true;
    this.hold();
  }

  close() {
    this.answered();
    this.giveUp();
    clearTimeout(this.looking);
    removeEventListener("resize", this.resized);
    removeEventListener("pageshow", this.seenAgain);
    document.removeEventListener("visibilitychange", this.seenAgain);
    clearTimeout(this.silence);
    this.shortcuts.close();
    clearTimeout(this.planned);
    this.trust();
    this.drop();
  }
}

/**
 * Streamlit may take an element away and bring it back at once: the socket outlives that. It also
 * cleans up after a run that a newer one has overtaken: that changes nothing.
 *
 * @param {Component} component
 */
export default (component) => {
  const { parentElement } = component;
  const socket = sockets.get(parentElement) ?? page.resting ?? new LiveSocket();
  page.resting = undefined;
  clearTimeout(socket.ending);
  sockets.set(parentElement, socket);
  socket.update(component);
  const turn = (socket.turn = {});
  return () => {
    if (socket.turn !== turn) return;
    page.resting = socket;
    socket.ending = setTimeout(() => {
      if (page.resting === socket) page.resting = undefined;
      sockets.delete(parentElement);
      socket.close();
    }, REST);
  };
};
