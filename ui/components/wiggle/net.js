// The net as lines and circles; what changes is lit, and what can be moved can be grabbed.

import { attributes, shape } from "../kit/dom.js";
import { layOut } from "../network_diagram/layout.js";

const [WIDTH, TALL] = [440, 190];
const LETTER = 8; // pixels, about

/**
 * @typedef {import("../kit/wire.d.ts").Wiggle} Frame
 * @typedef {import("../kit/wire.d.ts").Movable} Movable
 * @typedef {{ l: number, j: number, k: number, shapes: SVGElement[] }} Part a line, or with k -1 a unit
 */

export class Net {
  /** @type {Part[]} */
  parts = [];

  /** @param {HTMLElement} box */
  constructor(box) {
    this.svg = shape(box, "svg", { class: "net" });
    this.svg.ariaHidden = "true"; // the numbers beside it say the same
  }

  /**
   * @param {Frame} frame
   * @param {(l: number, j: number, k: number) => number} weight
   */
  build({ names, movables }, weight) {
    const layers = names.map((units) => ({
      title: "",
      size: units.length,
      names: units,
      picture: null,
    }));
    const laid = layOut(layers, WIDTH, (text) => LETTER * text.length, TALL);
    this.svg.replaceChildren();
    attributes(this.svg, { viewBox: `0 12 ${WIDTH} ${laid.height - 8}` });
    const grabbed = (/** @type {number[]} */ place) =>
      movables.findIndex(({ node }) => node.join() === place.join());
    this.parts = laid.edges.map(({ l, j, k, x1, y1, x2, y2 }) => {
      const named = { x1, y1, x2, y2, "data-number": grabbed([l, j, k]) };
      const w = weight(l, j, k);
      const line = shape(this.svg, "line", { ...named, class: w < 0 ? "edge negative" : "edge" });
      line.style.setProperty("--width", `${Math.min(5, 0.75 + 2 * Math.abs(w))}px`);
      return { l, j, k, shapes: [line, shape(this.svg, "line", { ...named, class: "hit" })] };
    });
    for (const { l, j, x, y, name } of laid.nodes) {
      const circle = shape(this.svg, "circle", {
        cx: x,
        cy: y,
        r: laid.node / 2,
        class: "unit",
        "data-number": grabbed([l, j, -1]),
      });
      this.parts.push({ l, j, k: -1, shapes: [circle] });
      if (l && l < laid.last) continue;
      const text = shape(this.svg, "text", {
        x: x + (l ? 1 : -1) * (laid.node / 2 + 6),
        y: y + 5,
        "text-anchor": l ? "start" : "end",
      });
      text.textContent = name;
    }
  }

  /**
   * Light what changes: units, and the lines that lead from them.
   *
   * @param {(l: number, j: number) => boolean} changed whether a unit's answer is another
   * @param {readonly number[]} grabbed the line or unit that is moved
   */
  light(changed, grabbed) {
    for (const { l, j, k, shapes } of this.parts) {
      const own = [l, j, k].join() === grabbed.join();
      const lit = k < 0 ? changed(l, j) : changed(l - 1, k);
      shapes[0].classList.toggle("lit", lit);
      shapes[0].classList.toggle("own", own);
    }
  }
}
