// Tables of numbers that change while nothing moves: cells keep their places.

import { add, set } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { View } from "../kit/view.js";

/** @typedef {import("../kit/wire.d.ts").ReceiptTable} Frame */
/** @typedef {import("../kit/wire.d.ts").Block} Block */

/** @extends {View<Frame>} */
export class ReceiptTable extends View {
  /** @type {ReturnType<ReceiptTable["build"]>[]} */
  built = [];
  id = ""; // what the tables are, as a text

  /** @param {string} key */
  constructor(key) {
    super(key, "receipt");
    this.name = add(this.root, "div", "name");
    this.stage = add(this.root, "div", "blocks");
  }

  /** @param {Frame} frame */
  write({ title, blocks }) {
    set(this.name, title);
    const id = JSON.stringify(blocks.map(({ head, rows, sum }) => [head.length, rows.length, sum]));
    if (id !== this.id) {
      this.id = id;
      this.stage.replaceChildren();
      this.built = blocks.map((block) => this.build(block));
    }
    blocks.forEach((block, b) => {
      const { head, note, heads, cells } = this.built[b];
      set(head, block.title);
      set(note, block.note);
      note.hidden = !block.note;
      block.head.forEach((text, i) => set(heads[i], text));
      block.rows.forEach((row, i) => row.forEach((text, j) => set(cells[i][j], text)));
    });
  }

  /** @param {Block} block */
  build({ head, rows, sum }) {
    const box = add(this.stage, "div", "block");
    const title = add(box, "div", "title");
    const note = add(box, "div", "note");
    const table = add(box, "table");
    const names = add(table, "tr");
    names.hidden = !head.some(Boolean);
    const heads = head.map(() => add(names, "th"));
    const cells = rows.map((row, i) => {
      const line = add(table, "tr", sum && i === rows.length - 1 ? "sum" : "");
      return row.map(() => add(line, "td"));
    });
    return { head: title, note, heads, cells };
  }
}

/** @param {import("../kit/streamlit.d.ts").Component} component */
export default (component) => mount(ReceiptTable, component);
