// One diagram: its elements, its axes, its curves. Each curve is an SVG path: a frame sets its `d`;
// axes and marks are made anew only when they change. On a canvas, a browser without a graphics
// card draws the same curves on its main thread, two to four times as long.

import { add, attributes, set, shape } from "../kit/dom.js";
import { saveButton } from "../kit/save_as_file.js";
import { measured } from "../kit/text.js";
import { Area, crisp, curve, FINE, logTicks, nearest, ticks, written } from "./axes.js";
import { lineOf, redrawPath, redrawText } from "./redraw.js";

/**
 * @typedef {import("../kit/wire.d.ts").LivePlot} Frame
 * @typedef {import("../kit/wire.d.ts").Diagram} Diagram
 * @typedef {import("../kit/wire.d.ts").Curve} Curve
 * @typedef {import("../kit/theme.js").Theme} Theme
 * @typedef {ReturnType<Panel["buildCurve"]>} CurveElements
 */

/** @type {Record<string, string>} */
const DASHES = { dot: "2 3", dash: "6 3", dashdot: "6 3 2 3", longdash: "10 4" };
const LONE = 7; // width of a curve of one point

// What a test or a program reads: no thousands commas, for these stand between the two ends.
const exact = (/** @type {number} */ value) => String(Number(value.toPrecision(6)));

export class Panel {
  /** @type {Frame} */
  frame;
  /** @type {Theme} */
  theme;
  /** @type {Area | undefined} once it was drawn */
  area;
  axes = ""; // all that these depend on, as a text
  drawn = ""; // and the curves
  /** @type {Set<string>} names of curves that are not shown */
  hidden = new Set();

  /**
   * @param {HTMLElement} parent
   * @param {Diagram} spec
   * @param {{ redraw: (panel: Panel) => void, unzoom: () => void }} told
   */
  constructor(parent, spec, { redraw, unzoom }) {
    this.spec = spec;
    this.redraw = () => redraw(this);
    this.box = add(parent, "div", "panel");
    this.box.setAttribute("role", "group");
    this.box.ariaLabel = spec.title;
    const head = add(this.box, "div", "head");
    add(head, "span", "title", spec.title);
    const around = add(this.box, "div", "area");
    this.plot = add(around, "div", "plot");
    this.plot.ariaHidden = "true";
    this.reset = add(around, "button", "reset", "Reset zoom");
    this.svg = shape(this.plot, "svg");
    this.back = shape(this.svg, "g", { "shape-rendering": "crispEdges" });
    this.cut = shape(this.svg, "svg");
    this.inner = shape(this.cut, "g", { transform: `scale(${1 / FINE})` });
    this.corners = shape(this.inner, "path", { class: "curve" });
    this.front = shape(this.svg, "g"); // the guide's
    this.tip = add(this.plot, "div", "tip");
    this.when = add(this.tip, "div", "when");
    this.curves = spec.traces.map(({ name }) => this.buildCurve(name, head));
    this.changed = add(this.tip, "div", "changed");
    this.tip.hidden = true;
    const save = saveButton(head, () => this.figure());
    this.reset.onclick = () => {
      save.focus();
      unzoom();
    };
  }

  /**
   * A curve is shown three times: in the legend, under the pointer, and as itself.
   *
   * @param {string} name
   * @param {HTMLElement} head
   */
  buildCurve(name, head) {
    const path = shape(this.inner, "path", { class: "curve" });
    const chip = add(head, "button", "chip");
    const row = add(this.tip, "div", "row");
    const lines = [chip, row].map((parent) =>
      shape(shape(parent, "svg"), "path", { d: "M0 4H18" })
    );
    for (const parent of [chip, row]) add(parent, "span", "", name);
    chip.title = "Show or hide";
    chip.ariaPressed = "true";
    chip.onclick = () => {
      const hide = !this.hidden.delete(name);
      if (hide) this.hidden.add(name);
      row.hidden = hide;
      chip.ariaPressed = String(!hide);
      this.redraw();
    };
    return { path, lines, newest: add(chip, "span", "newest"), value: add(row, "span", "value") };
  }

