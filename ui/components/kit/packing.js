// Shared by the components; Python puts it in front of their own files.

// What the live components of one page share, whoever comes first: the views on it by key, and those of them that the
// live socket carries. Its carrier adds `changed`, to be told when views come, go, or scroll into sight, and `send`.
// `lost` are those that have not got what the socket brought last: it brings that again.
const live = (globalThis[Symbol.for("backprop-playground")] ??= { views: new Map(), carried: new Set(), lost: new Set() });

const UNDER = 40; // pixels below the last row of views while presenting
const BETWEEN = 16; // two rows
const TYPES = { i1: Int8Array, u1: Uint8Array, f4: Float32Array };

// The fingerprint of a frame, without reading the rest.
function fingerprint(bytes) {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

// The header of a frame; its `arrays` become typed arrays. See packing.py.
function unpack(bytes) {
  if (bytes.byteOffset % 8) bytes = bytes.slice();
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  let at = bytes.byteOffset + 8 + length;
  header.arrays = header.arrays.map(([type, size]) => {
    const array = new TYPES[type](bytes.buffer, at, size);
    at += Math.ceil(array.byteLength / 8) * 8;
    return array;
  });
  return header;
}

// A new element with a class, inside a parent.
function add(parent, tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Any CSS colour as [red, green, blue].
function rgb(colour) {
  const brush = (rgb.brush ??= document.createElement("canvas").getContext("2d", { willReadFrequently: true }));
  brush.clearRect(0, 0, 1, 1);
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  return [...brush.getImageData(0, 0, 1, 1).data.subarray(0, 3)];
}

function mix(a, b, share) {
  return a.map((v, i) => Math.round(v + (b[i] - v) * share));
}

function css(colour) {
  return `rgb(${colour.join(",")})`;
}

// The theme as an object; the same object as `before` while nothing in it changed.
function readTheme(element, before) {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(`--st-${name}`).trim();
  const names = ["background-color", "text-color", "primary-color", "chart-categorical-colors", "font"];
  const values = names.map(read);
  const id = values.join("|");
  if (before?.id === id) return before;
  const paper = rgb(values[0] || "#fff");
  const text = rgb(values[1] || "#222");
  return {
    id,
    paper,
    text,
    primary: values[2] || "#08c",
    palette: values[3].match(/#\w+|\w+\([^)]*\)/g) ?? ["#1f77b4", "#ff7f0e", "#2ca02c", "#9467bd"],
    font: values[4] || "sans-serif",
    dark: paper[0] + paper[1] + paper[2] < 384,
    soft: css(mix(paper, text, 0.62)),
    line: css(mix(paper, text, 0.13)),
  };
}

const READ = 100; // ms between words

// What every component here does: take frames, draw the newest one when it can be seen, and only when it differs.
class View {
  constructor(key, name) {
    this.key = key;
    this.root = document.createElement("div");
    this.root.className = name;
    this.seen = true;
    this.fits = true; // small lines of text above the others do not
    // Widths come from here: asking an element in the middle of a frame costs a layout, 4 ms on a busy page.
    this.widths = new WeakMap();
    this.sized = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) this.widths.set(target, contentRect.width);
      if (this.theme) this.paint();
    });
    this.watched = new IntersectionObserver(
      (entries) => {
        this.seen = entries.at(-1).isIntersecting;
        if (this.seen && this.waiting) this.ask();
        live.changed?.();
      },
      { rootMargin: "200px" },
    );
    this.watched.observe(this.root);
  }

  // The first frame is drawn at once, so that nothing is blank; the others when the browser paints next.
  // The theme is looked up here: in the middle of a frame, when others have drawn, that costs a layout each time.
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
    if (!live.due) requestAnimationFrame(drawDue);
    (live.due ??= new Set()).add(this);
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
  draw() {}

  // All else; false if there was nothing to do.
  write() {}

  // Words that change with each frame.
  say() {}

  // While many frames come no faster than they can be read; if no more come, the newest a little later.
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

  // While presenting, each view is as large as its part of the screen allows: lines and letters too.
  present() {
    const rows = this.fits ? (live.present ?? 0) : 0;
    const id = rows && [rows, innerWidth, innerHeight, this.root.parentElement?.clientWidth, Math.round(this.root.getBoundingClientRect().top)].join();
    if (id === (this.presented ?? 0)) return;
    this.presented = id;
    if (!rows) return this.enlarge("");
    const tops = [...live.views.values()].filter((view) => view.fits).map((view) => view.root.getBoundingClientRect().top);
    this.fitTo((innerHeight - Math.min(...tops) - UNDER - (rows - 1) * BETWEEN) / rows);
  }

  // The largest of some sizes that does not need more room than there is; what is wide may wrap, so each is tried.
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
    this.root.dataset.frames = Number(this.root.dataset.frames ?? 0) + 1;
    this.root.dataset.ms = (Number(this.root.dataset.ms ?? 0) + spent).toFixed(2);
  }

  close() {
    clearTimeout(this.ending);
    clearTimeout(this.speaking);
    live.due?.delete(this);
    this.sized.disconnect();
    this.watched.disconnect();
    this.root.remove();
  }
}

// What is due, when the browser paints next. All canvases first: letters on them need the page's styles, and as soon as
// anything on the page has changed that costs a layout each time. For the same reason views are measured last.
function drawDue() {
  const due = new Set([...live.due].filter((view) => view.seen));
  live.due = undefined;
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

// The default export of a component: one view per parent, kept while Streamlit keeps the element. A server that is
// late makes Streamlit drop elements and bring them back with the next frame: a view waits for that, whole as it was.
const REST = 5000;
const resting = new Map();

function mount(views, Kind, component) {
  const { data, parentElement } = component;
  if (!data) return undefined;
  let view = views.get(parentElement);
  if (!view) {
    const { key } = unpack(data);
    view = resting.get(key) ?? new Kind(key);
    const rested = resting.delete(key);
    if (!rested && live.carried.delete(key)) live.lost.add(key);
    live.views.set(key, view);
    live.changed?.();
    clearTimeout(view.ending);
    parentElement.append(view.root);
    views.set(parentElement, view);
    view.moved?.();
  }
  view.component = component;
  view.brought = data;
  const turn = (view.turn = {});
  // What Streamlit brings may be older than what the socket brought.
  view.show(live.carried.has(view.key) ? view.bytes : data);
  return () => {
    if (view.turn !== turn) return; // of a run that a newer one has overtaken
    views.delete(parentElement);
    view.root.remove();
    if (live.views.get(view.key) === view) live.views.delete(view.key);
    live.changed?.();
    resting.get(view.key)?.close();
    resting.set(view.key, view);
    view.ending = setTimeout(() => {
      resting.delete(view.key);
      view.close();
    }, REST);
  };
}
