// The plane's grid as a hidden layer of two units bends it.

import { drawPoints, wipe } from "../kit/canvas.js";
import { CanvasView } from "../kit/canvas_view.js";
import { colours } from "../kit/colours.js";
import { mount } from "../kit/mount.js";
import { minus } from "../kit/numbers.js";
import { css, mix } from "../kit/theme.js";

/** @typedef {import("../kit/wire.d.ts").WarpedGrid} Frame */
/** @typedef {(v: number) => number} Place */

const LEFT = 30; // pixels beside the plane, and below it
const BELOW = 20;

/** @extends {CanvasView<Frame>} */
export class WarpedGrid extends CanvasView {
  side = 0; // pixels of the plane
  /** @type {import("../kit/colours.js").Colours} */
  colours;

  /** @param {string} key */
  constructor(key) {
    super(key, "warped-grid");
    this.canvas.style.cursor = "default";
  }

  get told() {
    return false;
  }

  /** @param {Frame} frame */
  draw(frame) {
    if (this.restyled) this.colours = colours(this.theme);
    this.side = this.square(frame.side, LEFT, BELOW + 4);
    if (this.side <= 0) return false;
    this.fit(this.side + LEFT, this.side + BELOW + 4);
    wipe(this.paper);
    this.sketch();
    const { soft, primary } = this.theme;
    /** @type {import("../kit/save_as_file.js").Entry[]} */
    const entries = [{ colour: soft, kind: "line", text: "the plane's grid" }];
    if (frame.arrays[5].length) entries.push({ colour: primary, kind: "line", text: frame.line });
    this.explain(entries);
    return true;
  }

  sketch() {
    const { brush, theme, frame, side } = this;
    const { low, high, points, kind } = frame;
    const [grid, train, trainInks, held, heldInks, lines] = frame.arrays;
    const scale = side / (high - low);
    const x = (/** @type {number} */ v) => LEFT + (v - low) * scale;
    const y = (/** @type {number} */ v) => (high - v) * scale;
    this.drawAxes(side, x, y);
    brush.save();
    brush.beginPath();
    brush.rect(LEFT, 0, side, side);
    brush.clip();
    brush.strokeStyle = theme.soft;
    brush.lineWidth = 0.75;
    brush.beginPath();
    for (let i = 0; i < grid.length; i += 2) {
      if ((i / 2) % points) brush.lineTo(x(grid[i]), y(grid[i + 1]));
      else brush.moveTo(x(grid[i]), y(grid[i + 1]));
    }
    brush.stroke();
    const ink = (/** @type {number} */ q) =>
      kind === "many" ? theme.palette[q % theme.palette.length] : this.colours.css[q & 255];
    const size = trainInks.length < 20 ? 6 : 3;
    const placed = (/** @type {typeof train} */ places) =>
      places.map((v, i) => (i % 2 ? y(v) : x(v)));
    const rim = css(theme.paper);
    drawPoints(brush, placed(train), Array.from(trainInks, ink), { rim, size });
    drawPoints(brush, placed(held), Array.from(heldInks, ink), { rim, ring: true, size });
    brush.lineWidth = 2.5;
    for (let i = 0; i < lines.length; i += 3) {
      const [u, v, c] = lines.subarray(i, i + 3);
      const square = u * u + v * v;
      if (!(square > 0)) continue;
      const far = (2 * (high - low) + Math.abs(c) / Math.sqrt(square)) / Math.sqrt(square);
      brush.strokeStyle = kind === "many" && frame.last
        ? theme.palette[(i / 3) % theme.palette.length]
        : theme.primary;
      brush.beginPath();
      brush.moveTo(x((-c * u) / square - v * far), y((-c * v) / square + u * far));
      brush.lineTo(x((-c * u) / square + v * far), y((-c * v) / square - u * far));
      brush.stroke();
    }
    brush.restore();
  }

  /**
   * @param {number} side
   * @param {Place} x
   * @param {Place} y
   */
  drawAxes(side, x, y) {
    const { brush, frame, theme } = this;
    brush.fillStyle = css(mix(theme.paper, theme.text, 0.04));
    brush.fillRect(LEFT, 0, side, side);
    brush.font = `11px ${theme.font}`;
    brush.fillStyle = theme.soft;
    for (const tick of frame.ticks) {
      const text = minus(String(tick));
      brush.textAlign = "right";
      brush.textBaseline = "middle";
      brush.fillText(text, LEFT - 5, Math.max(6, Math.min(side - 6, y(tick))));
      brush.textAlign = "center";
      brush.textBaseline = "top";
      brush.fillText(text, Math.min(LEFT + side - 6, x(tick)), side + 5);
    }
    brush.textAlign = "center";
    brush.textBaseline = "top";
    brush.fillText("unit 1", LEFT + side / 2, side + 5);
    brush.save();
    brush.translate(4, side / 2);
    brush.rotate(-Math.PI / 2);
    brush.fillText("unit 2", 0, 0);
    brush.restore();
  }
}

/** @param {import("../kit/streamlit.d.ts").Component} component */
export default (component) => mount(WarpedGrid, component);
