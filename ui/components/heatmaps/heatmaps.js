// Values as colours. Tiles are written once into a small image and enlarged without smoothing.

import { FULL, MISSING } from "../kit/constants.js";
import { colours } from "../kit/colours.js";
import { add, set } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { Figure, saveButton, wipe, wrapped } from "../kit/save_as_file.js";
import { measured } from "../kit/svg_brush.js";
import { css } from "../kit/theme.js";
import { GAP, inCell, LIKED, long, short, tileGrid } from "./tiles.js";

const CAPTION = 18;
const WRITE = 34;
const WIDEST = 52;
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
const SPACED = 14; // pixels of a cell from which on there is a line between two
const BAR = 28; // above the panels
const views = new WeakMap();

class Heatmaps extends Figure {
  /** @type {import("../kit/wire.d.ts").Heatmaps} */
  frame = undefined;

  constructor(key) {
    super(key, "heatmaps");
    const bar = add(this.root, "div", "bar");
    bar.ariaHidden = "true";
    this.quantity = add(bar, "span");
    this.low = add(bar, "span", "end low");
    this.bar = add(bar, "span", "colours");
    this.middle = add(this.bar, "span", "middle");
    this.high = add(bar, "span", "end");
    saveButton(this.root, (vector) => this.save(vector));
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
    this.panels = [];
    this.widest = WIDEST;
    this.liked = LIKED;
    this.laid = undefined; // what was laid out last
    // A finger that lies elsewhere takes the tooltip away.
    this.elsewhere = (event) => event.composedPath().includes(this.stage) || this.point();
    document.addEventListener("pointerdown", this.elsewhere);
  }

  /** @param {import("../kit/wire.d.ts").Heatmaps} frame */
  draw(frame) {
    if (this.restyled) this.colours = colours(this.theme);
    const id = JSON.stringify(frame.panels.map((panel) => ({ ...panel, highlight: 0, scale: 0 })));
    if (id !== this.id) {
      this.id = id;
      this.stage.replaceChildren();
      this.panels = frame.panels.map((spec) => this.build(spec));
      this.point();
    }
    const width = this.width(this.stage);
    const moved = this.restyled || width !== this.wide || this.sharpness !== this.ratio ||
      id !== this.laid;
    this.wide = width;
    this.ratio = this.sharpness;
    if (!width) return false;
    this.laid = id;
    this.panels.forEach((panel, i) => {
      panel.spec = frame.panels[i];
      panel.values = frame.arrays[i];
      if (moved) this.lay(panel);
      if (panel.spec.kind === "tiles") this.drawTiles(panel);
      else this.renewMatrix(panel);
    });
  }

  /** @param {import("../kit/wire.d.ts").Heatmaps} frame */
  write(frame) {
    this.drawBar(frame);
    this.tell();
  }

  say({ alt }) {
    if (this.stage.ariaLabel !== alt) this.stage.ariaLabel = alt;
    set(this.words, alt);
  }

  // Where even small letters need too much room, cells go without their numbers.
  fitTo(room) {
    for (const [widest, liked, least] of PRESENTED) {
      [this.widest, this.liked] = [widest, liked];
      this.laid = undefined;
      super.fitTo(room, least);
      if (this.root.getBoundingClientRect().height <= room) return;
    }
  }

  enlarge(zoom) {
    if (!zoom) [this.widest, this.liked, this.laid] = [WIDEST, LIKED, undefined];
    super.enlarge(zoom);
  }

  drawBar({ quantity, scale, unit, shared }) {
    const signed = unit === "number";
    const end = shared ? short(scale, unit) : "max";
    set(this.quantity, quantity);
    set(this.low, signed ? `−${end}` : "0");
    set(this.high, signed ? `+${end}` : end);
    this.middle.hidden = !signed;
    if (this.restyled || signed !== this.signed) {
      this.signed = signed;
      const stops = (signed ? [-127, -95, -64, -32, 0, 32, 64, 95, 127] : [0, 32, 64, 95, 127]).map(
        (q) => css(this.colours.of(q)),
      );
      this.bar.style.background = `linear-gradient(to right, ${stops})`;
    }
  }

  build(spec) {
    const box = add(this.stage, "div", spec.kind);
    add(box, "div", "title", spec.title);
    const canvas = add(box, "canvas");
    const panel = { spec, canvas, brush: canvas.getContext("2d") };
    panel.small = document.createElement("canvas");
    panel.small.width = spec.cols;
    panel.small.height = Math.max(1, spec.rows * (spec.captions ?? [""]).length);
    panel.ink = panel.small.getContext("2d");
    panel.image = panel.ink.createImageData(panel.small.width, panel.small.height);
    panel.pixels = new Uint32Array(panel.image.data.buffer);
    canvas.onpointermove = canvas.onpointerdown = (event) => this.point(panel, event);
    canvas.onclick = (event) => this.press(panel, event);
    canvas.onpointerleave = (event) => event.pointerType === "mouse" && this.point();
    return panel;
  }

