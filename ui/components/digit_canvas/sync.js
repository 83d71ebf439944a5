// States of a drawing on one way to Python, and its answers back.

const GIVE_UP = 500; // ms after which an answer is no longer waited for
const LOST = 1500; // ms after which a state without an answer is sent again, then twice as long

export class Sync {
  sentAt = -Infinity;
  patience = 1; // times as long until a state counts as lost
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;

  /**
   * @param {{ seq: number }} newest with the number of its newest state, as Python knows it
   * @param {number} every ms between two states sent while the pen is down
   * @param {() => void} tell Python of the newest
   */
  constructor(newest, every, tell) {
    this.newest = newest;
    this.every = every;
    this.sent = newest.seq; // of the newest that was sent
    this.answered = newest.seq; // of the newest that an answer came to
    this.tell = tell;
  }

  /**
   * While the pen is down at most one state is under way, and none sooner than ``every`` after the
   * one before. A finished stroke does not wait: Streamlit drops what it overtakes.
   */
  send(now = false) {
    if (this.newest.seq === this.sent) return;
    const time = performance.now();
    const wait = this.sentAt + (this.sent > this.answered ? GIVE_UP : this.every) - time;
    clearTimeout(this.timer);
    this.timer = undefined;
    if (wait > 0 && !now) {
      this.timer = setTimeout(() => this.send(), wait);
      return;
    }
    this.sent = this.newest.seq;
    this.sentAt = time;
    this.tell();
    this.timer = setTimeout(() => this.sendAgain(), LOST * this.patience);
  }

  // Streamlit may lose what it is told while it runs the page; the last state of a drawing has no
  // successor to be seen by.
  sendAgain() {
    if (this.answered >= this.sent) return;
    this.patience *= 2; // perhaps the server is away
    this.newest.seq += 1;
    this.send(true);
  }

  /**
   * Note that an answer came; false if a newer one came before it.
   *
   * @param {number} seq of the state that it is to
   */
  hear(seq) {
    if (seq < this.answered) return false;
    this.answered = seq;
    this.patience = 1;
    return true;
  }

  close() {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}
