// Drawings as tiles: a wall that grows, one tile for each.

import { grey } from "../../components/digit_canvas/ink.js";
import { add, drawing } from "../../components/kit/dom.js";

const SIDE = 28;
const LARGEST = 84; // px of a tile that nobody presses
const SMALLEST = 20;
const GAP = 6;

/** @typedef {{ label: number, picture: string, out?: boolean, name?: string }} Drawing */
/** @typedef {{ box: HTMLElement, known: string }} Tile */

export class Tiles {
  /** @type {Map<string, Tile>} */
  tiles = new Map();

  /**
   * @param {HTMLElement} parent
   * @param {(number: number, out: boolean) => void} [press] what a touch does
   */
  constructor(parent, press) {
    this.press = press;
    this.list = add(parent, press ? "div" : "ul", "tiles");
    if (press) return;
    const again = () => {
      if (this.list.isConnected) this.fit();
      else removeEventListener("resize", again);
    };
    addEventListener("resize", again);
  }

  /** As large as can be for all to be seen: nobody scrolls a projector. */
  fit() {
    const { top, width } = this.list.getBoundingClientRect();
    const tall = innerHeight - (top + scrollY) - 4 * GAP;
    const fits = (/** @type {number} */ side) => {
      const columns = Math.max(1, Math.floor((width + GAP) / (side + GAP)));
      return Math.ceil(this.tiles.size / columns) * ((width + GAP) / columns) <= tall;
    };
    let side = LARGEST;
    while (side > SMALLEST && !fits(side)) side -= 2;
    this.list.style.setProperty("--tile", `${side}px`);
    this.list.classList.toggle("small", side < 2 * SIDE);
  }

  /** @param {Record<string, any>} state of the activity: the fifth drawing is "d5", read as "r5" */
  update(state) {
    const { symbols } = state;
    for (const [name, tile] of this.tiles) {
      if (state[name]) continue;
      tile.box.remove();
      this.tiles.delete(name);
    }
    for (const [name, value] of Object.entries(state)) {
      if (!/^d\d+$/.test(name)) continue;
      this.show(name, value, state[`r${name.slice(1)}`] ?? null, symbols);
    }
    if (!this.press) this.fit();
  }

  /**
   * @param {string} name
   * @param {Drawing} one
   * @param {number | null} read
   * @param {string[]} symbols
   */
  show(name, one, read, symbols) {
    const number = Number(name.slice(1));
    const tile = this.tiles.get(name) ?? this.hang(name, number, one);
    const known = JSON.stringify([read, one.out, one.name]);
    if (tile.known === known) return;
    tile.known = known;
    const wrong = read !== null && read !== one.label;
    tile.box.classList.toggle("wrong", wrong);
    tile.box.classList.toggle("right", read === one.label);
    const as = read === null ? "" : `, read as ${symbols[read]}`;
    const by = one.name ? ` by ${one.name}` : "";
    const said = `${symbols[one.label]}${by}${as}`;
    const sign = tile.box.querySelector(".read");
    if (sign) sign.textContent = wrong ? symbols[read ?? 0] : "";
    const { box } = tile;
    if (!(box instanceof HTMLButtonElement)) {
      /** @type {HTMLElement} */ (box.firstChild).ariaLabel = said;
      return;
    }
    const out = one.out === true;
    box.ariaLabel = `${out ? "Put back" : "Take off"}: ${said}`;
    box.title = box.ariaLabel;
    box.classList.toggle("out", out);
    box.onclick = () => this.press?.(number, !out);
  }

  /** @param {string} name @param {number} number @param {Drawing} one */
  hang(name, number, { picture }) {
    const box = document.createElement(this.press ? "button" : "li");
    box.className = "tile";
    box.dataset.number = String(number);
    if (box instanceof HTMLButtonElement) box.type = "button";
    const { canvas, brush } = drawing();
    canvas.width = canvas.height = SIDE;
    if (!this.press) canvas.setAttribute("role", "img"); // a button says itself what it shows
    brush.putImageData(
      grey(brush, Uint8Array.from(atob(picture), (c) => c.charCodeAt(0)), SIDE),
      0,
      0,
    );
    box.append(canvas);
    add(box, "b", "read").ariaHidden = "true";
    // The newest come first, where they are seen.
    const later = [...this.list.children].find(
      (other) => Number(/** @type {HTMLElement} */ (other).dataset.number) < number,
    );
    this.list.insertBefore(box, later ?? null);
    const tile = { box, known: "" };
    this.tiles.set(name, tile);
    return tile;
  }
}