  // Sizes, and what does not change from frame to frame.
  lay(panel) {
    if (panel.spec.kind === "tiles") this.layTiles(panel);
    else this.layMatrix(panel);
  }

  size({ canvas, brush }, width, height) {
    canvas.width = Math.round(width * this.ratio);
    canvas.height = Math.round(height * this.ratio);
    canvas.style.width = `${canvas.width / this.ratio}px`;
    canvas.style.height = `${canvas.height / this.ratio}px`;
    brush.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    brush.imageSmoothingEnabled = false;
    brush.textBaseline = "middle";
  }

  layTiles(panel) {
    const { rows, cols, captions } = panel.spec;
    const n = captions.length;
    panel.grid = tileGrid(Math.max(1, n), cols, this.wide, this.ratio, this.liked);
    const { across, size } = panel.grid;
    panel.tall = (size * rows) / cols;
    const step = panel.tall + CAPTION + GAP;
    this.size(panel, this.wide, Math.max(0, Math.ceil(n / across) * step - GAP));
    const snap = (v) => Math.round(v * this.ratio) / this.ratio;
    const gap = across > 1 ? Math.min(3 * GAP, (this.wide - across * size) / (across - 1)) : 0;
    panel.at = captions.map((
      _,
      i,
    ) => [snap((i % across) * (size + gap)), snap(Math.floor(i / across) * step)]);
    panel.room = size + gap;
    this.writeCaptions(panel);
  }

  writeCaptions({ spec, brush, at, grid, tall, room }) {
    brush.font = `11px ${this.theme.font}`;
    brush.fillStyle = this.theme.soft;
    brush.textAlign = "center";
    spec.captions.forEach((caption, i) => {
      const [x, y] = at[i];
      brush.fillText(caption, x + grid.size / 2, y + tall + CAPTION / 2, room);
    });
  }

  // A pixel for each value.
  fill(panel) {
    const { values, pixels, ink, image } = panel;
    const { table } = this.colours;
    const q = values instanceof Float32Array
      ? Int8Array.from(values, (_, i) => this.quantised(panel, i))
      : values;
    const bytes = new Uint8Array(q.buffer, q.byteOffset, q.length);
    for (let i = 0; i < bytes.length; i++) pixels[i] = table[bytes[i]];
    ink.putImageData(image, 0, 0);
  }

  drawTiles(panel) {
    const { spec, small, brush, grid, tall, at } = panel;
    const { rows, cols } = spec;
    this.fill(panel);
    at.forEach(([x, y], i) =>
      brush.drawImage(small, 0, i * rows, cols, rows, x, y, grid.size, tall)
    );
  }

  layMatrix(panel) {
    panel.marked = undefined;
    const { rows, cols, row_labels: rowLabels, col_labels: colLabels } = panel.spec;
    const { brush } = panel;
    brush.font = `12px ${this.theme.font}`;
    const widest = (labels) =>
      Math.max(0, ...labels.map((label) => brush.measureText(label).width));
    const left = Math.ceil(Math.min(widest(rowLabels) + 8, this.wide * 0.4));
    const cell = Math.max(
      4,
      Math.min(this.widest, this.frame.cell, Math.floor((this.wide - left) / cols)),
    );
    const labelled = widest(colLabels);
    // Column labels that are wider than their cells: every second, third … one.
    panel.every = Math.max(1, Math.ceil((labelled + 4) / cell));
    panel.everyRow = Math.max(1, Math.ceil(14 / cell));
    panel.left = left;
    panel.top = colLabels.some(Boolean) ? 20 : 2;
    panel.cell = cell;
    panel.wide = cell * cols;
    const latest = panel.every > 1 ? cell * (cols - 1 - ((cols - 1) % panel.every)) + labelled : 0;
    this.size(
      panel,
      Math.max(left + panel.wide + 2, Math.min(left + latest, this.wide)),
      panel.top + cell * rows + 2,
    );
  }

