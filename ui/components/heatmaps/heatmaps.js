// Values as colours, with a bar that says which: tiles and matrices below each other.

import { colours } from "../kit/colours.js";
import { FULL } from "../kit/constants.js";
import { add, set } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { readByKeys } from "../kit/reading.js";
import { saveButton } from "../kit/save_as_file.js";
import { screenBox } from "../kit/screen_box.js";
import { measured, wrapped } from "../kit/text.js";
import { css } from "../kit/theme.js";
import { View } from "../kit/view.js";
import { Matrix, WRITE } from "./matrix.js";
import { LIKED } from "./tile_grid.js";
import { Tiles } from "./tiles.js";
import { long, short } from "./values.js";

/**
 * @typedef {import("../kit/wire.d.ts").Heatmaps} Frame
 * @typedef {import("../kit/brush.d.ts").Brush} Brush
 * @typedef {import("./heat_panel.js").HeatPanel<any>} Panel
 */

const WIDEST = 52; // pixels of a cell
// While presenting: cells, tiles, and their least zoom.
const PRESENTED = [
  [WIDEST, LIKED, 0.9],
  [WRITE, LIKED, 0.7],
  [20, LIKED, 0.7],
  [12, 60, 0.7],
  [9, 40, 0.7],
  [6, 36, 0.6],
  [6, 36, 0.25],
];
const BAR = 28; // above the panels
const STOPS = [0, 0.25, 0.5, 0.75, 1].map((share) => Math.round(share * FULL)); // of the bar

/** @extends {View<Frame>} */
export class Heatmaps extends View {
  /** @type {Panel[]} */
  panels = [];
  /** @type {{ panel: Panel, x: number, y: number } | undefined} where the pointer is */
  pointed;
  /** @type {[panel: number, index: number]} the value that was read last by keys */
  read = [0, 0];
  /** @type {import("../kit/colours.js").Colours} */
  colours;
  id = ""; // what the panels are, as a text
  /** @type {boolean | undefined} whether there are values below zero */
  signed;
  widest = WIDEST; // pixels of a cell
  liked = LIKED; // of a tile
  smallest = 11;
  /** @type {string | undefined} what was laid out last */
  laid;

  /** @param {string} key */
  constructor(key) {
    super(key, "heatmaps");
    const bar = add(this.root, "div", "bar");
    bar.ariaHidden = "true";
    this.quantity = add(bar, "span");
    this.low = add(bar, "span", "end low");
    this.bar = add(bar, "span", "colours");
    this.middle = add(this.bar, "span", "middle");
    this.high = add(bar, "span", "end");
    saveButton(this.root, () => this.figure());
    this.stage = add(this.root, "div", "panels");
    this.stage.setAttribute("role", "img");
    this.words = add(this.root, "div", "words");
    this.words.ariaHidden = "true"; // the picture's label says it already
    this.here = add(this.root, "div", "here");
    this.tip = add(this.root, "div", "tip");
    this.tip.ariaHidden = "true";
    this.value = add(this.tip, "div", "value");
    this.place = add(this.tip, "div");
    this.point();
    readByKeys(this.stage, {
      read: (across, down) => this.readNext(across, down),
      leave: () => this.point(),
      press: () => this.pointed && this.press(this.pointed),
    });
    // A finger that lies elsewhere takes the tooltip away.
    this.elsewhere = (/** @type {Event} */ event) =>
      event.composedPath().includes(this.stage) || this.point();
    document.addEventListener("pointerdown", this.elsewhere);
  }

  /** @param {Frame} frame */
  draw(frame) {
    if (this.restyled) this.colours = colours(this.theme);
    const id = JSON.stringify(frame.panels.map((panel) => ({ ...panel, highlight: 0, scale: 0 })));
    if (id !== this.id) {
      this.id = id;
      this.stage.replaceChildren();
      this.panels = frame.panels.map((spec) => this.build(spec));
      this.point();
    }
    const wide = this.width(this.stage) / this.magnified;
    const ratio = this.sharpness;
    const moved = this.restyled || wide !== this.wide || ratio !== this.ratio || id !== this.laid;
    this.wide = wide;
    this.ratio = ratio;
    if (!wide) return false;
    this.laid = id;
    const room = { wide, ratio, cell: Math.min(this.widest, frame.cell), liked: this.liked };
    const style = { theme: this.theme, colours: this.colours, unit: frame.unit };
    this.panels.forEach((panel, i) => {
      panel.spec = frame.panels[i];
      panel.values = frame.arrays[i];
      panel.style = style;
      panel.times = this.magnified;
      if (moved) panel.lay(room);
      panel.paint();
    });
    return true;
  }

