// One matrix with labelled rows and columns; numbers stand in its cells where there is room.

import { wipe } from "../kit/canvas.js";
import { css } from "../kit/theme.js";
import { HeatPanel } from "./heat_panel.js";
import { inCell } from "./values.js";

/** @typedef {import("./heat_panel.js").Brush} Brush */

export const WRITE = 34; // pixels of a cell from which on its number stands in it
const FEW = 4; // columns and rows
const LONG = 50; // pixels of a label
const WIDE = 96; // pixels of a cell for its label's sake
const SPACED = 14; // from which on there is a line between two

/** @extends {HeatPanel<import("./heat_panel.js").MatrixSpec>} */
export class Matrix extends HeatPanel {
  cell = 0; // pixels of a side
  left = 0; // of the first cell
  top = 0;
  everyRow = 1; // which of the labels are written
  everyColumn = 1;
  /** @type {number | null | undefined} the marked column that was drawn; undefined: draw all */
  marked;

  /**
   * @param {HTMLElement} parent
   * @param {import("./heat_panel.js").MatrixSpec} spec
   */
  constructor(parent, spec) {
    super(parent, spec, 1);
  }

  /** @param {import("./heat_panel.js").Room} room */
  lay({ wide, ratio, cell: most }) {
    this.marked = undefined;
    const { rows, cols, row_labels: rowLabels, col_labels: colLabels } = this.spec;
    const brush = this.paper;
    brush.font = `12px ${this.style.theme.font}`;
    const widest = (/** @type {string[]} */ labels) =>
      Math.max(0, ...labels.map((label) => brush.measureText(label).width));
    const left = Math.ceil(Math.min(widest(rowLabels) + 8, wide * 0.4));
    const labelled = widest(colLabels);
    // Where there are few, each of them gets its name, though that is long.
    const named = Math.max(rows, cols) <= FEW && labelled > LONG;
    const liked = named ? Math.max(most, Math.min(labelled + 6, WIDE)) : most;
    const cell = Math.max(4, Math.min(liked, Math.floor((wide - left) / cols)));
    // Column labels that are wider than their cells: every second, third … one.
    const every = Math.max(1, Math.ceil((labelled + 4) / cell));
    this.everyColumn = every;
    this.everyRow = Math.max(1, Math.ceil(14 / cell));
    this.left = left;
    this.top = colLabels.some(Boolean) ? 20 : 2;
    this.cell = cell;
    const latest = every > 1 ? cell * (cols - 1 - ((cols - 1) % every)) + labelled : 0;
    this.size(
      Math.max(left + cell * cols + 2, Math.min(left + latest, wide)),
      this.top + cell * rows + 2,
      ratio,
    );
  }

  // From frame to frame only the cells are drawn anew, and where no numbers stand in them all at
  // once.
  paint() {
    const { cell, left, top } = this;
    const { rows, cols, highlight } = this.spec;
    const brush = this.paper;
    if (this.marked !== highlight) {
      this.marked = highlight;
      wipe(brush);
      return this.sketch(brush);
    }
    const [wide, tall] = [cell * cols, cell * rows];
    brush.clearRect(left - 2, top - 2, wide + 4, tall + 4);
    if (cell >= WRITE) return this.drawCells(brush);
    this.fill();
    brush.drawImage(this.small, left, top, wide, tall);
    if (cell >= SPACED) {
      for (let x = left + cell; x <= left + wide; x += cell) brush.clearRect(x - 1, top, 1, tall);
      for (let y = top + cell; y <= top + tall; y += cell) brush.clearRect(left, y - 1, wide, 1);
    }
    this.drawMark(brush);
  }

  /** @param {Brush} brush */
  sketch(brush) {
    const { cell, left, top, everyRow, everyColumn } = this;
    const { row_labels: rowLabels, col_labels: colLabels, highlight } = this.spec;
    brush.textAlign = "right";
    rowLabels.forEach((label, i) => {
      if (i % everyRow) return;
      this.writeLabel(brush, label, left - 6, top + (i + 0.5) * cell, { most: left - 6 });
    });
    brush.textAlign = everyColumn > 1 ? "left" : "center";
    const shift = everyColumn > 1 ? 0 : 0.5;
    colLabels.forEach((label, j) => {
      const bold = j === highlight;
      if (!bold && (j % everyColumn || this.nearMarked(j))) return;
      this.writeLabel(brush, label, left + (j + shift) * cell, top / 2, { bold });
    });
    this.drawCells(brush);
  }

  /**
   * Whether the marked column's label needs the room of this one's.
   *
   * @param {number} j
   */
  nearMarked(j) {
    const { highlight } = this.spec;
    return highlight !== null && this.everyColumn > 1 && Math.abs(j - highlight) < this.everyColumn;
  }

  /**
   * @param {Brush} brush
   * @param {string} label
   * @param {number} x
   * @param {number} y
   * @param {{ bold?: boolean, most?: number }} look
   */
  writeLabel(brush, label, x, y, { bold = false, most }) {
    const { theme } = this.style;
    brush.font = `${bold ? "bold " : ""}12px ${theme.font}`;
    brush.fillStyle = bold ? css(theme.text) : theme.soft;
    brush.fillText(label, x, y, most);
  }

  /** @param {Brush} brush */
  drawCells(brush) {
    const { cell, left, top } = this;
    const { rows, cols } = this.spec;
    const { theme, colours, unit } = this.style;
    const side = cell - (cell >= SPACED ? 1 : 0);
    brush.font = `${cell >= 44 ? 12 : 11}px ${theme.font}`;
    brush.textAlign = "center";
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        const colour = this.colour(i * cols + j);
        const [x, y] = [left + j * cell, top + i * cell];
        brush.fillStyle = colours.css[colour];
        brush.fillRect(x, y, side, side);
        if (cell < WRITE) continue;
        brush.fillStyle = colours.text[colour];
        const text = inCell(this.number(i * cols + j), unit);
        brush.fillText(text, x + side / 2, y + cell / 2, cell - 4);
      }
    }
    this.drawMark(brush);
  }

  /** @param {Brush} brush */
  drawMark(brush) {
    const { cell, left, top } = this;
    const { rows, cols, highlight } = this.spec;
    if (highlight === null || highlight < 0 || highlight >= cols) return;
    const gap = cell >= SPACED ? 1 : 0;
    brush.strokeStyle = this.style.theme.primary;
    brush.lineWidth = 2;
    brush.strokeRect(left + highlight * cell - gap / 2, top, cell, rows * cell - gap);
  }

  /** @param {number} index */
  box(index) {
    const { cell, left, top } = this;
    const { cols, row_labels: rowLabels, col_labels: colLabels } = this.spec;
    const [i, j] = [Math.floor(index / cols), index % cols];
    const where = [rowLabels[i], colLabels[j]].filter(Boolean).join(", ");
    return { index, where, x: left + j * cell, y: top + i * cell, width: cell, height: cell };
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  find(x, y) {
    const { cell, left, top } = this;
    const { rows, cols } = this.spec;
    const j = Math.floor((x - left) / cell);
    const i = Math.floor((y - top) / cell);
    return i >= 0 && i < rows && j >= 0 && j < cols ? this.box(i * cols + j) : undefined;
  }
}
