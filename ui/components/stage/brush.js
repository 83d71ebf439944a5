// Drawing on a canvas of the stage: sharp on any screen, letters of one size, pictures in colours.

import { css, mix } from "../kit/theme.js";

/** @typedef {import("../kit/theme.js").Colour} Colour */
/** @typedef {{ paper: Colour, text: Colour, soft: Colour, dark: boolean, font: string, accent: Colour, forward: Colour, error: Colour, middle: Colour, of: (q: number) => Colour, table: Uint32Array, lines: Colour[] }} Inks */

/** @param {Colour} colour @param {number} [alpha] */
export const ink = (
  colour,
  alpha = 1,
) => (alpha === 1 ? css(colour) : `rgba(${colour.join(",")},${alpha})`);

/** The colours of the stage, in a light or a dark theme. @param {any} theme @param {any} colours @returns {Inks} */
export function inks(theme, colours) {
  const { dark, paper, text, font } = theme;
  return {
    paper,
    text,
    soft: dark ? [154, 165, 184] : [91, 101, 119],
    dark,
    font,
    accent: dark ? [106, 165, 255] : [29, 95, 196],
    forward: dark ? [53, 208, 168] : [0, 134, 106],
    error: dark ? [255, 122, 198] : [184, 21, 124],
    middle: mix(paper, text, dark ? 0.1 : 0.05),
    of: colours.of,
    table: colours.table,
    lines: dark
      ? [[86, 180, 233], [255, 143, 58], [46, 211, 165]]
      : [[0, 114, 178], [213, 94, 0], [0, 158, 115]],
  };
}

export class Brush {
  /** @param {HTMLCanvasElement} canvas @param {number} w @param {number} h @param {Inks} inks @param {number} letters */
  constructor(canvas, w, h, inks, letters) {
    const sharp = devicePixelRatio || 1;
    const [across, down] = [Math.round(w * sharp), Math.round(h * sharp)];
    if (canvas.width !== across || canvas.height !== down) {
      [canvas.width, canvas.height] = [across, down];
    }
    this.c = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    this.c.setTransform(sharp, 0, 0, sharp, 0, 0);
    this.c.clearRect(0, 0, w, h);
    this.inks = inks;
    this.letters = letters;
  }

  /** @param {number} [size] @param {number} [weight] */
  font(size = this.letters, weight = 400) {
    this.c.font = `${weight} ${size}px ${this.inks.font}`;
  }

  /**
   * @param {string} text @param {number} x @param {number} y
   * @param {{ size?: number, weight?: number, colour?: string, align?: CanvasTextAlign }} [how]
   */
  write(
    text,
    x,
    y,
    { size = this.letters, weight = 400, colour = ink(this.inks.soft), align = "left" } = {},
  ) {
    this.font(size, weight);
    this.c.fillStyle = colour;
    this.c.textAlign = align;
    this.c.textBaseline = "middle";
    this.c.fillText(text, x, y);
  }

  /** @param {number} x @param {number} y @param {number} w @param {number} h @param {number | number[]} r */
  box(x, y, w, h, r) {
    this.c.beginPath();
    this.c.roundRect(x, y, w, h, r);
  }

  /** @param {CanvasImageSource & { width: number, height: number }} image @param {number} x @param {number} y @param {number} w @param {number} h @param {number} r @param {boolean} [smooth] */
  picture(image, x, y, w, h, r, smooth = true) {
    const { c } = this;
    c.save();
    this.box(x, y, w, h, r);
    c.clip();
    c.imageSmoothingEnabled = smooth;
    c.imageSmoothingQuality = "high";
    c.drawImage(image, 0, 0, image.width, image.height, x, y, w, h);
    c.restore();
  }

  /** @param {number[]} curve */
  trace(curve) {
    const [x1, y1, a, b, c, d, x2, y2] = curve;
    this.c.beginPath();
    this.c.moveTo(x1, y1);
    this.c.bezierCurveTo(a, b, c, d, x2, y2);
    this.c.stroke();
  }

  /** A disc. @param {number} x @param {number} y @param {number} r */
  disc(x, y, r) {
    this.c.beginPath();
    this.c.arc(x, y, r, 0, 7);
  }
}

// Small pictures by name, each in a canvas of its own that is made once.
export class Pictures {
  constructor() {
    /** @type {Map<string, HTMLCanvasElement>} */
    this.made = new Map();
  }

  /** @param {string} name @param {number} w @param {number} h */
  canvas(name, w, h) {
    let canvas = this.made.get(name);
    if (!canvas || canvas.width !== w || canvas.height !== h) {
      canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [w, h];
      this.made.set(name, canvas);
    }
    return canvas;
  }

  /**
   * Values -127..127 as colours, each times `share`.
   * @param {string} name @param {number} w @param {number} h @param {ArrayLike<number>} values @param {Inks} inks @param {number} [share]
   */
  values(name, w, h, values, { table }, share = 1) {
    const canvas = this.canvas(name, w, h);
    const c = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const data = c.createImageData(w, h);
    const pixels = new Uint32Array(data.data.buffer);
    for (let i = 0; i < pixels.length; i++) {
      const q = values[i] === -128 ? -128 : Math.round(values[i] * share);
      pixels[i] = table[q < 0 ? q + 256 : q];
    }
    c.putImageData(data, 0, 0);
    return canvas;
  }

  /** Brightness 0..1 as ink on paper. @param {string} name @param {number} w @param {number} h @param {ArrayLike<number>} values @param {Inks} inks */
  grey(name, w, h, values, { text, dark }) {
    const canvas = this.canvas(name, w, h);
    const c = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const data = c.createImageData(w, h);
    /** @type {Colour} */
    const low = dark ? [26, 32, 46] : [244, 246, 250];
    for (let i = 0; i < w * h; i++) {
      data.data.set([...mix(low, text, Math.max(0, Math.min(1, values[i]))), 255], 4 * i);
    }
    c.putImageData(data, 0, 0);
    return canvas;
  }
}
