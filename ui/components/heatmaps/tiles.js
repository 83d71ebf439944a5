// Small images side by side. They are written once into one image and enlarged without smoothing.

import { HeatPanel } from "./heat_panel.js";
import { GAP, tileGrid } from "./tile_grid.js";

const CAPTION = 18; // pixels below a tile

/** A caption below a tile that is narrower than it. @param {string} caption */
const shortened = (caption) => caption.replace(", read as ", " → ").replace(/^unit /, "");

/** @extends {HeatPanel<import("./heat_panel.js").TilesSpec>} */
export class Tiles extends HeatPanel {
  /** @type {[x: number, y: number][]} of each tile */
  at = [];
  wide = 0; // pixels of a tile
  tall = 0;
  room = 0; // of a caption

  /**
   * @param {HTMLElement} parent
   * @param {import("./heat_panel.js").TilesSpec} spec
   */
  constructor(parent, spec) {
    super(parent, spec, spec.captions.length);
  }

  /** @param {import("./heat_panel.js").Room} room */
  lay({ wide, ratio, liked }) {
    const { rows, cols, captions } = this.spec;
    const n = captions.length;
    const { across, size } = tileGrid(Math.max(1, n), cols, wide, ratio, liked);
    this.wide = size;
    this.tall = (size * rows) / cols;
    const step = this.tall + CAPTION + GAP;
    this.size(wide, Math.max(0, Math.ceil(n / across) * step - GAP), ratio);
    const snap = (/** @type {number} */ v) => Math.round(v * ratio) / ratio;
    const gap = across > 1 ? Math.min(3 * GAP, (wide - across * size) / (across - 1)) : 0;
    this.at = captions.map((_, i) => [
      snap((i % across) * (size + gap)),
      snap(Math.floor(i / across) * step),
    ]);
    this.room = size + gap;
    this.writeCaptions(this.paper);
  }

  paint() {
    this.fill();
    this.drawTiles(this.paper);
  }

  /** @param {import("./heat_panel.js").Brush} brush */
  sketch(brush) {
    this.writeCaptions(brush);
    this.drawTiles(brush);
  }

  /** @param {import("./heat_panel.js").Brush} brush */
  drawTiles(brush) {
    const { rows, cols } = this.spec;
    const { small, wide, tall } = this;
    this.at.forEach(([x, y], i) =>
      brush.drawImage(small, 0, i * rows, cols, rows, x, y, wide, tall)
    );
  }

  /** @param {import("./heat_panel.js").Brush} brush */
  writeCaptions(brush) {
    const { theme } = this.style;
    brush.font = `11px ${theme.font}`;
    brush.fillStyle = theme.soft;
    brush.textAlign = "center";
    this.spec.captions.forEach((caption, i) => {
      const [x, y] = this.at[i];
      const fits = brush.measureText(caption).width <= this.wide;
      const text = fits ? caption : shortened(caption);
      brush.fillText(text, x + this.wide / 2, y + this.tall + CAPTION / 2, this.room);
    });
  }

  get across() {
    return this.spec.rows * this.spec.cols;
  }

  /** @param {number} index */
  box(index) {
    const { rows, cols, captions } = this.spec;
    const side = this.wide / cols;
    const n = Math.floor(index / this.across);
    const [i, j] = [Math.floor(index / cols) % rows, index % cols];
    const [l, t] = this.at[n];
    const where = `${captions[n]}, row ${i + 1}, column ${j + 1}`;
    return { index, where, x: l + j * side, y: t + i * side, width: side, height: side };
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  find(x, y) {
    const { rows, cols } = this.spec;
    const side = this.wide / cols;
    const n = this.at.findIndex(([l, t]) =>
      x >= l && x < l + this.wide && y >= t && y < t + this.tall
    );
    if (n < 0) return undefined;
    const [l, t] = this.at[n];
    const j = Math.min(cols - 1, Math.floor((x - l) / side));
    const i = Math.min(rows - 1, Math.floor((y - t) / side));
    return this.box((n * rows + i) * cols + j);
  }
}
