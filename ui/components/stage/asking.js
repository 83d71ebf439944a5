// What the stage asks the page for: another run, a dialog, another page.

import { page } from "../kit/page.js";

const LATE = 2500; // ms that the page may take for what it is asked

export class Asking {
  /** @type {Record<string, any>[]} what the page is to be asked for */
  queue = [];
  /** @type {Record<string, any> | undefined} what it was asked for last, while it is at it */
  told;
  /** @type {ReturnType<typeof setTimeout> | undefined} while it is at one of them */
  waiting;
  /** @type {import("../kit/streamlit.d.ts").Component | undefined} */
  component;

  /**
   * One thing at a time: of two that come together Streamlit would forget the first.
   *
   * @param {object} what
   * @param {string} [label] of what is done by it
   */
  request(what, label = "") {
    this.queue.push({ ...what, label });
    if (!this.waiting) this.tell();
  }

  /** Tell the page the next thing that it is asked for. */
  tell() {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    const next = this.told = this.queue.shift();
    if (!next) return;
    this.component?.setTriggerValue("ask", { ...next, at: Date.now() });
    // What has a name makes another run, and that comes back.
    if ("label" in next && next.label) {
      this.waiting = setTimeout(() => this.tell(), LATE);
      page.hold?.();
    } else if (this.queue.length) this.tell();
  }

  /**
   * What was asked for last, of all that is not there yet.
   *
   * @param {(what: Record<string, any>) => boolean} is whether it is of the kind that is meant
   */
  latest(is) {
    return [this.told ?? {}, ...this.queue].findLast(is);
  }
}
