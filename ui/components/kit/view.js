// What every live component here does: take frames, draw the newest one when it can be seen, and
// only when it differs.

import { page } from "./page.js";
import { screenBox } from "./screen_box.js";
import { readTheme } from "./theme.js";
import { fingerprint, unpack } from "./unpack.js";

const UNDER = 40; // pixels below the last row of views while presenting
const BETWEEN = 16; // two rows
const READ = 100; // ms between words

/**
 * Those of some sizes that are allowed, else the least that is.
 *
 * @param {number[]} sizes
 * @param {number} least
 * @param {number} most
 */
export function within(sizes, least, most) {
  const allowed = sizes.filter((size) => size >= least && size <= most);
  return allowed.length ? allowed : [least];
}

/**
 * @template {{ arrays: import("./wire.d.ts").Arrays }} Frame a header of wire.d.ts, with its arrays
 */
export class View {
  /** @type {Frame} the newest that was drawn */
  frame;
  /** @type {import("./theme.js").Theme} that it was drawn with */
  theme;
  /** @type {import("./theme.js").Theme} of the page now */
  style;
  restyled = false; // whether the two differ
  /** @type {Uint8Array} the newest frame that came */
  bytes;
  /** @type {Uint8Array} what Streamlit brought last */
  brought;
  /** @type {import("./streamlit.d.ts").Component} Streamlit's hands */
  component;
  /** @type {number | undefined} of the newest frame */
  print;
  /** @type {Uint8Array | undefined} that `frame` was read from */
  unpacked;
  /** @type {string | 0} how it was enlarged while presenting; 0 if it was not */
  presented = 0;
  turn = {}; // of Streamlit: which of its runs mounted it last
  /** @type {ReturnType<typeof setTimeout> | undefined} the timer that closes it */
  ending;
  seen = true;
  fits = true; // while presenting; small lines of text above the others do not
  waiting = false; // whether the newest frame is to be drawn
  smallest = 0; // pixels of the smallest letters that are drawn; 0 where the style sheet sizes all
  magnified = 1; // times as large as drawn, for the letters' sake
  streaming = false; // whether it is one of many, and soon there is a newer one
  // Widths come from here: asking an element in the middle of a frame costs a layout, 4 ms on a
  // busy page.
  /** @type {WeakMap<Element, number>} */
  widths = new WeakMap();

