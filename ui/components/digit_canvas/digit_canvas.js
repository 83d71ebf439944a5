// The canvas of digit_canvas.py: ink is drawn here at once, strokes go to Python, answers come
// back.

import { unpack } from "../kit/unpack.js";
import { Answers } from "./bars.js";
import { PENS, PER_UNIT, UNITS } from "../kit/constants.js";
import { EMPTY, Ink, inUnits } from "./ink.js";

const SEND_EVERY = 40; // ms between two states sent
const GIVE_UP = 500; // ms after which an answer is no longer waited for
const LOST = 1500; // ms after which a state without an answer is sent again, then twice as long, and so on
const KEY_STEP = 8; // units the pen moves at a press of an arrow key

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const FULL = "That is as much ink as fits. Undo or clear to go on.";
const PEN_NAMES = ["fine", "medium", "broad"];

// Kept by parent: the default export runs again for every answer and every change of theme.
const canvases = new WeakMap();

class DigitCanvas {
  constructor(host, frame) {
    this.host = host;
    this.ink = new Ink(strokesOf(frame), frame.pen);
    this.seq = this.sent = this.answered = frame.seq; // number of the newest state; sent; answered
    this.sentAt = -Infinity;
    this.patience = 1;
    this.emptied = 0; // the state in which the canvas last was empty; older answers are forgotten
    this.pictured = 0; // the newest picture that came
    this.keyPen = { x: UNITS / 2, y: UNITS / 2, shown: false, down: false };
    this.held = new Set();
    this.setStateValue = undefined; // Streamlit's, from the first update on
  }

  // Find the elements and (once) listen. Streamlit may build them anew.
  attach() {
    if (this.root?.isConnected) return;
    const find = (name) => this.host.querySelector(name);
    this.root = find(".digit-canvas");
    this.paper = find(".paper");
    this.brush = this.paper.getContext("2d");
    this.answers = new Answers(this.root);
    this.spoken = find(".spoken");
    this.buttons = Object.fromEntries(
      ["undo", "redo", "replay", "pen", "clear"].map((name) => [name, find(`.${name}`)]),
    );
    for (const [name, button] of Object.entries(this.buttons)) button.onclick = () => this[name]();
    const paper = this.paper;
    paper.onpointerdown = (event) => this.penDown(event);
    paper.onpointermove = (event) => this.penMove(event);
    paper.onpointerup = paper.onpointercancel = paper.onlostpointercapture = (event) =>
      this.penUp(event);
    paper.oncontextmenu = (event) => event.preventDefault();
    paper.onkeydown = (event) => this.keyDown(event);
    paper.onkeyup = (event) => this.held.delete(event.key);
    paper.onblur = () => this.leaveKeys();
    this.root.onkeydown = (event) => this.shortcut(event);
    this.sized?.disconnect();
    this.sized = new ResizeObserver(() => this.resize());
    this.sized.observe(paper);
    this.resize();
  }

