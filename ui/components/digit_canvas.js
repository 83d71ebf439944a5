// The canvas of digit_canvas.py: ink is drawn here at once, strokes go to Python, answers come back.

const UNITS = 280; // side of the canvas in its own units
const PEN = 16; // width of the pen on the canvas, in units
const MAX_POINTS = 5000;
const SEND_EVERY = 40; // ms between two states sent
const GIVE_UP = 500; // ms after which an answer is no longer waited for
const NEAR = 1.2; // units; a point nearer to the one before is left out
const QUICK = 4; // ms; so is a point that comes sooner
const TAP = 3; // units; a stroke smaller than this is a dot
const KEY_STEP = 8; // units the pen moves at a press of an arrow key
const MAX_UNDO = 200;

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const FULL = "That is as much ink as fits. Undo or clear to go on.";

// Kept by parent: the default export runs again for every answer and every change of theme.
const canvases = new WeakMap();

const inUnits = (value) => Math.round(Math.min(Math.max(value, 0), UNITS) * 10) / 10;

// Whole per cent; what is only nearly certain is not called certain.
function percent(p) {
  return p > 0.995 ? ">99" : String(Math.round(p * 100));
}

class DigitCanvas {
  constructor(host, first) {
    this.host = host;
    // A stroke is a flat list x, y, x, y, ... and is never changed once it is in `strokes`.
    this.strokes = first.strokes;
    this.before = first.strokes.map((_, i) => first.strokes.slice(0, i)).slice(-MAX_UNDO);
    this.seq = first.seq; // number of the newest state
    this.sent = first.seq; // of the newest state sent
    this.answered = first.seq; // of the newest state answered
    this.sentAt = -Infinity;
    this.paths = new Map();
    this.emptied = 0; // the state in which the canvas last was empty; older answers are forgotten
    this.keyPen = { x: UNITS / 2, y: UNITS / 2, shown: false, down: false };
    this.held = new Set();
  }

  // Find the elements and (once) listen. Streamlit may build them anew.
  attach() {
    if (this.root?.isConnected) return;
    const find = (name) => this.host.querySelector(name);
    this.root = find(".digit-canvas");
    this.paper = find(".paper");
    this.brush = this.paper.getContext("2d");
    this.thumb = find(".thumb").getContext("2d");
    this.undoButton = find(".undo");
    this.clearButton = find(".clear");
    this.line = find(".line");
    this.note = find(".note");
    this.spoken = find(".spoken");
    this.list = find(".bars");
    this.bars = this.buildBars();
    const paper = this.paper;
    paper.onpointerdown = (event) => this.penDown(event);
    paper.onpointermove = (event) => this.penMove(event);
    paper.onpointerup = paper.onpointercancel = paper.onlostpointercapture = (event) => this.penUp(event);
    paper.oncontextmenu = (event) => event.preventDefault();
    paper.onkeydown = (event) => this.keyDown(event);
    paper.onkeyup = (event) => this.held.delete(event.key);
    paper.onblur = () => this.leaveKeys();
    this.undoButton.onclick = () => this.undo();
    this.clearButton.onclick = () => this.clear();
    this.root.onkeydown = (event) => this.shortcut(event);
    this.sized?.disconnect();
    this.sized = new ResizeObserver(() => this.resize());
    this.sized.observe(paper);
    this.resize();
  }

  close() {
    this.sized?.disconnect();
    cancelAnimationFrame(this.asked);
    clearTimeout(this.timer);
    this.asked = this.timer = undefined;
    this.root = undefined;
  }

  buildBars() {
    this.list.replaceChildren();
    return Array.from({ length: 10 }, (_, digit) => {
      const item = document.createElement("li");
      const part = (name, parent = item) => {
        const span = document.createElement("span");
        span.className = name;
        return parent.appendChild(span);
      };
      part("digit").textContent = digit;
      const fill = part("fill", part("track"));
      const box = part("percent");
      const number = part("number", box);
      part("sign", box).textContent = " %";
      this.list.append(item);
      return { item, fill, number };
    });
  }

