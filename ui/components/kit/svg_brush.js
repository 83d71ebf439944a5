// Shared by the components that are drawn on canvas: a brush that writes SVG down instead.

// A new SVG element inside a parent.
export function shape(parent, tag, named = {}) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  attributes(element, named);
  parent.append(element);
  return element;
}

export function attributes(element, named) {
  for (const [name, value] of Object.entries(named)) {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value);
  }
}

const BRUSH = {
  fillStyle: "#000",
  strokeStyle: "#000",
  lineWidth: 1,
  globalAlpha: 1,
  font: "10px sans-serif",
  textAlign: "start",
  textBaseline: "alphabetic",
  imageSmoothingEnabled: true,
};
const FONT = /^(?:(\w+) )?([\d.]+)px (.*)$/; // weight, size, family
const ANCHORS = { left: "start", center: "middle", right: "end" };
const fine = (v) => Math.round(100 * v) / 100;

// As much of a canvas's context as the components use. What moves, turns or clips is a group, until
// `restore`; a path is made of lines, or is one rectangle or one circle.
export class SvgPen {
  constructor(width, height) {
    this.root = shape(document.createElement("div"), "svg", {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
    });
    this.at = this.root;
    this.kept = [];
    this.clips = `clip-${Math.random().toString(36).slice(2)}-`; // several pictures may come to stand on one page
    this.fillStyle = BRUSH.fillStyle;
    this.strokeStyle = BRUSH.strokeStyle;
    this.lineWidth = BRUSH.lineWidth;
    this.globalAlpha = BRUSH.globalAlpha;
    this.font = BRUSH.font;
    this.textAlign = BRUSH.textAlign;
    this.textBaseline = BRUSH.textBaseline;
    this.imageSmoothingEnabled = BRUSH.imageSmoothingEnabled;
    this.beginPath();
  }

  save() {
    this.kept.push(
      Object.fromEntries(["at", ...Object.keys(BRUSH)].map((name) => [name, this[name]])),
    );
  }

  restore() {
    Object.assign(this, this.kept.pop());
  }

  translate(x, y) {
    this.at = shape(this.at, "g", { transform: `translate(${fine(x)} ${fine(y)})` });
  }

  rotate(angle) {
    this.at = shape(this.at, "g", { transform: `rotate(${fine((180 / Math.PI) * angle)})` });
  }

  clip() {
    const id = this.clips + this.root.querySelectorAll("clipPath").length;
    shape(shape(this.root, "clipPath", { id }), ...this.path);
    this.at = shape(this.at, "g", { "clip-path": `url(#${id})` });
  }

  beginPath() {
    this.path = ["path", { d: "" }];
  }

  moveTo(x, y) {
    this.path[1].d += `M${fine(x)} ${fine(y)}`;
  }

  lineTo(x, y) {
    this.path[1].d += `L${fine(x)} ${fine(y)}`;
  }

  rect(x, y, width, height) {
    this.path = ["rect", { x: fine(x), y: fine(y), width: fine(width), height: fine(height) }];
  }

  arc(cx, cy, r) {
    this.path = ["circle", { cx: fine(cx), cy: fine(cy), r: fine(r) }];
  }

  fill() {
    this.add(...this.path, { fill: this.fillStyle });
  }

  stroke() {
    this.add(...this.path, {
      fill: "none",
      stroke: this.strokeStyle,
      "stroke-width": fine(this.lineWidth),
    });
  }

  fillRect(...place) {
    this.aside(() => this.rect(...place), () => this.fill());
  }

  strokeRect(...place) {
    this.aside(() => this.rect(...place), () => this.stroke());
  }

  measureText(text) {
    return measured(text, this.font);
  }

  // Texts stand on their baseline: programs do not agree on the others.
  fillText(text, x, y, most = Infinity) {
    if (!text) return;
    const [, weight, size, family] = this.font.match(FONT);
    const { fontBoundingBoxAscent: above, width } = this.measureText(text);
    const down = above - measured(text, this.font, this.textBaseline).fontBoundingBoxAscent;
    const element = this.add("text", { x: fine(x), y: fine(y + down) }, {
      "text-anchor": ANCHORS[this.textAlign] ?? this.textAlign,
      "font-family": family,
      "font-size": size,
      ...(weight && { "font-weight": weight }),
      ...(width > most && { textLength: fine(most), lengthAdjust: "spacingAndGlyphs" }),
      fill: this.fillStyle,
    });
    element.textContent = text;
  }

  // A part of another canvas, or all of it, as pixels.
  drawImage(image, ...places) {
    const [left, top, cols, rows] = places.length > 4 ? places : [0, 0, image.width, image.height];
    const [x, y, width, height] = places.slice(-4).map(fine);
    const part = document.createElement("canvas");
    Object.assign(part, { width: cols, height: rows });
    part.getContext("2d").drawImage(image, left, top, cols, rows, 0, 0, cols, rows);
    this.add("image", { x, y, width, height }, {
      href: part.toDataURL(),
      preserveAspectRatio: "none",
      ...(!this.imageSmoothingEnabled && { style: "image-rendering:pixelated" }),
    });
  }

  aside(choose, paint) {
    const { path } = this;
    choose();
    paint();
    this.path = path;
  }

  add(tag, place, look) {
    const opacity = this.globalAlpha < 1 && { opacity: this.globalAlpha };
    return shape(this.at, tag, { ...place, ...look, ...opacity });
  }

  blob() {
    return new Blob([new XMLSerializer().serializeToString(this.root)], { type: "image/svg+xml" });
  }
}

let measuring;

export function measured(text, font, baseline = "alphabetic") {
  const brush = (measuring ??= document.createElement("canvas").getContext("2d"));
  brush.font = font;
  brush.textBaseline = baseline;
  return brush.measureText(text);
}