  /** @param {Frame} frame */
  write(frame) {
    this.drawBar(frame);
    this.tell();
  }

  /** @param {Frame} frame */
  say({ alt }) {
    if (this.stage.ariaLabel !== alt) this.stage.ariaLabel = alt;
    set(this.words, alt);
  }

  /**
   * Where even small letters need too much room, cells go without their numbers.
   *
   * @param {number} room
   */
  fitTo(room, least = 0, most = 2) {
    for (const [widest, liked, own] of PRESENTED) {
      [this.widest, this.liked] = [widest, liked];
      this.laid = undefined;
      super.fitTo(room, Math.max(own, least), most);
      if (screenBox(this.root).height <= room) return;
    }
  }

  /** @param {number | undefined} zoom */
  enlarge(zoom) {
    if (!zoom) [this.widest, this.liked, this.laid] = [WIDEST, LIKED, undefined];
    super.enlarge(zoom);
  }

  /** @param {Frame} frame */
  drawBar({ quantity, scale, unit, shared }) {
    const signed = unit === "number";
    const end = shared ? short(scale, unit) : "max";
    const sign = signed && end !== "0";
    set(this.quantity, quantity);
    set(this.low, sign ? `−${end}` : "0");
    set(this.high, sign ? `+${end}` : end);
    this.middle.hidden = !signed;
    if (this.restyled || signed !== this.signed) {
      this.signed = signed;
      const below = signed ? STOPS.slice(1).reverse().map((q) => -q) : [];
      const stops = [...below, ...STOPS].map((q) => css(this.colours.of(q)));
      this.bar.style.background = `linear-gradient(to right, ${stops})`;
    }
  }

  /** @param {Frame["panels"][number]} spec */
  build(spec) {
    const panel = spec.kind === "tiles"
      ? new Tiles(this.stage, spec)
      : new Matrix(this.stage, spec);
    const { canvas } = panel;
    canvas.onpointermove = canvas.onpointerdown = (event) => this.point(panel, event);
    canvas.onclick = (event) => this.press({ panel, ...this.placed(event) });
    canvas.onpointerleave = ({ pointerType }) => pointerType === "mouse" && this.point();
    return panel;
  }

  /**
   * All panels where they stand on the page, below the bar.
   *
   * @returns {import("../kit/save_as_file.js").Figure}
   */
  figure() {
    const { theme } = this;
    const { title, key, alt } = this.frame;
    const font = `600 15px ${theme.font}`;
    const placed = this.panels.map((panel) => {
      const { canvas, ratio } = panel;
      const room = (canvas.parentElement?.clientWidth ?? 0) + 2;
      const lines = wrapped(panel.spec.title, font, room);
      const widest = Math.max(...lines.map((line) => measured(line, font).width));
      return {
        panel,
        lines,
        x: canvas.offsetLeft,
        y: canvas.offsetTop + BAR,
        wide: Math.max(canvas.width / ratio, widest),
        tall: canvas.height / ratio,
      };
    });
    return {
      name: title || key,
      title,
      words: alt,
      width: Math.max(320, ...placed.map(({ x, wide }) => x + wide)),
      height: Math.max(BAR, ...placed.map(({ y, tall }) => y + tall)),
      sketch: (brush) => {
        this.sketchBar(brush);
        for (const { panel, lines, x, y } of placed) {
          brush.save();
          brush.translate(x, y);
          brush.font = font;
          brush.fillStyle = css(theme.text);
          lines.forEach((line, i) => brush.fillText(line, 0, -9 - 20 * (lines.length - 1 - i)));
          panel.ready(brush);
          panel.sketch(brush);
          brush.restore();
        }
      },
      entries: [],
      theme,
    };
  }