  // From frame to frame only the cells are drawn anew, and where no numbers stand in them all at
  // once.
  renewMatrix(panel) {
    const { spec, brush, cell, left, top, wide } = panel;
    const { rows, highlight } = spec;
    if (panel.marked !== highlight) {
      panel.marked = highlight;
      wipe(brush);
      return this.drawMatrix(panel);
    }
    brush.clearRect(left - 2, top - 2, wide + 4, cell * rows + 4);
    if (cell >= WRITE) return this.drawCells(panel);
    this.fill(panel);
    brush.drawImage(panel.small, left, top, wide, cell * rows);
    if (cell >= SPACED) {
      for (let x = left + cell; x <= left + wide; x += cell) {
        brush.clearRect(x - 1, top, 1, cell * rows);
      }
      for (let y = top + cell; y <= top + cell * rows; y += cell) {
        brush.clearRect(left, y - 1, wide, 1);
      }
    }
    this.drawMark(panel);
  }

  drawMatrix(panel) {
    const { spec, brush, cell, left, top } = panel;
    const { row_labels: rowLabels, col_labels: colLabels, highlight } = spec;
    brush.textAlign = "right";
    this.writeLabels(
      rowLabels,
      panel.everyRow,
      undefined,
      brush,
      (i) => [left - 6, top + (i + 0.5) * cell, left - 6],
    );
    brush.textAlign = panel.every > 1 ? "left" : "center";
    const shift = panel.every > 1 ? 0 : 0.5;
    this.writeLabels(
      colLabels,
      panel.every,
      highlight,
      brush,
      (j) => [left + (j + shift) * cell, top / 2, undefined],
    );
    this.drawCells(panel);
  }

