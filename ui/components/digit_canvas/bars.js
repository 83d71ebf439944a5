// What the readers say of the drawing: a line and a note for each, ten bars with a lane for each.

import { add, drawing, set } from "../kit/dom.js";
import { chance } from "../kit/numbers.js";
import { grey } from "./ink.js";

/** @typedef {import("../kit/wire.d.ts").DigitCanvas} Frame */

export class Answers {
  /** @type {{ line: HTMLElement, name: HTMLElement | undefined }[]} */
  readers = [];
  /** @type {{ item: HTMLElement, fills: HTMLElement[], number: HTMLElement }[]} of each digit */
  items = [];
  spoken = "";

  /** @param {(name: string) => HTMLElement} find an element by its class */
  constructor(find) {
    this.lines = find("lines");
    this.list = find("bars");
    this.thumb = drawing(/** @type {HTMLCanvasElement} */ (find("thumb"))).brush;
    this.note = find("note");
  }

  /** @param {number} n readers */
  build(n) {
    this.lines.replaceChildren();
    this.lines.classList.toggle("several", n > 1);
    this.readers = Array.from({ length: n }, (_, i) => {
      const block = add(this.lines, "div", "reader");
      if (n > 1) add(block, "span", `swatch c${i}`);
      const line = add(block, "p", "line");
      return { line, name: n > 1 ? add(block, "p", "name") : undefined };
    });
    this.list.replaceChildren();
    this.list.classList.toggle("several", n > 1);
    this.items = Array.from({ length: 10 }, (_, digit) => {
      const item = add(this.list, "li");
      add(item, "span", "digit", String(digit));
      const track = add(item, "span", "track");
      const fills = Array.from(
        { length: n },
        (_, i) => add(add(track, "span", "lane"), "span", `fill c${i}`),
      );
      const box = add(item, "span", "percent");
      const number = add(box, "span", "number");
      add(box, "span", "sign", "%");
      return { item, fills, number };
    });
  }

  /**
   * @param {Frame | undefined} frame the newest answer; undefined for an empty canvas
   * @param {string[]} names
   * @param {string | undefined} extra a note that goes before the readers' own
   */
  show(frame, names, extra) {
    const n = names.length;
    if (this.readers.length !== n) this.build(n);
    const [image, chances] = frame?.arrays ?? [[], []];
    const said = frame?.readers.length === n && chances.length === 10 * n
      ? frame.readers
      : undefined;
    this.readers.forEach(({ line, name }, i) => {
      set(line, said ? said[i].line : i || image.length ? (said || !i ? "" : "–") : "Draw a digit");
      line.classList.toggle("waiting", !said);
      if (name) set(name, names[i]);
    });
    this.list.classList.toggle("waiting", !said);
    this.items.forEach(({ item, fills, number }, digit) => {
      fills.forEach((fill, i) => {
        fill.style.setProperty("--p", (said ? chances[10 * i + digit] : 0).toFixed(4));
        fill.classList.toggle("top", said?.[i].label === digit);
      });
      set(number, said ? chance(chances[digit]).slice(0, -1) : "–");
      item.classList.toggle("first", said?.[0].label === digit);
    });
    this.thumb.putImageData(grey(this.thumb, image, 28), 0, 0);
    set(this.note, extra || (said && n === 1 ? said[0].note : ""));
    this.spoken = said ? said.map(({ spoken }) => spoken).join(" ") : "The canvas is empty";
  }
}