  /** @param {Brush} brush */
  sketchBar(brush) {
    const { theme } = this;
    const font = `13px ${theme.font}`;
    brush.font = font;
    let x = 0;
    const write = (/** @type {HTMLElement} */ { textContent }) => {
      brush.fillStyle = css(theme.text);
      brush.fillText(textContent, x, 13);
      x += measured(textContent, font).width + 8;
    };
    write(this.quantity);
    write(this.low);
    for (let i = 0; i < 80; i++) {
      const share = i / 79;
      const q = Math.round(FULL * (this.signed ? 2 * share - 1 : share));
      brush.fillStyle = css(this.colours.of(q));
      brush.fillRect(x + 2 * i, 4, 160 - 2 * i, 10); // to the end: no gaps between the steps
    }
    x += 168;
    write(this.high);
  }

  /**
   * Tell Python which cell was clicked: panel, then row and column, or image and pixel.
   *
   * @param {{ panel: Panel, x: number, y: number }} at
   */
  press({ panel, x, y }) {
    const found = this.frame.clickable && panel.find(x, y);
    if (!found) return;
    const { across } = panel;
    const [row, column] = [Math.floor(found.index / across), found.index % across];
    this.component.setStateValue("cell", [this.panels.indexOf(panel), row, column]);
  }

  /**
   * Go on from the value that was read last, below a panel to the next one; return what stands
   * there, in words.
   *
   * @param {number} across
   * @param {number} down
   */
  readNext(across, down) {
    const panels = this.panels.filter(({ values }) => values.length);
    let place = Math.min(this.read[0], panels.length - 1);
    let panel = panels[place];
    if (!panel) return undefined;
    let found = panel.box(Math.min(this.read[1], panel.values.length - 1));
    const end = Math.abs(across) === Infinity;
    for (let next; (next = panel.beside(found, Math.sign(across), down));) {
      found = next;
      if (!end) break;
    }
    const { index } = found;
    if (down && index === this.read[1] && panels[place + down]) {
      panel = panels[place += down];
      found = panel.box(0);
    }
    this.read = [place, found.index];
    const { x, y, width, height } = found;
    this.pointed = { panel, x: x + width / 2, y: y + height / 2 };
    this.tell();
    this.here.scrollIntoView({ block: "nearest" });
    return `${this.value.textContent}, ${this.place.textContent}`;
  }

  /**
   * Remember what the pointer is at; without arguments, that it is gone.
   *
   * @param {Panel} [panel]
   * @param {PointerEvent} [event]
   */
  point(panel, event) {
    this.pointed = panel && event && { panel, ...this.placed(event) };
    this.tell();
  }

  /**
   * Where an event is on a panel, as that was drawn.
   *
   * @param {MouseEvent} event
   */
  placed({ offsetX, offsetY }) {
    return { x: offsetX / this.magnified, y: offsetY / this.magnified };
  }

  // The tooltip, which keeps up with the frames.
  tell() {
    const { pointed, tip } = this;
    const found = pointed?.panel.find(pointed.x, pointed.y);
    tip.hidden = this.here.hidden = !found;
    if (!pointed || !found) return;
    const { panel } = pointed;
    const { index, where } = found;
    const [x, y, width, height] = [found.x, found.y, found.width, found.height].map((pixels) =>
      pixels * this.magnified
    );
    const value = panel.number(index);
    const said = Number.isNaN(value)
      ? "is not a number"
      : (panel.exact ? "= " : "≈ ") + long(value, this.frame.unit);
    set(this.value, `${this.frame.quantity} ${said}`);
    set(this.place, where);
    const left = panel.canvas.offsetLeft + this.stage.offsetLeft + x;
    const top = panel.canvas.offsetTop + this.stage.offsetTop + y;
    Object.assign(this.here.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    const far = this.root.clientWidth - tip.offsetWidth;
    const above = top - tip.offsetHeight - 8;
    const middle = left + width / 2 - tip.offsetWidth / 2;
    tip.style.left = `${Math.max(0, Math.min(far, middle))}px`;
    tip.style.top = `${above < 0 ? top + height + 8 : above}px`;
  }

  close() {
    document.removeEventListener("pointerdown", this.elsewhere);
    super.close();
  }
}

/** @param {import("../kit/streamlit.d.ts").Component} component */
export default (component) => mount(Heatmaps, component);