  close() {
    this.sized?.disconnect();
    cancelAnimationFrame(this.asked);
    cancelAnimationFrame(this.playing);
    clearTimeout(this.timer);
    this.asked = this.timer = this.root = undefined;
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

  paint() {
    if (!this.root) return;
    const style = getComputedStyle(this.paper);
    this.ink.paint(this.brush, this.paper.width, style.color);
    if (this.keyPen.shown) this.paintPen(style.getPropertyValue("--st-primary-color"));
  }

  // Where the keys' pen is: a ring while it is up, a disc while it is down.
  paintPen(colour) {
    const { brush, keyPen } = this;
    brush.beginPath();
    brush.arc(keyPen.x, keyPen.y, this.ink.pen / 2, 0, 2 * Math.PI);
    brush.lineWidth = 3;
    brush.strokeStyle = brush.fillStyle = colour;
    if (keyPen.down) brush.fill();
    else brush.stroke();
  }

  begin(x, y, time) {
    this.stopReplay();
    if (this.ink.full) return this.sayFull();
    this.ink.begin(x, y, time);
    this.changed();
  }

  extend(x, y, time) {
    if (!this.ink.stroke) return;
    const changed = this.ink.extend(x, y, time);
    if (changed === undefined) this.sayFull();
    else if (changed) this.changed();
  }

  end(time) {
    if (!this.ink.stroke) return;
    this.ink.end(time);
    this.finished();
  }

  undo() {
    this.stopReplay();
    if (this.ink.stroke) {
      this.ink.stroke = undefined;
      this.keyPen.down = false;
      this.pointer = undefined;
    } else if (!this.ink.undo()) return;
    this.finished();
    this.keepFocus("undo", "redo");
  }

  redo() {
    this.stopReplay();
    if (this.ink.stroke || !this.ink.redo()) return;
    this.finished();
    this.keepFocus("redo", "undo");
  }

  clear() {
    this.stopReplay();
    if (this.ink.empty) return;
    this.ink.replace(EMPTY);
    this.finished();
    this.keepFocus("clear", "undo");
  }

  pen() {
    const next = (PENS.indexOf(this.ink.pen) + 1) % PENS.length;
    this.ink.pen = PENS[next];
    this.say(`${PEN_NAMES[next]} pen`);
    this.finished();
  }

  // Play the drawing again; answers follow as they did.
  replay() {
    if (this.ink.stroke || !this.ink.now.strokes.length) return;
    this.stopReplay();
    const from = performance.now();
    const tick = () => {
      const more = this.ink.playTo(performance.now() - from);
      if (more) {
        this.changed();
        this.playing = requestAnimationFrame(tick);
      } else this.stopReplay();
    };
    this.root.dataset.replays = Number(this.root.dataset.replays ?? 0) + 1;
    tick();
  }

  stopReplay() {
    if (!this.ink.played) return;
    cancelAnimationFrame(this.playing);
    this.ink.played = undefined;
    this.finished();
  }

  // A disabled button loses the keyboard's place.
  keepFocus(from, to) {
    const { [from]: button, [to]: other } = this.buttons;
    if (button.disabled && (button.matches(":focus") || this.host.activeElement === null)) {
      other.focus();
    }
  }

  sayFull() {
    this.isFull = true;
    this.showState();
  }

  // Something was drawn: show it, send it when it is time.
  changed() {
    this.seq += 1;
    this.ask();
    this.send();
  }

  // A stroke is complete, or taken back: send at once.
  finished() {
    this.isFull = this.ink.full;
    this.toSpeak = true;
    this.seq += 1;
    if (this.ink.empty) {
      this.emptied = this.seq;
      this.answer = undefined;
    }
    this.ask();
    this.showState();
    this.send(true);
  }

  // ---- pointer

  point(event) {
    const { place: box } = this;
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
    this.place = this.box(); // for the whole stroke, which keeps its shape though the page may move meanwhile
    this.begin(...this.point(event));
  }

  penMove(event) {
    if (event.pointerId !== this.pointer || !this.ink.stroke) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) this.extend(...this.point(each));
  }

  penUp(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = undefined;
    this.end(event.timeStamp);
  }

  // ---- keys