  // ---- ink

  resize() {
    const side = Math.round(this.paper.clientWidth * devicePixelRatio);
    if (side && side !== this.paper.width) {
      this.paper.width = this.paper.height = side;
      this.paint();
    }
  }

  ask() {
    this.asked ??= requestAnimationFrame(() => {
      this.asked = undefined;
      this.paint();
    });
  }

  // Curves through the middles between points, so that few points look smooth.
  trace(flat) {
    const path = new Path2D();
    path.moveTo(flat[0], flat[1]);
    for (let i = 2; i + 3 < flat.length; i += 2) {
      path.quadraticCurveTo(flat[i], flat[i + 1], (flat[i] + flat[i + 2]) / 2, (flat[i + 1] + flat[i + 3]) / 2);
    }
    // A line without length would not be drawn.
    path.lineTo(flat.at(-2) + (flat.length > 2 ? 0 : 0.01), flat.at(-1));
    return path;
  }

  paint() {
    if (!this.root) return;
    const { brush, paper } = this;
    const scale = paper.width / UNITS;
    const style = getComputedStyle(paper);
    brush.setTransform(1, 0, 0, 1, 0, 0);
    brush.clearRect(0, 0, paper.width, paper.height);
    brush.setTransform(scale, 0, 0, scale, 0, 0);
    brush.strokeStyle = style.color;
    brush.lineWidth = PEN;
    brush.lineCap = brush.lineJoin = "round";
    const kept = new Map();
    for (const flat of this.strokes) {
      const path = this.paths.get(flat) ?? this.trace(flat);
      kept.set(flat, path);
      brush.stroke(path);
    }
    this.paths = kept;
    if (this.stroke) brush.stroke(this.trace(this.stroke));
    if (this.keyPen.shown) this.paintPen(style.getPropertyValue("--st-primary-color"));
  }

  // Where the keys' pen is: a ring while it is up, a disc while it is down.
  paintPen(colour) {
    const { brush, keyPen } = this;
    brush.beginPath();
    brush.arc(keyPen.x, keyPen.y, PEN / 2, 0, 2 * Math.PI);
    brush.lineWidth = 3;
    brush.strokeStyle = brush.fillStyle = colour;
    if (keyPen.down) brush.fill();
    else brush.stroke();
  }

  count() {
    return this.strokes.reduce((sum, flat) => sum + flat.length / 2, this.stroke ? this.stroke.length / 2 : 0);
  }

  begin(x, y, time) {
    if (this.count() >= MAX_POINTS) return this.sayFull();
    this.stroke = [x, y];
    this.room = MAX_POINTS - this.count();
    this.times = [time];
    this.changed();
  }

  // The last point always is where the pen is; it is replaced while it is too near to the one before.
  extend(x, y, time) {
    const { stroke, times } = this;
    if (!stroke || (stroke.at(-2) === x && stroke.at(-1) === y)) return;
    const n = stroke.length;
    const near = (i) => Math.hypot(stroke[n - 2] - stroke[i], stroke[n - 1] - stroke[i + 1]) < NEAR;
    const soon = times.at(-1) - times.at(-2) < QUICK;
    if (n >= 4 && (near(n - 4) || soon)) {
      stroke[n - 2] = x;
      stroke[n - 1] = y;
      times[times.length - 1] = time;
    } else if (this.room > 0) {
      this.room -= 1;
      stroke.push(x, y);
      times.push(time);
    } else return this.sayFull();
    this.changed();
  }

  end() {
    const flat = this.stroke;
    if (!flat) return;
    this.stroke = undefined;
    const xs = flat.filter((_, i) => i % 2 === 0);
    const ys = flat.filter((_, i) => i % 2 === 1);
    const size = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
    this.replace([...this.strokes, size < TAP ? flat.slice(0, 2) : flat]);
  }

  replace(strokes) {
    this.before = [...this.before, this.strokes].slice(-MAX_UNDO);
    this.strokes = strokes;
    this.finished();
  }

