// Shared by the components that are pictures: a button that hands the picture over as a file.

import { add } from "./dom.js";
import { measured, SvgPen } from "./svg_brush.js";
import { css } from "./theme.js";
import { View } from "./view.js";

const ARROW = '<svg viewBox="0 0 16 16"><path d="M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11"/></svg>';
const MARGIN = 16;
const TITLE = 22; // heights of a line
const LINE = 19;

// A button that calls `save(vector)`; without its frame's own title a file is called `key`.
export function saveButton(parent, save) {
  const button = add(parent, "button", "save");
  button.ariaLabel = button.title = "Download as PNG; with Shift as SVG";
  button.innerHTML = ARROW;
  button.onclick = ({ shiftKey }) => save(shiftKey);
  return button;
}

// Clear all of a canvas, whatever the scale: a small one is wider in the page's pixels than in its
// own.
export function wipe(brush) {
  const { width, height } = brush.canvas;
  brush.save();
  brush.resetTransform();
  brush.clearRect(0, 0, width, height);
  brush.restore();
}

export function download(blob, title, ending) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${title.toLowerCase().match(/\w+/g)?.join("-") ?? "figure"}.${ending}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

// A view on canvas that can draw itself once more: `figure()` returns {width, height,
// sketch(brush)}, and `entries` what its legend explains, as [colour, kind, text] each.
export class Figure extends View {
  /** @type {[string, string, string][] | undefined} */
  entries;

  /** @returns {{ width: number, height: number, sketch: (brush: any) => void }} */
  figure() {
    throw new Error("each kind has its own");
  }

  save(vector) {
    const { theme, frame, entries = [] } = this;
    const { width, height, sketch } = this.figure();
    const fonts = { title: `600 16px ${theme.font}`, text: `13px ${theme.font}` };
    const title = wrapped(frame.title ?? "", fonts.title, width);
    const words = wrapped(frame.alt, fonts.text, width);
    const legend = arranged(entries, fonts.text, width);
    const top = MARGIN + title.length * TITLE + (title.length && 6);
    const below = top + height + 8;
    const said = below + legend.rows * LINE + (legend.rows && 4);
    const wide = Math.ceil(width + 2 * MARGIN);
    const tall = Math.ceil(said + words.length * LINE + MARGIN);
    const draw = (brush) => {
      brush.fillStyle = css(theme.paper);
      brush.fillRect(0, 0, wide, tall);
      brush.fillStyle = css(theme.text);
      brush.font = fonts.title;
      title.forEach((line, i) => brush.fillText(line, MARGIN, MARGIN + 14 + i * TITLE));
      brush.save();
      brush.translate(MARGIN, top);
      sketch(brush);
      brush.restore();
      brush.font = fonts.text;
      for (const { entry: [colour, kind, text], x, y } of legend.placed) {
        key(brush, colour, kind, MARGIN + x, below + y + 9);
        brush.fillStyle = css(theme.text);
        brush.fillText(text, MARGIN + x + KEY, below + y + 13);
      }
      brush.fillStyle = theme.soft;
      words.forEach((line, i) => brush.fillText(line, MARGIN, said + i * LINE + 13));
    };
    const name = frame.title || frame.key;
    if (vector) {
      const pen = new SvgPen(wide, tall);
      draw(pen);
      return download(pen.blob(), name, "svg");
    }
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2 * wide, 2 * tall];
    const brush = canvas.getContext("2d");
    brush.scale(2, 2);
    draw(brush);
    return canvas.toBlob((blob) => download(blob, name, "png"));
  }
}

// A text as lines not wider than `width`, where its words allow.
export function wrapped(text, font, width) {
  const lines = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && measured(longer, font).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

const KEY = 22;

// Where the entries of a legend stand.
function arranged(entries, font, width) {
  let [x, y] = [0, 0];
  const placed = entries.map((entry) => {
    const room = KEY + measured(entry[2], font).width;
    if (x && x + room > width) [x, y] = [0, y + LINE];
    const place = { entry, x, y };
    x += room + 14;
    return place;
  });
  return { placed, rows: entries.length && y / LINE + 1 };
}

function key(brush, colour, kind, x, y) {
  brush.fillStyle = brush.strokeStyle = colour;
  if (kind === "line") return brush.fillRect(x, y - 1.5, 16, 3);
  if (kind === "square") return brush.fillRect(x + 3, y - 5, 10, 10);
  brush.beginPath();
  brush.arc(x + 8, y, kind === "ring" ? 3.75 : 5, 0, 2 * Math.PI);
  brush.lineWidth = 2.5;
  return kind === "ring" ? brush.stroke() : brush.fill();
}