  /**
   * Take in a frame: what does not depend on the axes.
   *
   * @param {Frame} frame
   * @param {Diagram} spec its part
   * @param {Theme} theme
   */
  dress(frame, spec, theme) {
    this.frame = frame;
    this.spec = spec;
    this.theme = theme;
    spec.traces.forEach((trace, k) => {
      const { palette } = theme;
      const colour = typeof trace.colour === "number"
        ? palette[trace.colour % palette.length]
        : trace.colour;
      const look = (/** @type {number} */ width, /** @type {number} */ opacity) => ({
        "stroke": colour,
        "stroke-width": width,
        "stroke-opacity": opacity,
        "stroke-dasharray": DASHES[trace.line.dash] ?? "none",
      });
      const { path, lines } = this.curves[k];
      const lone = this.points(trace).y.length === 1;
      attributes(path, look(lone ? LONE : trace.line.width, trace.opacity));
      for (const line of lines) {
        attributes(line, look(trace.line.width, Math.max(0.5, trace.opacity)));
      }
    });
  }

  // The newest values, in the legend; where a place is pointed out, those there. An axis of its own
  // is no time: what stands at its end is not the newest.
  say() {
    if (this.spec.x_range) return;
    const { cursor } = this.frame;
    this.spec.traces.forEach((trace, k) => {
      const { x, y } = this.points(trace);
      const i = cursor === null ? y.length - 1 : nearest(x, cursor);
      set(this.curves[k].newest, y.length ? written(y[i], this.spec.values) : "");
    });
  }

  /** @param {Curve} trace */
  points({ x, y }) {
    return { x: this.frame.arrays[x], y: this.frame.arrays[y] };
  }

  /**
   * Return whether there was anything to draw.
   *
   * @param {number} width
   * @param {number} height
   * @param {number[]} x the ends of the axes
   * @param {number[]} y
   * @param {boolean} zoomed
   * @param {unknown} print of the frame
   */
  draw(width, height, x, y, zoomed, print) {
    const { frame, spec, theme } = this;
    const { log, ticks } = spec;
    const { marks, cursor } = frame;
    const about = [theme.id, width, height, x, y, frame.x.title, log, ticks, marks, cursor];
    const axes = JSON.stringify(about);
    if (!this.area || axes !== this.axes) {
      this.axes = axes;
      this.area = new Area(width, height, x, y, log);
      this.reset.hidden = !zoomed;
      this.drawAxes(this.area);
    }
    const drawn = [axes, print, ...this.hidden].join();
    if (drawn === this.drawn) return false;
    this.drawn = drawn;
    for (const [k, trace] of spec.traces.entries()) {
      const { x, y } = this.points(trace);
      const d = this.hidden.has(trace.name) ? "" : curve(x, y, this.area);
      attributes(this.curves[k].path, { d });
    }
    return true;
  }

