// The socket to the desk where drawings are read: what is drawn goes there, answers come at once.

import { socketAddress } from "../kit/address.js";
import { FOR_GOOD } from "../kit/constants.js";

const SLOWEST = 15_000; // ms between tries

export class Desk {
  key = ""; // of the desk; empty where there is none
  base = "";
  tries = 0; // in vain, one after another
  /** @type {WebSocket | undefined} */
  socket;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  retry;

  /**
   * @param {(frame: Uint8Array) => void} take an answer
   * @param {() => void} opened called when drawings can go this way
   */
  constructor(take, opened) {
    this.take = take;
    this.opened = opened;
  }

  get open() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /**
   * @param {string} key
   * @param {string} base what the whole app is served under
   */
  find(key, base) {
    if (key === this.key) return;
    this.close();
    this.key = key;
    this.base = base;
    if (key) this.connect();
  }

  connect() {
    const socket = new WebSocket(socketAddress("drawn", this.base, { desk: this.key }));
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.tries = 0;
      this.opened();
    };
    socket.onmessage = ({ data }) => socket === this.socket && this.take(new Uint8Array(data));
    socket.onclose = ({ code }) => {
      if (socket !== this.socket) return;
      this.socket = undefined;
      if (FOR_GOOD.includes(code)) return;
      this.tries += 1;
      this.retry = setTimeout(() => this.connect(), Math.min(SLOWEST, 500 * 2 ** this.tries));
    };
  }

  /** @param {object} state of the drawing */
  tell(state) {
    this.socket?.send(JSON.stringify(state));
  }

  close() {
    clearTimeout(this.retry);
    const { socket } = this;
    this.socket = undefined;
    this.key = "";
    socket?.close();
  }
}