  drawCells(panel) {
    const { spec, brush, cell, left, top } = panel;
    const { rows, cols } = spec;
    const gap = cell >= SPACED ? 1 : 0;
    const written = cell >= WRITE;
    brush.font = `${cell >= 44 ? 12 : 11}px ${this.theme.font}`;
    brush.textAlign = "center";
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        const q = this.quantised(panel, i * cols + j);
        const x = left + j * cell;
        const y = top + i * cell;
        brush.fillStyle = this.colours.css[q & 255];
        brush.fillRect(x, y, cell - gap, cell - gap);
        if (!written) continue;
        brush.fillStyle = this.colours.text[q & 255];
        brush.fillText(
          inCell(this.number(panel, i * cols + j), this.frame.unit),
          x + (cell - gap) / 2,
          y + cell / 2,
          cell - 4,
        );
      }
    }
    this.drawMark(panel);
  }

  drawMark({ spec: { rows, cols, highlight }, brush, cell, left, top }) {
    if (highlight === null || highlight < 0 || highlight >= cols) return;
    const gap = cell >= SPACED ? 1 : 0;
    brush.strokeStyle = this.theme.primary;
    brush.lineWidth = 2;
    brush.strokeRect(left + highlight * cell - gap / 2, top, cell, rows * cell - gap);
  }

  writeLabels(labels, every, bold, brush, where) {
    labels.forEach((label, i) => {
      if (i % every && i !== bold) return;
      if (
        i !== bold && bold !== undefined && bold !== null && every > 1 && Math.abs(i - bold) < every
      ) return;
      brush.font = `${i === bold ? "bold " : ""}12px ${this.theme.font}`;
      brush.fillStyle = i === bold ? css(this.theme.text) : this.theme.soft;
      const [x, y, width] = where(i);
      brush.fillText(label, x, y, width);
    });
  }

  // All panels where they stand on the page, below the bar.
  figure() {
    const font = `600 15px ${this.theme.font}`;
    const placed = this.panels.map((panel) => {
      const { canvas } = panel;
      const [wide, tall] = [canvas.width / this.ratio, canvas.height / this.ratio];
      const title = wrapped(panel.spec.title, font, canvas.parentElement.clientWidth + 2);
      const room = Math.max(wide, ...title.map((line) => measured(line, font).width));
      return { panel, title, x: canvas.offsetLeft, y: canvas.offsetTop + BAR, wide: room, tall };
    });
    const sketch = (brush) => {
      this.sketchBar(brush);
      for (const { panel, title, x, y } of placed) {
        brush.save();
        brush.translate(x, y);
        brush.font = font;
        brush.fillStyle = css(this.theme.text);
        title.forEach((line, i) => brush.fillText(line, 0, -9 - 20 * (title.length - 1 - i)));
        brush.textBaseline = "middle";
        brush.imageSmoothingEnabled = false;
        if (panel.spec.kind === "tiles") {
          this.writeCaptions({ ...panel, brush });
          this.drawTiles({ ...panel, brush });
        } else this.drawMatrix({ ...panel, brush });
        brush.restore();
      }
    };
    const width = Math.max(320, ...placed.map(({ x, wide }) => x + wide));
    return { width, height: Math.max(BAR, ...placed.map(({ y, tall }) => y + tall)), sketch };
  }

  sketchBar(brush) {
    const font = `13px ${this.theme.font}`;
    brush.font = font;
    brush.fillStyle = css(this.theme.text);
    let x = 0;
    const write = ({ textContent }) => {
      brush.fillStyle = css(this.theme.text);
      brush.fillText(textContent, x, 13);
      x += measured(textContent, font).width + 8;
    };
    write(this.quantity);
    write(this.low);
    for (let i = 0; i < 80; i++) {
      const share = i / 79;
      brush.fillStyle = css(
        this.colours.of(Math.round(FULL * (this.signed ? 2 * share - 1 : share))),
      );
      brush.fillRect(x + 2 * i, 4, 160 - 2 * i, 10); // to the end: no gaps between the steps
    }
    x += 168;
    write(this.high);
  }

  // The value at a place, and its colour's number, whichever of the two came.
  number({ values, spec }, i) {
    if (values instanceof Float32Array) return values[i];
    return values[i] === MISSING ? NaN : (values[i] / FULL) * spec.scale;
  }

  quantised({ values, spec }, i) {
    if (!(values instanceof Float32Array)) return values[i];
    if (Number.isNaN(values[i])) return MISSING;
    const { scale } = spec;
    return scale ? Math.round(Math.max(-1, Math.min(1, values[i] / scale)) * FULL) : 0;
  }

  // Tell Python which cell was clicked: panel, then row and column, or image and pixel.
  press(panel, event) {
    const found = this.frame.clickable && this.find({ panel, x: event.offsetX, y: event.offsetY });
    if (!found) return;
    const across = panel.spec.kind === "matrix"
      ? panel.spec.cols
      : panel.spec.rows * panel.spec.cols;
    const place = [
      this.panels.indexOf(panel),
      Math.floor(found.index / across),
      found.index % across,
    ];
    this.component.setStateValue("cell", place);
  }

  // Remember what the pointer is at; without arguments, that it is gone.
  point(panel, event) {
    this.pointed = panel && { panel, x: event.offsetX, y: event.offsetY };
    this.tell();
  }

  // The tooltip, which keeps up with the frames.
  tell() {
    const found = this.pointed && this.find(this.pointed);
    this.tip.hidden = this.here.hidden = !found;
    if (!found) return;
    const { panel, index, where, x, y, width, height } = found;
    const value = this.number(panel, index);
    const exact = panel.values instanceof Float32Array;
    const said = Number.isNaN(value)
      ? "is not a number"
      : (exact ? "= " : "≈ ") + long(value, this.frame.unit);
    set(this.value, `${this.frame.quantity} ${said}`);
    set(this.place, where);
    const left = panel.canvas.offsetLeft + this.stage.offsetLeft;
    const top = panel.canvas.offsetTop + this.stage.offsetTop;
    Object.assign(this.here.style, {
      left: `${left + x}px`,
      top: `${top + y}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    const far = this.root.clientWidth - this.tip.offsetWidth;
    const above = top + y - this.tip.offsetHeight - 8;
    const middle = left + x + width / 2 - this.tip.offsetWidth / 2;
    this.tip.style.left = `${Math.max(0, Math.min(far, middle))}px`;
    this.tip.style.top = `${above < 0 ? top + y + height + 8 : above}px`;
  }

  find({ panel, x, y }) {
    const { rows, cols, captions, row_labels: rowLabels, col_labels: colLabels } = panel.spec;
    if (panel.spec.kind === "matrix") {
      const { left, top, cell } = panel;
      const j = Math.floor((x - left) / cell);
      const i = Math.floor((y - top) / cell);
      if (!(i >= 0 && i < rows && j >= 0 && j < cols)) return undefined;
      const where = [rowLabels[i], colLabels[j]].filter(Boolean).join(", ");
      return {
        panel,
        index: i * cols + j,
        where,
        x: left + j * cell,
        y: top + i * cell,
        width: cell,
        height: cell,
      };
    }
    const pixel = panel.grid.size / cols;
    const n = panel.at.findIndex(([l, t]) =>
      x >= l && x < l + panel.grid.size && y >= t && y < t + panel.tall
    );
    if (n < 0) return undefined;
    const [l, t] = panel.at[n];
    const j = Math.min(cols - 1, Math.floor((x - l) / pixel));
    const i = Math.min(rows - 1, Math.floor((y - t) / pixel));
    const where = `${captions[n]}, row ${i + 1}, column ${j + 1}`;
    return {
      panel,
      index: (n * rows + i) * cols + j,
      where,
      x: l + j * pixel,
      y: t + i * pixel,
      width: pixel,
      height: pixel,
    };
  }

  close() {
    document.removeEventListener("pointerdown", this.elsewhere);
    super.close();
  }
}

export default (component) => mount(views, Heatmaps, component);
