// What was done and can be undone and done again, newest last.

const MOST = 20;
const SAID = 8000; // ms that the newest is offered in words

/** @typedef {{ what: string, back: () => void, again: () => void, when: number }} Deed */

export class Undo {
  /** @type {Deed[]} */
  deeds = [];
  /** @type {Deed[]} */
  undone = [];

  /**
   * @param {string} what was done
   * @param {() => void} back
   * @param {() => void} again
   */
  remember(what, back, again) {
    const deed = { what, back, again, when: performance.now() };
    this.deeds = [...this.deeds, deed].slice(-MOST);
    this.undone = [];
  }

  /** The newest, if it was done just now. */
  get offered() {
    const last = this.deeds.at(-1);
    return last && performance.now() - last.when < SAID ? last : undefined;
  }

  /** Undo the newest; false if there is none. */
  undo() {
    const last = this.deeds.pop();
    if (!last) return false;
    this.undone.push(last);
    last.back();
    return true;
  }

  /** Do again what was undone last; false if there is nothing. */
  redo() {
    const last = this.undone.pop();
    if (!last) return false;
    this.deeds.push({ ...last, when: performance.now() });
    last.again();
    return true;
  }
}
