// What was done and can be undone and done again, newest last.

const MOST = 20;
const SAID = 8000; // ms that the newest is offered in words

/** @typedef {import("./stage.js").StageView} StageView */
/** @typedef {(stage: StageView) => void} Way */
/** @typedef {{ what: string, back: Way, again: Way, when: number }} Deed */

export class Undo {
  /** @type {Deed[]} */
  deeds = [];
  /** @type {Deed[]} */
  undone = [];

  /** @type {string | undefined} the run that this page has shown last */
  run;

  /**
   * A run is shown. If it took the place of the last one, that one can be had back.
   *
   * @param {string} run
   * @param {string} before whose place it took, "" if nobody's
   * @param {string} deed that this was
   */
  shown(run, before, deed) {
    const show = (/** @type {string} */ one) => (/** @type {StageView} */ stage) =>
      stage.request({ show: one }, "Undone");
    if (before && before === this.run && run !== before) {
      this.remember(deed, show(before), show(run));
    }
    this.run = run;
  }

  /**
   * @param {string} what was done
   * @param {Way} back
   * @param {Way} again
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

  /** Undo the newest; false if there is none. @param {StageView} stage */
  undo(stage) {
    const last = this.deeds.pop();
    if (!last) return false;
    this.undone.push(last);
    last.back(stage);
    return true;
  }

  /** Do again what was undone last; false if there is nothing. @param {StageView} stage */
  redo(stage) {
    const last = this.undone.pop();
    if (!last) return false;
    this.deeds.push({ ...last, when: performance.now() });
    last.again(stage);
    return true;
  }
}

/** That of this page: it outlives the stage, while somebody looks at another page. */
export const history = new Undo();