  /**
   * @param {string} key
   * @param {string} name of its class in the style sheet
   */
  constructor(key, name) {
    this.key = key;
    this.root = document.createElement("div");
    this.root.className = name;
    this.sized = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) this.widths.set(target, contentRect.width);
      if (this.theme) this.paint();
    });
    this.watched = new IntersectionObserver(
      (entries) => {
        this.seen = entries[entries.length - 1].isIntersecting;
        if (this.seen && this.waiting) this.ask();
        page.changed?.();
      },
      { rootMargin: "200px" },
    );
    this.watched.observe(this.root);
    this.resized = () => this.restyle();
    addEventListener("resize", this.resized);
  }

  // The page may have other letters than when it was drawn.
  restyle() {
    if (!this.theme) return;
    this.style = readTheme(this.root, this.style);
    if (this.style === this.theme) return;
    this.waiting = true;
    this.ask();
  }

  /**
   * The first frame is drawn at once, so that nothing is blank; the others when the browser paints
   * next. The theme is looked up here: in the middle of a frame, when others have drawn, that costs
   * a layout each time.
   *
   * @param {Uint8Array} bytes
   */
  show(bytes, streaming = false) {
    const print = fingerprint(bytes);
    this.style = readTheme(this.root, this.style);
    if (print === this.print && this.style === this.theme) return;
    this.print = print;
    this.bytes = bytes;
    this.streaming = streaming;
    this.waiting = true;
    if (this.theme) this.ask();
    else this.paint();
  }

  /** @param {Element} element */
  width(element) {
    let width = this.widths.get(element);
    if (width === undefined) {
      width = element.clientWidth;
      this.widths.set(element, width);
      this.sized.observe(element);
    }
    return width;
  }

  ask() {
    if (!page.due) requestAnimationFrame(drawDue);
    (page.due ??= new Set()).add(this);
  }

  paint() {
    if (!this.bytes) return;
    this.begin();
    this.finish();
    this.present();
  }

  begin() {
    this.waiting = false;
    this.restyled = this.style !== this.theme;
    this.theme = this.style;
    if (this.restyled) this.suitLetters(this.theme.letters);
    if (this.unpacked !== this.bytes) {
      this.unpacked = this.bytes;
      this.frame = unpack(this.bytes);
    }
    const since = performance.now();
    this.drawn = this.draw(this.frame) !== false;
    this.spent = performance.now() - since;
  }

  finish() {
    const since = performance.now();
    const written = this.write(this.frame) !== false;
    this.speak();
    if (this.drawn && written) this.count((this.spent ?? 0) + performance.now() - since);
  }

  /**
   * Magnify what is drawn so far that its smallest letters are as large as the page wants them.
   *
   * @param {number} least pixels of a letter, 0 for any
   */
  suitLetters(least) {
    const times = this.smallest ? Math.max(1, least / this.smallest) : 1;
    if (times === this.magnified) return;
    this.magnified = times;
    this.widths = new WeakMap();
    this.sized.disconnect();
    this.scaleDrawings();
  }

  // Also where drawings come later than their letters were suited.
  scaleDrawings() {
    const more = this.magnified > 1;
    for (const { style } of this.drawings()) {
      style.zoom = more ? String(this.magnified) : "";
      style.setProperty("--tip-letters", more ? `${this.smallest}px` : "");
    }
  }

  /**
   * What is magnified as a whole.
   *
   * @returns {HTMLElement[]}
   */
  drawings() {
    return [];
  }

  /**
   * On canvases; false if there was nothing to do.
   *
   * @param {Frame} _frame
   * @returns {boolean | void}
   */
  draw(_frame) {}

  /**
   * All else; false if there was nothing to do.
   *
   * @param {Frame} _frame
   * @returns {boolean | void}
   */
  write(_frame) {}

  /**
   * Words that change with each frame.
   *
   * @param {Frame} _frame
   */
  say(_frame) {}

  // While many frames come no faster than they can be read; if no more come, the newest a little
  // later.
  speak() {
    clearTimeout(this.speaking);
    const rest = (this.spoke ?? -READ) + READ - performance.now();
    if (this.streaming && rest > 0) {
      this.speaking = setTimeout(() => this.speak(), rest + READ);
      return;
    }
    this.spoke = performance.now();
    this.say(this.frame);
  }

  // While presenting, each view is as large as its part of the screen allows: lines and letters
  // too.
  present() {
    const rows = this.fits ? (page.present ?? 0) : 0;
    const id = rows === 0 ? 0 : [
      rows,
      innerWidth,
      innerHeight,
      this.root.parentElement?.clientWidth,
      Math.round(screenBox(this.root).top),
    ].join();
    if (id === this.presented) return;
    this.presented = id;
    if (!rows) return this.enlarge(undefined);
    const tops = [...page.views.values()].filter((view) => view.fits).map((view) =>
      screenBox(view.root).top
    );
    this.fitTo((innerHeight - Math.min(...tops) - UNDER - (rows - 1) * BETWEEN) / rows);
  }

  /**
   * The largest of some sizes that does not need more room than there is; what is wide may wrap, so
   * each is tried.
   *
   * @param {number} room pixels of the screen
   */
  fitTo(room, least = 0.25, most = 2) {
    for (let zoom = most; zoom > least; zoom -= 0.1) {
      this.enlarge(zoom);
      if (screenBox(this.root).height <= room) return;
    }
    this.enlarge(least);
  }

  // Pixels of the screen for each of a canvas, so that it stays sharp while presenting.
  get sharpness() {
    return devicePixelRatio * (Number(this.root.style.zoom) || 1) * this.magnified;
  }

  /** @param {number | undefined} zoom undefined for the ordinary size */
  enlarge(zoom) {
    this.root.style.zoom = zoom === undefined ? "" : String(zoom);
    this.widths = new WeakMap();
    this.sized.disconnect();
    this.draw(this.frame);
    this.write(this.frame);
  }

  /**
   * Used by tests and by whoever wants to know how fast it is: frames drawn, milliseconds spent.
   *
   * @param {number} spent
   */
  count(spent) {
    const { dataset } = this.root;
    dataset.frames = String(Number(dataset.frames ?? 0) + 1);
    dataset.ms = (Number(dataset.ms ?? 0) + spent).toFixed(2);
  }

  close() {
    clearTimeout(this.ending);
    clearTimeout(this.speaking);
    page.due?.delete(this);
    this.sized.disconnect();
    this.watched.disconnect();
    removeEventListener("resize", this.resized);
    this.root.remove();
  }
}

const PARTS = /** @type {const} */ (["begin", "finish", "present"]);

// What is due, when the browser paints next. All canvases first: letters on them need the page's
// styles, and as soon as anything on the page has changed that costs a layout each time. For the
// same reason views are measured last.
function drawDue() {
  const due = new Set([...page.due ?? []].filter((view) => view.seen));
  page.due = undefined;
  for (const part of PARTS) {
    for (const view of due) {
      try {
        view[part]();
      } catch (error) {
        due.delete(view); // the others go on
        reportError(error);
      }
    }
  }
}
