// Tables of numbers. The cell under the pointer, or with the focus, says where it comes from and
// lights what it uses.

import { add, set } from "../kit/dom.js";
import { cellOf, moveInTable, numberTable } from "../kit/number_table.js";

/**
 * @typedef {import("../kit/wire.d.ts").Board} Data
 * @typedef {import("../kit/wire.d.ts").Line} Line
 * @typedef {import("../kit/wire.d.ts").Grid} Grid
 * @typedef {HTMLTableCellElement[][]} Cells of one grid
 * @typedef {{ note?: import("../kit/wire.d.ts").Note, name: string, grids: Cells[] }} About a cell
 */

/** @type {WeakMap<ShadowRoot, Board>} */
const boards = new WeakMap();

class Board {
  /** @type {WeakMap<Element, About>} */
  cells = new WeakMap();
  /** @type {HTMLTableCellElement | null} that is told of at first */
  first = null;
  hint = "";
  id = ""; // all that it shows, as a text

  /** @param {ShadowRoot} parent */
  constructor(parent) {
    this.root = add(parent, "div", "board");
    this.lines = add(this.root, "div", "lines");
    this.note = add(this.root, "div", "note");
    this.note.setAttribute("aria-live", "polite");
    this.below = add(this.root, "div", "below");
    this.root.addEventListener("pointerover", (event) => this.tell(cellOf(event)));
    this.root.addEventListener(
      "pointerleave",
      (event) => event.pointerType === "mouse" && this.tell(this.first),
    );
    this.root.addEventListener("focusin", (event) => this.tell(cellOf(event)));
    this.root.addEventListener("keydown", moveInTable);
    // A click must not take the arrow keys away from the steps: the focus comes by keyboard only.
    this.root.addEventListener(
      "mousedown",
      (event) => cellOf(event) && event.preventDefault(),
    );
  }

  /** @param {Data} data */
  update(data) {
    const id = JSON.stringify(data);
    if (id === this.id) return;
    this.id = id;
    this.cells = new WeakMap();
    this.first = null;
    this.hint = data.hint;
    this.lines.replaceChildren(...data.lines.map((line) => this.line(line)));
    const rows = (/** @type {Line} */ { items }) =>
      Math.max(...items.map((item) => typeof item === "string" ? 0 : item.rows.length));
    this.root.classList.toggle("alone", !data.lines.length);
    this.root.classList.toggle(
      "compact",
      data.below.reduce((sum, line) => sum + rows(line), 0) > 6,
    );
    this.below.replaceChildren(...data.below.map((line) => this.line(line)));
    this.tell(this.first);
  }

  /** @param {Line} line */
  line({ title, items }) {
    const box = document.createElement("div");
    box.className = "line";
    if (title) add(box, "div", "title", title);
    /** @type {Cells[]} */
    const grids = [];
    items.forEach((item) => {
      if (typeof item === "string") add(box, "span", "op", item);
      else grids.push(this.grid(box, item, grids));
    });
    return box;
  }

  /**
   * @param {HTMLElement} box
   * @param {Grid} grid
   * @param {Cells[]} grids of the line
   */
  grid(box, grid, grids) {
    const holder = add(box, "div", grid.rows.length > 12 ? "tall" : "");
    const { table, cells } = numberTable(holder, grid);
    if (!grid.lit) table.className = "dim";
    cells.forEach((row, i) =>
      row.forEach((cell, j) => {
        if (grid.bad.includes(i)) cell.className = "bad";
        const note = grid.notes[i]?.[j];
        const name = grid.row_labels.length ? "" : `${grid.name} [${i + 1}, ${j + 1}]`;
        this.cells.set(cell, { note, name, grids });
        if (note && grid.lit) this.first ??= cell;
      })
    );
    return cells;
  }

  /** @param {HTMLTableCellElement | null} cell */
  tell(cell) {
    const about = cell && this.cells.get(cell);
    if (!about) return;
    this.root.querySelectorAll(".used, .here").forEach((lit) =>
      lit.classList.remove("used", "here")
    );
    cell.classList.add("here");
    for (const [grid, i, j] of about.note?.uses ?? []) {
      about.grids[grid]?.[i]?.[j]?.classList.add("used");
    }
    this.note.replaceChildren();
    if (!about.note) return set(this.note, this.hint);
    if (about.name) add(this.note, "b", "", `${about.name} = `);
    this.note.append(about.note.text);
  }
}

/** @param {import("../kit/streamlit.d.ts").Component<[Data]>} component */
export default ({ parentElement, data: [data] }) => {
  const board = boards.get(parentElement) ?? new Board(parentElement);
  boards.set(parentElement, board);
  board.update(data);
};