  undo() {
    if (this.stroke) {
      this.stroke = undefined;
      this.drop();
    } else {
      if (!this.before.length) return;
      this.strokes = this.before.pop();
    }
    this.finished();
  }

  clear() {
    if (!this.strokes.length) return;
    this.replace([]);
    // A disabled button loses the keyboard's place.
    if (this.host.activeElement === this.clearButton) this.undoButton.focus();
  }

  sayFull() {
    this.full = true;
    this.showNote();
  }

  // Something was drawn: show it, send it when it is time.
  changed() {
    this.seq += 1;
    this.ask();
    this.send();
  }

  // A stroke is complete, or taken back: send at once.
  finished() {
    this.full = this.count() >= MAX_POINTS;
    this.paths = new Map([...this.paths].filter(([flat]) => this.strokes.includes(flat)));
    this.toSpeak = true;
    this.seq += 1;
    if (!this.strokes.length) {
      this.emptied = this.seq;
      this.answer = undefined;
    }
    this.ask();
    this.showState();
    this.send(true);
  }

  // ---- pointer

  point(event, box) {
    return [
      inUnits(((event.clientX - box.left) / box.width) * UNITS),
      inUnits(((event.clientY - box.top) / box.height) * UNITS),
      event.timeStamp,
    ];
  }

  // The canvas within its border.
  box() {
    const { left, top } = this.paper.getBoundingClientRect();
    const { clientLeft, clientTop, clientWidth: width, clientHeight: height } = this.paper;
    return { left: left + clientLeft, top: top + clientTop, width, height };
  }

  penDown(event) {
    if (this.pointer !== undefined || event.button !== 0) return;
    this.leaveKeys();
    this.pointer = event.pointerId;
    try {
      this.paper.setPointerCapture(event.pointerId);
    } catch {
      // The pointer is gone already; its "up" follows.
    }
    this.begin(...this.point(event, this.box()));
  }