  /** @param {Area} area */
  drawAxes(area) {
    const { theme, frame, back, spec, box } = this;
    const { width, height, low, high, bottom, top, left, right, ceiling, floor } = area;
    this.plot.style.height = `${height}px`;
    attributes(this.svg, { width, height });
    const [x, y, across, up] = area.frame;
    attributes(this.cut, { x, y, width: across, height: up, viewBox: area.frame.join(" ") });
    // Dots just outside the frame, so never seen: they keep the extent of what is drawn there the
    // same. When that changes, as with each point of a curve, the browser sorts out the layers of
    // the whole page anew: 1 ms.
    const dot = (/** @type {number} */ x, /** @type {number} */ y) => `M${FINE * x} ${FINE * y}h0`;
    attributes(this.corners, {
      d: dot(x - 9, y - 9) + dot(x + across + 9, y + up + 9),
      stroke: theme.soft,
    });
    box.dataset.xRange = [low, high].map(exact).join();
    box.dataset.yRange = [bottom, top].map((end) => exact(spec.log ? 10 ** end : end)).join();
    back.replaceChildren();
    const most = Math.max(2, area.up / 32);
    for (
      const [at, text] of spec.log
        ? logTicks(bottom, top, most)
        : ticks(bottom, top, most, spec.ticks)
    ) {
      const y = ceiling + (top - at) * area.yScale;
      this.line(`M${left} ${crisp(y)}H${right}`, theme.line);
      this.write(text, left - 8, Math.round(y) + 4, "end");
    }
    for (const [at, text] of ticks(low, high, Math.max(2, area.across / 60), "")) {
      const x = area.x(at);
      this.line(`M${crisp(x)} ${floor}v5`, theme.soft, { "stroke-opacity": 0.6 });
      this.write(text, Math.min(Math.round(x), width - this.wide(text) / 2), floor + 19, "middle");
    }
    this.line(`M${left} ${crisp(floor)}H${right}`, theme.soft, { "stroke-opacity": 0.6 });
    this.write(frame.x.title, left + area.across / 2, height - 7, "middle");
    this.drawMarks(area);
    if (frame.cursor !== null && frame.cursor >= low && frame.cursor <= high) {
      const x = Math.round(area.x(frame.cursor));
      this.line(`M${x} ${ceiling}V${floor}`, theme.primary, { "stroke-width": 2 });
    }
  }

  /**
   * Every mark gets its line; labels, the newest first, only where there is room.
   *
   * @param {Area} area
   */
  drawMarks(area) {
    const dashed = { "stroke-opacity": 0.7, "stroke-dasharray": "3 3" };
    let free = area.width;
    for (const { x, label } of [...this.frame.marks].sort((a, b) => b.x - a.x)) {
      if (x < area.low || x > area.high) continue;
      const at = Math.round(area.x(x));
      this.line(`M${crisp(at)} ${area.ceiling}V${area.floor}`, this.theme.soft, dashed);
      const room = this.wide(label);
      const from = Math.max(area.left - 40, Math.min(at - 2, area.width - room));
      if (from + room > free) continue;
      free = from - 10;
      this.write(label, from, area.ceiling - 8, "start");
    }
  }

  /**
   * @param {string} d
   * @param {string} stroke
   * @param {import("../kit/dom.js").Named} [more]
   */
  line(d, stroke, more) {
    shape(this.back, "path", { d, stroke, "stroke-width": 1, ...more });
  }

  /**
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {"start" | "middle" | "end"} anchor
   */
  write(text, x, y, anchor) {
    const look = { x, y, "text-anchor": anchor, fill: this.theme.soft };
    shape(this.back, "text", look).textContent = text;
  }

  get font() {
    return `13px ${this.theme.font}`;
  }

  /** @param {string} text */
  wide(text) {
    return measured(text, this.font).width;
  }

  /**
   * The diagram as a picture, of the very same paths and texts.
   *
   * @returns {import("../kit/save_as_file.js").Figure}
   */
  figure() {
    const { spec, theme } = this;
    const area = /** @type {Area} */ (this.area);
    const shown = [...spec.traces.entries()].filter(([, { name }]) => !this.hidden.has(name));
    return {
      name: spec.title,
      title: spec.title,
      words: "",
      width: area.width,
      height: area.height,
      sketch: (brush) => {
        brush.font = this.font;
        for (const element of this.back.children) {
          if (element.tagName === "text") redrawText(brush, element);
          else redrawPath(brush, element);
        }
        brush.beginPath();
        brush.rect(...area.frame);
        brush.clip();
        brush.lineJoin = brush.lineCap = "round";
        for (const [k] of shown) redrawPath(brush, this.curves[k].path, 1 / FINE);
      },
      entries: shown.map(([k, { name }]) => {
        const line = lineOf(this.curves[k].lines[0]);
        return { colour: line.colour, kind: "line", text: name, line };
      }),
      theme,
    };
  }
}