  shortcut(event) {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || (key !== "z" && key !== "y")) return;
    this.take(event);
    if (key === "y" || event.shiftKey) this.redo();
    else this.undo();
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
      if (pen.down) this.liftKeyPen(event.timeStamp);
      else {
        this.begin(pen.x, pen.y, event.timeStamp);
        pen.down = this.ink.stroke !== undefined;
        if (pen.down) this.say("Pen down");
      }
      this.ask();
    } else if (event.key === "Escape" && pen.shown) {
      this.take(event);
      this.leaveKeys();
    }
  }

  liftKeyPen(time) {
    this.keyPen.down = false;
    this.end(time);
  }

  leaveKeys() {
    this.held.clear();
    if (this.keyPen.down) this.liftKeyPen(performance.now());
    if (this.keyPen.shown) {
      this.keyPen.shown = false;
      this.ask();
    }
  }

  // ---- to Python and back

  // While the pen is down at most one state is under way, and none sooner than SEND_EVERY after the
  // one before. A finished stroke does not wait: Streamlit drops what it overtakes.
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
    const { strokes, pen, now: state } = this.ink;
    const picture = strokes.length ? 0 : (state.picture?.id ?? 0);
    this.setStateValue("strokes", { seq: this.seq, strokes, pen, picture });
    this.timer = setTimeout(() => this.sendAgain(), LOST * this.patience);
  }

  // Streamlit may lose what it is told while it runs the page; the last state of a drawing has no
  // successor to be seen by.
  sendAgain() {
    if (this.answered >= this.sent) return;
    this.patience *= 2; // perhaps the server is away
    this.seq += 1;
    this.send(true);
  }

  show(frame) {
    this.names = frame.names;
    if (frame.seq < this.answered) return;
    this.answered = frame.seq;
    this.patience = 1;
    if (frame.picture > this.pictured) this.takePicture(frame);
    if (frame.seq >= this.emptied) this.answer = frame;
    this.showState();
    if (this.toSpeak && frame.seq === this.seq && !this.ink.stroke) {
      this.toSpeak = false;
      this.say(this.answers.spoken);
    }
    this.root.dataset.answers = Number(this.root.dataset.answers ?? 0) + 1;
    this.root.dataset.seq = frame.seq;
    this.send();
  }

  // A picture was uploaded: it takes the place of the drawing, which Undo brings back.
  takePicture({ picture: id, arrays, seq }) {
    this.pictured = id;
    if (!arrays[4].length || this.seq > seq) return;
    this.ink.replace({
      strokes: [],
      picture: { id, side: Math.sqrt(arrays[4].length), pixels: arrays[4].slice() },
    });
    this.toSpeak = true;
    this.ask();
  }

  // An empty canvas has no answer, whatever is still on its way.
  showState() {
    const { ink, buttons } = this;
    this.answers.show(
      ink.empty ? undefined : this.answer,
      this.names,
      this.isFull ? FULL : this.answer?.problem,
    );
    buttons.undo.disabled = !ink.before.length && !ink.stroke;
    buttons.redo.disabled = !ink.after.length || Boolean(ink.stroke);
    buttons.replay.disabled = !ink.now.strokes.length;
    buttons.clear.disabled = ink.empty;
    const pen = PENS.indexOf(ink.pen);
    buttons.pen.setAttribute("aria-label", `Pen width: ${PEN_NAMES[pen]}`);
    buttons.pen.style.setProperty("--pen", `${[5, 9, 15][pen]}px`);
  }

  say(text) {
    this.spoken.textContent = text;
  }
}

// Strokes as Python keeps them: tenths of a unit, and milliseconds.
function strokesOf({ arrays, lengths }) {
  const [, , bytes, times] = arrays;
  const tenths = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  let at = 0;
  return lengths.map((n) => {
    const flat = [];
    const end = at + n;
    for (; at < end; at++) {
      flat.push(tenths[2 * at] / PER_UNIT, tenths[2 * at + 1] / PER_UNIT, times[at]);
    }
    return flat;
  });
}

export default function ({ data, parentElement, setStateValue }) {
  const frame = unpack(data);
  let canvas = canvases.get(parentElement);
  if (!canvas) {
    canvas = new DigitCanvas(parentElement, frame);
    canvases.set(parentElement, canvas);
  }
  canvas.setStateValue = setStateValue;
  canvas.attach();
  canvas.show(frame);
  canvas.ask();
  // Streamlit also cleans up after a run that a newer one has overtaken; the canvas then goes on.
  const turn = (canvas.turn = {});
  return () => canvas.turn === turn && canvas.close();
}