  penMove(event) {
    if (event.pointerId !== this.pointer || !this.stroke) return;
    const box = this.box();
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) this.extend(...this.point(each, box));
  }

  penUp(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = undefined;
    this.end();
  }

  // ---- keys

  shortcut(event) {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
      this.take(event);
      this.undo();
    }
  }

  // Neither the page scrolls nor a shortcut of the app hears it.
  take(event) {
    event.preventDefault();
    event.stopPropagation();
  }

  keyDown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pen = this.keyPen;
    if (event.key in ARROWS) {
      this.take(event);
      this.held.add(event.key);
      const step = event.shiftKey ? KEY_STEP / 4 : KEY_STEP;
      for (const key of this.held) {
        pen.x = inUnits(pen.x + ARROWS[key][0] * step);
        pen.y = inUnits(pen.y + ARROWS[key][1] * step);
      }
      pen.shown = true;
      if (pen.down) this.extend(pen.x, pen.y, event.timeStamp);
      this.ask();
    } else if (event.key === " " || event.key === "Enter") {
      this.take(event);
      if (event.repeat || this.pointer !== undefined) return;
      pen.shown = true;
      if (pen.down) this.liftKeyPen();
      else {
        this.begin(pen.x, pen.y, event.timeStamp);
        pen.down = this.stroke !== undefined;
        if (pen.down) this.say("Pen down");
      }
      this.ask();
    } else if (event.key === "Escape" && pen.shown) {
      this.take(event);
      this.leaveKeys();
    }
  }

  drop() {
    this.keyPen.down = false;
    this.pointer = undefined;
  }

  liftKeyPen() {
    this.keyPen.down = false;
    this.end();
  }

  leaveKeys() {
    this.held.clear();
    if (this.keyPen.down) this.liftKeyPen();
    if (this.keyPen.shown) {
      this.keyPen.shown = false;
      this.ask();
    }
  }

  // ---- to Python and back

  // While the pen is down at most one state is under way, and none sooner than SEND_EVERY after the one
  // before. A finished stroke does not wait: Streamlit drops what it overtakes.
  send(now = false) {
    if (this.seq === this.sent) return;
    const time = performance.now();
    const wait = this.sentAt + (this.sent > this.answered ? GIVE_UP : SEND_EVERY) - time;
    clearTimeout(this.timer);
    this.timer = undefined;
    if (wait > 0 && !now) {
      this.timer = setTimeout(() => this.send(), wait);
      return;
    }
    this.sent = this.seq;
    this.sentAt = time;
    const strokes = this.stroke ? [...this.strokes, this.stroke] : this.strokes;
    this.setStateValue("strokes", { seq: this.seq, strokes });
  }

  show(frame) {
    if (frame.seq < this.answered) return;
    this.answered = frame.seq;
    if (frame.seq >= this.emptied) this.answer = frame;
    this.showState();
    if (this.toSpeak && frame.seq === this.seq && !this.stroke) {
      this.toSpeak = false;
      this.say(this.sentence());
    }
    this.root.dataset.answers = Number(this.root.dataset.answers ?? 0) + 1;
    this.root.dataset.seq = frame.seq;
    this.send();
  }

  // An empty canvas has no answer, whatever is still on its way.
  showState() {
    const empty = !this.strokes.length && !this.stroke;
    const [image, chances] = empty || !this.answer ? [[], []] : this.answer.arrays;
    const first = chances.length ? chances.indexOf(Math.max(...chances)) : -1;
    this.line.textContent = chances.length ? `${first} · ${percent(chances[first])} %` : image.length ? "" : "Draw a digit";
    this.line.classList.toggle("waiting", !chances.length);
    this.list.classList.toggle("waiting", !chances.length);
    this.bars.forEach(({ item, fill, number }, digit) => {
      const p = chances[digit] ?? 0;
      fill.style.setProperty("--p", p.toFixed(4));
      number.textContent = chances.length ? percent(p) : "–";
      item.classList.toggle("first", digit === first);
    });
    this.showImage(image);
    this.showNote();
    this.undoButton.disabled = !this.before.length && !this.stroke;
    this.clearButton.disabled = !this.strokes.length;
  }

  showImage(image) {
    const pixels = this.thumb.createImageData(28, 28);
    pixels.data.fill(255);
    for (let i = 0; i < 784; i++) pixels.data.fill(image[i] ?? 0, 4 * i, 4 * i + 3);
    this.thumb.putImageData(pixels, 0, 0);
  }

  showNote() {
    const empty = !this.strokes.length && !this.stroke;
    this.note.textContent = this.full ? FULL : empty ? "" : (this.answer?.note ?? "");
  }

  sentence() {
    if (!this.strokes.length || !this.answer) return "The canvas is empty";
    const chances = this.answer.arrays[1];
    const first = chances.indexOf(Math.max(...chances));
    const read = chances.length ? `The net reads ${first}, ${percent(chances[first]).replace(">", "more than ")} percent. ` : "";
    return read + (this.full ? FULL : this.answer.note);
  }

  say(text) {
    this.spoken.textContent = text;
  }
}

// Strokes as Python keeps them: tenths of a unit, all in one array.
function strokesOf({ arrays, lengths }) {
  const bytes = arrays[2];
  const tenths = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  let at = 0;
  return lengths.map((n) => Array.from(tenths.subarray(at, (at += 2 * n)), (v) => v / 10));
}

export default function ({ data, parentElement, setStateValue }) {
  const frame = unpack(data);
  let canvas = canvases.get(parentElement);
  if (!canvas) {
    canvas = new DigitCanvas(parentElement, { seq: frame.seq, strokes: strokesOf(frame) });
    canvases.set(parentElement, canvas);
  }
  canvas.setStateValue = setStateValue;
  canvas.attach();
  canvas.show(frame);
  canvas.ask();
  // Streamlit also cleans up after a run that a newer one has overtaken; the canvas then goes on.
  const run = (canvas.run = (canvas.run ?? 0) + 1);
  return () => {
    if (run === canvas.run) canvas.close();
  };
}
