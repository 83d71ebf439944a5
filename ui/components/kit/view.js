import { page } from "./page.js";
import { readTheme } from "./theme.js";
import { fingerprint, unpack } from "./unpack.js";

const UNDER = 40; // pixels below the last row of views while presenting
const BETWEEN = 16; // two rows
const READ = 100; // ms between words

// What every component here does: take frames, draw the newest one when it can be seen, and only
// when it differs.
export class View {
  constructor(key, name) {
    this.key = key;
    this.root = document.createElement("div");
    this.root.className = name;
    this.seen = true;
    this.component = undefined; // Streamlit's hands: set by mount
    this.ending = undefined; // the timer that closes it
    this.fits = true; // small lines of text above the others do not
    // Widths come from here: asking an element in the middle of a frame costs a layout, 4 ms on a
    // busy page.
    this.widths = new WeakMap();
    this.sized = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) this.widths.set(target, contentRect.width);
      if (this.theme) this.paint();
    });
    this.watched = new IntersectionObserver(
      (entries) => {
        this.seen = entries.at(-1).isIntersecting;
        if (this.seen && this.waiting) this.ask();
        page.changed?.();
      },
      { rootMargin: "200px" },
    );
    this.watched.observe(this.root);
  }

  // The first frame is drawn at once, so that nothing is blank; the others when the browser paints
  // next. The theme is looked up here: in the middle of a frame, when others have drawn, that costs
  // a layout each time.
  show(bytes, streaming = false) {
    const print = fingerprint(bytes);
    this.style = readTheme(this.root, this.style);
    if (print === this.print && this.style === this.theme) return;
    this.print = print;
    this.bytes = bytes;
    this.streaming = streaming; // one of many, and soon there is a newer one
    this.waiting = true;
    if (this.theme) this.ask();
    else this.paint();
  }

  width(element) {
    if (!this.widths.has(element)) {
      this.widths.set(element, element.clientWidth);
      this.sized.observe(element);
    }
    return this.widths.get(element);
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
    if (this.drawn && written) this.count(this.spent + performance.now() - since);
  }

  // On canvases; false if there was nothing to do.
  /** @param {any} _frame @returns {boolean | void} */
  draw(_frame) {}

  // All else; false if there was nothing to do.
  /** @param {any} _frame @returns {boolean | void} */
  write(_frame) {}

  // Words that change with each frame.
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
    const id = rows &&
      [
        rows,
        innerWidth,
        innerHeight,
        this.root.parentElement?.clientWidth,
        Math.round(this.root.getBoundingClientRect().top),
      ].join();
    if (id === (this.presented ?? 0)) return;
    this.presented = id;
    if (!rows) return this.enlarge("");
    const tops = [...page.views.values()].filter((view) => view.fits).map((view) =>
      view.root.getBoundingClientRect().top
    );
    this.fitTo((innerHeight - Math.min(...tops) - UNDER - (rows - 1) * BETWEEN) / rows);
  }

  // The largest of some sizes that does not need more room than there is; what is wide may wrap, so
  // each is tried.
  fitTo(room, least = 0.25) {
    for (let zoom = 2; zoom > least; zoom -= 0.1) {
      this.enlarge(zoom);
      if (this.root.getBoundingClientRect().height <= room) return;
    }
  }

  // Pixels of the screen for each of a canvas, so that it stays sharp while presenting.
  get sharpness() {
    return devicePixelRatio * (Number(this.root.style.zoom) || 1);
  }

  enlarge(zoom) {
    this.root.style.zoom = zoom;
    this.widths = new WeakMap();
    this.sized.disconnect();
    this.draw(this.frame);
    this.write(this.frame);
  }

  // Used by tests and by whoever wants to know how fast it is: frames drawn, milliseconds spent.
  count(spent) {
    this.root.dataset.frames = String(Number(this.root.dataset.frames ?? 0) + 1);
    this.root.dataset.ms = (Number(this.root.dataset.ms ?? 0) + spent).toFixed(2);
  }

  close() {
    clearTimeout(this.ending);
    clearTimeout(this.speaking);
    page.due?.delete(this);
    this.sized.disconnect();
    this.watched.disconnect();
    this.root.remove();
  }
}

// What is due, when the browser paints next. All canvases first: letters on them need the page's
// styles, and as soon as anything on the page has changed that costs a layout each time. For the
// same reason views are measured last.
function drawDue() {
  const due = new Set([...page.due].filter((view) => view.seen));
  page.due = undefined;
  for (const part of ["begin", "finish", "present"]) {
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
