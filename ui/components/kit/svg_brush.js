// A brush that writes SVG down instead of painting on a canvas.

import { drawing, shape } from "./dom.js";
import { measured } from "./text.js";

/** @typedef {import("./dom.js").Named} Named */
/** @typedef {import("./brush.d.ts").Brush} Brush */

const FONT = /^(?:(\w+) )?([\d.]+)px (.*)$/; // weight, size, family
/** @type {Record<string, string>} */
const ANCHORS = { left: "start", center: "middle", right: "end" };
const fine = (/** @type {number} */ v) => Math.round(100 * v) / 100;

/**
 * As much of a canvas's context as the components use. What moves, turns or clips is a group, until
 * `restore`; a path is made of lines, or is one rectangle or one circle.
 *
 * @implements {Brush}
 */
export class SvgBrush {
  /** @type {string | CanvasGradient | CanvasPattern} */
  fillStyle = "#000";
  /** @type {string | CanvasGradient | CanvasPattern} */
  strokeStyle = "#000";
  lineWidth = 1;
  /** @type {CanvasLineCap} */
  lineCap = "butt";
  /** @type {CanvasLineJoin} */
  lineJoin = "miter";
  /** @type {number[]} */
  dashes = [];
  globalAlpha = 1;
  font = "10px sans-serif";
  /** @type {CanvasTextAlign} */
  textAlign = "start";
  /** @type {CanvasTextBaseline} */
  textBaseline = "alphabetic";
  imageSmoothingEnabled = true;
  /** @type {{ tag: "path" | "rect" | "circle", place: Named }} */
  path = { tag: "path", place: { d: "" } };

  /**
   * @param {number} width
   * @param {number} height
   */
  constructor(width, height) {
    this.root = shape(document.createElement("div"), "svg", {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
    });
    /** @type {SVGElement} */
    this.at = this.root;
    /** @type {object[]} */
    this.kept = [];
    // several pictures may come to stand on one page
    this.clips = `clip-${Math.random().toString(36).slice(2)}-`;
  }

  save() {
    const { root: _root, kept: _kept, clips: _clips, path: _path, ...look } = this;
    this.kept.push(look);
  }

  restore() {
    Object.assign(this, this.kept.pop());
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  translate(x, y) {
    this.at = shape(this.at, "g", { transform: `translate(${fine(x)} ${fine(y)})` });
  }

  /** @param {number} angle */
  rotate(angle) {
    this.at = shape(this.at, "g", { transform: `rotate(${fine((180 / Math.PI) * angle)})` });
  }

  clip() {
    const id = this.clips + this.root.querySelectorAll("clipPath").length;
    const { tag, place } = this.path;
    shape(shape(this.root, "clipPath", { id }), tag, place);
    this.at = shape(this.at, "g", { "clip-path": `url(#${id})` });
  }

  beginPath() {
    this.path = { tag: "path", place: { d: "" } };
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  moveTo(x, y) {
    this.path.place.d += `M${fine(x)} ${fine(y)}`;
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  lineTo(x, y) {
    this.path.place.d += `L${fine(x)} ${fine(y)}`;
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  rect(x, y, width, height) {
    const place = { x: fine(x), y: fine(y), width: fine(width), height: fine(height) };
    this.path = { tag: "rect", place };
  }

  /**
   * @param {number} cx
   * @param {number} cy
   * @param {number} r
   */
  arc(cx, cy, r) {
    this.path = { tag: "circle", place: { cx: fine(cx), cy: fine(cy), r: fine(r) } };
  }

  /** @param {number[]} dashes */
  setLineDash(dashes) {
    this.dashes = dashes;
  }

  fill() {
    this.add(this.path.tag, this.path.place, { fill: String(this.fillStyle) });
  }

  stroke() {
    this.add(this.path.tag, this.path.place, {
      fill: "none",
      stroke: String(this.strokeStyle),
      "stroke-width": fine(this.lineWidth),
      ...(this.lineCap !== "butt" && { "stroke-linecap": this.lineCap }),
      ...(this.lineJoin !== "miter" && { "stroke-linejoin": this.lineJoin }),
      ...(this.dashes.length && { "stroke-dasharray": this.dashes.join(" ") }),
    });
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  fillRect(x, y, width, height) {
    this.aside(() => this.rect(x, y, width, height), () => this.fill());
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   */
  strokeRect(x, y, width, height) {
    this.aside(() => this.rect(x, y, width, height), () => this.stroke());
  }

  /** @param {string} text */
  measureText(text) {
    return measured(text, this.font);
  }

  /**
   * Texts stand on their baseline: programs do not agree on the others.
   *
   * @param {string} text
   * @param {number} x
   * @param {number} y
   */
  fillText(text, x, y, most = Infinity) {
    if (!text) return;
    const [, weight, size, family] = this.font.match(FONT) ?? [];
    const { fontBoundingBoxAscent: above, width } = this.measureText(text);
    const down = above - measured(text, this.font, this.textBaseline).fontBoundingBoxAscent;
    const element = this.add("text", { x: fine(x), y: fine(y + down) }, {
      "text-anchor": ANCHORS[this.textAlign] ?? this.textAlign,
      "font-family": family,
      "font-size": size,
      ...(weight && { "font-weight": weight }),
      ...(width > most && { textLength: fine(most), lengthAdjust: "spacingAndGlyphs" }),
      fill: String(this.fillStyle),
    });
    element.textContent = text;
  }

  /**
   * A part of another canvas, or all of it, as pixels.
   *
   * @param {CanvasImageSource} image
   * @param {number[]} places as for a canvas: four, or eight with the part's before them
   */
  drawImage(image, ...places) {
    const { width: all, height: whole } = /** @type {HTMLCanvasElement} */ (image);
    const [left, top, cols, rows] = places.length > 4 ? places : [0, 0, all, whole];
    const [x, y, width, height] = places.slice(-4).map(fine);
    const part = drawing();
    Object.assign(part.canvas, { width: cols, height: rows });
    part.brush.drawImage(image, left, top, cols, rows, 0, 0, cols, rows);
    this.add("image", { x, y, width, height }, {
      href: part.canvas.toDataURL(),
      preserveAspectRatio: "none",
      ...(!this.imageSmoothingEnabled && { style: "image-rendering:pixelated" }),
    });
  }

  /**
   * @param {() => void} choose
   * @param {() => void} paint
   */
  aside(choose, paint) {
    const { path } = this;
    choose();
    paint();
    this.path = path;
  }

  /**
   * @param {keyof SVGElementTagNameMap} tag
   * @param {Named} place
   * @param {Named} look
   */
  add(tag, place, look) {
    const opacity = this.globalAlpha < 1 && { opacity: this.globalAlpha };
    return shape(this.at, tag, { ...place, ...look, ...opacity });
  }

  blob() {
    return new Blob([new XMLSerializer().serializeToString(this.root)], { type: "image/svg+xml" });
  }
}
