// A button that hands a picture over as a file: title, picture, legend and words below each other.

import { add, drawing } from "./dom.js";
import { SvgBrush } from "./svg_brush.js";
import { measured, wrapped } from "./text.js";
import { css } from "./theme.js";

/** @typedef {import("./brush.d.ts").Brush} Brush */
/** @typedef {"line" | "square" | "disc" | "ring"} Kind */

/**
 * What a colour of the legend means; a line may have its own look.
 *
 * @typedef {object} Entry
 * @property {string} colour
 * @property {Kind} kind
 * @property {string} text
 * @property {{ width: number, opacity: number, dashes: number[] }} [line]
 */

/**
 * A picture that can be drawn once more.
 *
 * @typedef {object} Figure
 * @property {string} name of the file
 * @property {string} title
 * @property {string} words below it
 * @property {number} width of the picture itself, as its height
 * @property {number} height
 * @property {(brush: Brush) => void} sketch
 * @property {Entry[]} entries of its legend
 * @property {import("./theme.js").Theme} theme
 */

const ARROW = '<svg viewBox="0 0 16 16"><path d="M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11"/></svg>';
const MARGIN = 16;
const TITLE = 22; // heights of a line
const LINE = 19;
const KEY = 22; // width of an entry's colour
const SHARP = 2; // pixels of a PNG for each of the page

/**
 * @param {Node} parent
 * @param {() => Figure} figure
 */
export function saveButton(parent, figure) {
  const button = add(parent, "button", "save");
  button.ariaLabel = button.title = "Download as PNG; with Shift as SVG";
  button.innerHTML = ARROW;
  button.onclick = ({ shiftKey }) => save(figure(), shiftKey);
  return button;
}

/**
 * @param {Figure} figure
 * @param {boolean} vector
 */
function save(figure, vector) {
  const { wide, tall, draw } = composed(figure);
  if (vector) {
    const brush = new SvgBrush(wide, tall);
    draw(brush);
    return download(brush.blob(), figure.name, "svg");
  }
  const { canvas, brush } = drawing();
  [canvas.width, canvas.height] = [SHARP * wide, SHARP * tall];
  brush.scale(SHARP, SHARP);
  draw(brush);
  canvas.toBlob((blob) => blob && download(blob, figure.name, "png"));
}

/**
 * @param {Blob} blob
 * @param {string} name
 * @param {string} ending
 */
function download(blob, name, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${name.toLowerCase().match(/\w+/g)?.join("-") ?? "figure"}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/**
 * The size of all of it, and what draws it.
 *
 * @param {Figure} figure
 */
function composed({ title, words, width, height, sketch, entries, theme }) {
  const fonts = { title: `600 16px ${theme.font}`, text: `13px ${theme.font}` };
  const head = wrapped(title, fonts.title, width);
  const foot = wrapped(words, fonts.text, width);
  const legend = arranged(entries, fonts.text, width);
  const top = MARGIN + head.length * TITLE + (head.length && 6);
  const below = top + height + 8;
  const said = below + legend.rows * LINE + (legend.rows && 4);
  const wide = Math.ceil(width + 2 * MARGIN);
  const tall = Math.ceil(said + foot.length * LINE + MARGIN);
  const draw = (/** @type {Brush} */ brush) => {
    brush.fillStyle = css(theme.paper);
    brush.fillRect(0, 0, wide, tall);
    brush.fillStyle = css(theme.text);
    brush.font = fonts.title;
    head.forEach((line, i) => brush.fillText(line, MARGIN, MARGIN + 14 + i * TITLE));
    brush.save();
    brush.translate(MARGIN, top);
    sketch(brush);
    brush.restore();
    brush.font = fonts.text;
    for (const { entry, x, y } of legend.placed) {
      drawKey(brush, entry, MARGIN + x, below + y + 9);
      brush.fillStyle = css(theme.text);
      brush.fillText(entry.text, MARGIN + x + KEY, below + y + 13);
    }
    brush.fillStyle = theme.soft;
    foot.forEach((line, i) => brush.fillText(line, MARGIN, said + i * LINE + 13));
  };
  return { wide, tall, draw };
}

/**
 * Where the entries of a legend stand.
 *
 * @param {Entry[]} entries
 * @param {string} font
 * @param {number} width
 */
function arranged(entries, font, width) {
  let [x, y] = [0, 0];
  const placed = entries.map((entry) => {
    const room = KEY + measured(entry.text, font).width;
    if (x && x + room > width) [x, y] = [0, y + LINE];
    const place = { entry, x, y };
    x += room + 14;
    return place;
  });
  return { placed, rows: entries.length && y / LINE + 1 };
}

/**
 * @param {Brush} brush
 * @param {Entry} entry
 * @param {number} x
 * @param {number} y
 */
function drawKey(brush, { colour, kind, line }, x, y) {
  brush.fillStyle = brush.strokeStyle = colour;
  if (kind === "square") return brush.fillRect(x + 3, y - 5, 10, 10);
  brush.save();
  brush.beginPath();
  if (kind === "line") {
    brush.lineWidth = line?.width ?? 3;
    brush.globalAlpha = line?.opacity ?? 1;
    brush.setLineDash(line?.dashes ?? []);
    brush.moveTo(x, y);
    brush.lineTo(x + 16, y);
    brush.stroke();
  } else {
    brush.lineWidth = 2.5;
    brush.arc(x + 8, y, kind === "ring" ? 3.75 : 5, 0, 2 * Math.PI);
    if (kind === "ring") brush.stroke();
    else brush.fill();
  }
  brush.restore();
}
