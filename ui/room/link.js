// The page's end of a lecture room's socket: it holds what this one sees of the room, says what is
// done here, and comes back by itself.

import { socketAddress } from "../components/kit/address.js";
import { CLOSED, OWNER_COOKIE, TOO_MANY_TRIES, UNKNOWN_RUN } from "../components/kit/constants.js";
import { rememberOwner } from "../components/kit/remember.js";

/** @typedef {{ page: string, run: string, idea: string, questions?: string, pair?: string }} Place where the lecturer is */
/** @typedef {{ title: string, asks: boolean, minutes: number, note: string }} Stop of the agenda */
/** @typedef {{ run: string, view: string, at: number | null }} Shown of a run, on the lecturer's stage */
/** @typedef {{ number: number, kind: string, title: string }} Running an activity */
/** @typedef {[number: number, name: string, hidden: boolean, muted: boolean, removed: boolean]} Person */
/**
 * What one sees of a room, by role; see runs/rooms/parts.py.
 * `doing` is what is to be seen of the activity.
 * @typedef {{ code?: string, locked?: boolean, ahead?: boolean, place?: Place | null, shown?: Shown | null,
 *   activity?: Running | null, doing: Record<string, any>, in?: boolean, removed?: boolean,
 *   me?: { number: number, name: string, muted: boolean, tally?: [right: number, known: number] }, mine?: any,
 *   clock?: number, timer?: number, black?: boolean, agenda?: Stop[], at?: number, since?: number, led?: boolean,
 *   people?: Person[], joined?: number, present?: number, trouble?: string }} RoomState
 */
/** @typedef {"coming" | "here" | "lost" | "none" | "closed" | "refused"} Status */
/** @typedef {{ error: string | null, run?: string }} Reply */

const SLOWEST = 10_000; // ms between tries
const SILENT = 2500; // ms that the other end may take to answer

/** @type {Record<number, Status>} codes of a socket that is not to be opened again */
const FINAL = { [UNKNOWN_RUN]: "none", [CLOSED]: "closed", [TOO_MANY_TRIES]: "refused" };

/** This browser's secret; it is made where there is none. @param {string} base */
export function secret(base) {
  const kept = document.cookie.split("; ").find((each) => each.startsWith(`${OWNER_COOKIE}=`));
  if (kept) return kept.slice(OWNER_COOKIE.length + 1);
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  const made = btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_");
  rememberOwner(made, base);
  return made;
}

export class RoomLink {
  /** @type {Status} */
  status = "coming";
  /** @type {RoomState} */
  state = { doing: {} };
  /** @type {WebSocket | undefined} */
  socket;
  tries = 0;
  ahead = 0; // seconds by which the server's clock is
  number = 0; // of the latest message that wants a reply
  /** @type {Map<number, (reply: Reply) => void>} */
  replies = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  retry;

  /**
   * @param {string} base what the whole app is served under
   * @param {Record<string, string>} keys of the socket's address
   * @param {string} me this browser's secret
   * @param {() => void} hear called when the state or the status has changed
   */
  constructor(base, keys, me, hear) {
    this.base = base;
    this.keys = keys;
    this.me = me;
    this.hear = hear;
    this.awake = () => document.visibilityState === "visible" && this.look();
    for (const name of ["pageshow", "online"]) addEventListener(name, this.awake);
    document.addEventListener("visibilitychange", this.awake);
    this.connect();
  }

  get open() {
    return this.socket?.readyState === WebSocket.OPEN ? this.socket : undefined;
  }

  connect() {
    this.drop();
    const socket = (this.socket = new WebSocket(socketAddress("room", this.base, this.keys)));
    socket.onopen = () => {
      this.state = { doing: {} };
      socket.send(JSON.stringify({ me: this.me }));
    };
    socket.onmessage = ({ data }) => socket === this.socket && this.take(JSON.parse(data));
    socket.onclose = ({ code }) => socket === this.socket && this.lost(code);
  }

  drop() {
    clearTimeout(this.retry);
    const { socket } = this;
    this.socket = undefined;
    for (const settle of this.replies.values()) settle({ error: "The connection was lost." });
    this.replies.clear();
    socket?.close();
  }

  /**
   * @param {{ set?: Partial<RoomState>, state?: Record<string, any>, gone?: string[], re?: number,
   *   error?: string | null, run?: string }} message
   */
  take({ set, state, gone, re, error = null, run }) {
    if (re !== undefined) {
      this.replies.get(re)?.({ error, run });
      this.replies.delete(re);
    }
    if (!set && !state && !gone) return;
    this.tries = 0;
    if (set?.clock) this.ahead = set.clock - Date.now() / 1000;
    const doing = { ...(set?.activity === undefined ? this.state.doing : {}), ...state };
    for (const name of gone ?? []) delete doing[name];
    this.state = { ...this.state, ...set, doing };
    this.become("here");
  }

  /** How many seconds the timer has left; 0 if none runs. */
  get left() {
    const { timer = 0 } = this.state;
    return timer ? Math.max(0, Math.ceil(timer - Date.now() / 1000 - this.ahead)) : 0;
  }

  /** How many seconds ago something was. @param {number} since by the server's clock */
  ago(since) {
    return Math.max(0, Math.floor(Date.now() / 1000 + this.ahead - since));
  }

  /** @param {number} code */
  lost(code) {
    this.drop();
    this.become(FINAL[code] ?? "lost");
    if (this.status !== "lost") return;
    this.tries += 1;
    // Not all at once: a server that comes back has all of a hall at its door.
    const rest = Math.min(SLOWEST, 300 * 2 ** this.tries) * (0.5 + Math.random() / 2);
    this.retry = setTimeout(() => this.connect(), rest);
  }

  /** @param {Status} status */
  become(status) {
    this.status = status;
    this.hear();
  }

  // Browsers throw sockets away without a word while a phone is locked.
  async look() {
    const { socket } = this;
    if (this.status !== "here" && this.status !== "lost") return;
    if (!this.open) {
      this.connect();
      return;
    }
    const silence = setTimeout(() => socket === this.socket && this.connect(), SILENT);
    await this.ask({ here: true });
    clearTimeout(silence);
  }

  /**
   * @param {object} message
   * @returns {Promise<Reply>}
   */
  ask(message) {
    const { open } = this;
    if (!open) return Promise.resolve({ error: "There is no connection just now." });
    const id = (this.number += 1);
    open.send(JSON.stringify({ ...message, id }));
    return new Promise((settle) => this.replies.set(id, settle));
  }

  /**
   * Have something happen in the room; null, or why not.
   *
   * @param {string} kind
   * @param {object} [about]
   */
  async say(kind, about = {}) {
    const { error } = await this.ask({ say: { ...about, kind } });
    return error;
  }

  close() {
    for (const name of ["pageshow", "online"]) removeEventListener(name, this.awake);
    document.removeEventListener("visibilitychange", this.awake);
    this.drop();
  }
}

/** Minutes and seconds. @param {number} seconds */
export const clockText = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
