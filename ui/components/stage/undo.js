// What was done and can be undone, newest last.

const MOST = 20;
const SAID = 8000; // ms that the newest is offered in words

/** @typedef {{ what: string, back: () => void, when: number }} Deed */

export class Undo {
  /** @type {Deed[]} */
  deeds = [];

  /**
   * @param {string} what was done
   * @param {() => void} back
   */
  remember(what, back) {
    this.deeds = [...this.deeds, { what, back, when: performance.now() }].slice(-MOST);
  }

  /** The newest, if it was done just now. */
  get offered() {
    const last = this.deeds.at(-1);
    return last && performance.now() - last.when < SAID ? last : undefined;
  }

  /** Undo the newest; false if there is none. */
  undo() {
    const last = this.deeds.pop();
    last?.back();
    return Boolean(last);
  }
}
