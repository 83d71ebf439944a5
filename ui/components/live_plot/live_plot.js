// Curves in place. Each is an SVG path: a frame sets its `d`; axes and marks are made anew only
// when they change. On a canvas, a browser without a graphics card draws the same curves on its
// main thread, two to four times as long.

import { add, set } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { download, saveButton } from "../kit/save_as_file.js";
import { attributes, measured, shape } from "../kit/svg_brush.js";
import { css } from "../kit/theme.js";
import { View } from "../kit/view.js";
import {
  Area,
  BOTTOM,
  brief,
  curve,
  FINE,
  LEFT,
  logTicks,
  nearest,
  RIGHT,
  ticks,
  TOP,
  written,
} from "./axes.js";

const PRESENTED = [1.35, 1.1, 0.85, 0.7, 0.55]; // times as large while presenting, the first that fits
const LOWEST = 90; // pixels of a diagram
const DRAGGED = 8; // pixels that a drag must span to count
const DASHES = { dot: "2 3", dash: "6 3", dashdot: "6 3 2 3", longdash: "10 4" };
const views = new WeakMap();

class LivePlot extends View {
  /** @type {import("../kit/wire.d.ts").LivePlot} */
  frame = undefined;

  constructor(key) {
    super(key, "live-plot");
    this.alt = add(this.root, "div", "alt");
    this.alt.setAttribute("role", "img");
    this.grid = add(this.root, "div", "panels");
    this.panels = [];
    // A finger that lies elsewhere takes the guide away.
    this.elsewhere = (event) => event.composedPath().includes(this.grid) || this.point();
    document.addEventListener("pointerdown", this.elsewhere);
  }

  /** @param {import("../kit/wire.d.ts").LivePlot} frame */
  write(frame) {
    this.build(frame);
    if (frame.revision !== this.revision) {
      this.revision = frame.revision;
      this.unzoom();
    }
    return this.drawPanels();
  }

  say({ alt }) {
    if (this.alt.ariaLabel !== alt) this.alt.ariaLabel = alt;
    for (const { spec, curves } of this.panels) {
      curves.forEach(({ newest }, k) => {
        const y = this.frame.arrays[spec.traces[k].y];
        set(newest, y.length ? written(y.at(-1), spec.values) : "");
      });
    }
  }

  // Larger letters and lines first; what height is left belongs to the diagrams.
  fitTo(room) {
    for (const zoom of PRESENTED) {
      this.tall = undefined;
      this.enlarge(zoom);
      const rows = new Set(this.panels.map(({ box }) => box.offsetTop)).size;
      const beside = this.root.offsetHeight / rows - this.frame.height;
      this.tall = Math.max(LOWEST, Math.floor(room / zoom / rows - beside));
      this.enlarge(zoom);
      if (this.tall > LOWEST) return;
    }
  }

  enlarge(zoom) {
    if (!zoom) this.tall = undefined;
    super.enlarge(zoom);
  }

  // Titles and legends; elements are made anew only when panels or curves come or go.
  /** @param {import("../kit/wire.d.ts").LivePlot} frame */
  build(frame) {
    const id = JSON.stringify(frame.panels.map((p) => [p.title, p.traces.map((t) => t.name)]));
    if (id !== this.id) {
      this.id = id;
      this.pointed = this.drag = this.spoke = undefined;
      for (const panel of this.panels) this.sized.unobserve(panel.plot);
      this.grid.replaceChildren();
      this.grid.style.setProperty("--across", Math.min(frame.panels.length, 3));
      this.panels = frame.panels.map((spec) => this.buildPanel(spec));
    }
    this.panels.forEach((panel, i) => {
      panel.spec = frame.panels[i];
      panel.curves.forEach((curve, k) => this.dress(curve, panel.spec.traces[k]));
    });
  }

  buildPanel(spec) {
    const box = add(this.grid, "div", "panel");
    box.setAttribute("role", "group");
    box.ariaLabel = spec.title;
    const head = add(box, "div", "head");
    add(head, "span", "title", spec.title);
    const area = add(box, "div", "area");
    const plot = add(area, "div", "plot");
    plot.ariaHidden = "true";
    const reset = add(area, "button", "reset", "Reset zoom");
    const svg = shape(plot, "svg");
    /** @type {any} */
    const panel = { box, plot, reset, svg, hidden: new Set() };
    panel.back = shape(svg, "g", { "shape-rendering": "crispEdges" });
    panel.frame = shape(svg, "svg");
    panel.inner = shape(panel.frame, "g", { transform: `scale(${1 / FINE})` });
    panel.corners = shape(panel.inner, "path", { class: "curve" });
    panel.front = shape(svg, "g");
    panel.tip = add(plot, "div", "tip");
    panel.when = add(panel.tip, "div", "when");
    panel.curves = spec.traces.map(({ name }) => this.buildCurve(panel, name, head));
    panel.changed = add(panel.tip, "div", "changed");
    panel.tip.hidden = true;
    const save = saveButton(head, (vector) => (vector ? this.saveDrawn(panel) : this.save(panel)));
    reset.onclick = () => {
      save.focus();
      this.reset();
    };
    this.listen(panel);
    return panel;
  }

  // A curve is shown three times: in the legend, under the pointer, and as itself.
  buildCurve(panel, name, head) {
    const path = shape(panel.inner, "path", { class: "curve" });
    const chip = add(head, "button", "chip");
    const row = add(panel.tip, "div", "row");
    const lines = [chip, row].map((parent) =>
      shape(shape(parent, "svg"), "path", { d: "M0 4H18" })
    );
    for (const parent of [chip, row]) add(parent, "span", "", name);
    chip.title = "Show or hide";
    chip.ariaPressed = "true";
    chip.onclick = () => {
      const hide = !panel.hidden.delete(name);
      if (hide) panel.hidden.add(name);
      row.hidden = hide;
      chip.ariaPressed = String(!hide);
      this.drawPanel(panel);
    };
    return { path, lines, newest: add(chip, "span", "newest"), value: add(row, "span", "value") };
  }

  // The colours and strokes of a curve.
  dress(curve, trace) {
    const y = this.frame.arrays[trace.y];
    const colour = typeof trace.colour === "number"
      ? this.theme.palette[trace.colour % this.theme.palette.length]
      : trace.colour;
    const { width, dash } = trace.line;
    const look = (width, opacity) => ({
      "stroke": colour,
      "stroke-width": width,
      "stroke-opacity": opacity,
      "stroke-dasharray": DASHES[dash] ?? "none",
    });
    attributes(curve.path, look(y.length === 1 ? 7 : width, trace.opacity));
    for (const line of curve.lines) attributes(line, look(width, Math.max(0.5, trace.opacity)));
  }

  drawPanels() {
    return this.panels.map((panel) => this.drawPanel(panel)).includes(true);
  }

  // Return whether there was anything to draw.
  drawPanel(panel) {
    const width = this.width(panel.plot);
    if (!width) return false;
    const { theme, frame } = this;
    const { spec } = panel;
    const x = this.zoom ?? spec.x_range ?? frame.x.range;
    const y = panel.zoom ?? spec.range;
    const axes = JSON.stringify([
      theme.id,
      width,
      this.tall ?? frame.height,
      x,
      y,
      frame.x.title,
      spec.log,
      spec.ticks,
      frame.marks,
      frame.cursor,
    ]);
    if (axes !== panel.axes) {
      panel.axes = axes;
      panel.area = new Area(width, this.tall ?? frame.height, x, y, spec.log);
      this.drawAxes(panel);
    }
    const drawn = [axes, this.print, ...panel.hidden].join();
    if (drawn === panel.drawn) return false;
    panel.drawn = drawn;
    spec.traces.forEach((trace, k) => {
      const [x, y] = this.points(trace);
      attributes(panel.curves[k].path, {
        d: panel.hidden.has(trace.name) ? "" : curve(x, y, panel.area),
      });
    });
    this.tell(panel);
    return true;
  }

  points(trace) {
    return [this.frame.arrays[trace.x], this.frame.arrays[trace.y]];
  }

  drawAxes(panel) {
    const { theme, frame } = this;
    const { area, back, spec, box } = panel;
    const { width, height, low, high, bottom, top, floor } = area;
    const line = (d, stroke, more) =>
      shape(back, "path", { d, stroke, "stroke-width": 1, ...more });
    const write = (text, x, y, anchor) => {
      shape(back, "text", { x, y, "text-anchor": anchor, fill: theme.soft }).textContent = text;
    };
    panel.plot.style.height = `${height}px`;
    attributes(panel.svg, { width, height });
    const [x, y, across, up] = area.frame;
    attributes(panel.frame, { x, y, width: across, height: up, viewBox: area.frame.join(" ") });
    // Dots just outside the frame, so never seen: they keep the extent of what is drawn there the
    // same. When that changes, as with each point of a curve, the browser sorts out the layers of
    // the whole page anew: 1 ms.
    const dot = (x, y) => `M${FINE * x} ${FINE * y}h0`;
    attributes(panel.corners, {
      d: dot(x - 9, y - 9) + dot(x + across + 9, y + up + 9),
      stroke: theme.soft,
    });
    panel.reset.hidden = !this.zoom && !panel.zoom;
    box.dataset.xRange = [low, high].map(brief);
    box.dataset.yRange = [bottom, top].map((end) => brief(spec.log ? 10 ** end : end));
    back.replaceChildren();
    for (
      const [at, text] of (spec.log ? logTicks : ticks)(
        bottom,
        top,
        Math.max(2, area.up / 32),
        spec.ticks,
      )
    ) {
      const y = Math.round(TOP + (top - at) * area.yScale);
      line(`M${LEFT} ${y}H${width - RIGHT}`, theme.line);
      write(text, LEFT - 8, y + 4, "end");
    }
    for (const [at, text] of ticks(low, high, Math.max(2, area.across / 60), "")) {
      const x = Math.round(area.x(at));
      line(`M${x} ${floor}v5`, theme.soft, { "stroke-opacity": 0.6 });
      write(text, Math.min(x, width - textWidth(text, theme) / 2), floor + 19, "middle");
    }
    line(`M${LEFT} ${floor}H${width - RIGHT}`, theme.soft, { "stroke-opacity": 0.6 });
    write(frame.x.title, LEFT + area.across / 2, height - 7, "middle");
    // Every mark gets its line; labels, the newest first, only where there is room.
    let free = width;
    for (const { x, label } of [...frame.marks].sort((a, b) => b.x - a.x)) {
      if (x < low || x > high) continue;
      const at = Math.round(area.x(x));
      line(`M${at} ${TOP}V${floor}`, theme.soft, {
        "stroke-opacity": 0.7,
        "stroke-dasharray": "3 3",
      });
      const room = textWidth(label, theme);
      const from = Math.max(LEFT - 40, Math.min(at - 2, width - room));
      if (from + room > free) continue;
      free = from - 10;
      write(label, from, TOP - 8, "start");
    }
    if (frame.cursor !== null && frame.cursor >= low && frame.cursor <= high) {
      line(`M${Math.round(area.x(frame.cursor))} ${TOP}V${floor}`, theme.primary, {
        "stroke-width": 2,
      });
    }
  }

  listen(panel) {
    const { plot } = panel;
    plot.onpointerdown = (event) => {
      if (event.pointerType === "mouse" && event.button === 0) {
        plot.setPointerCapture(event.pointerId);
        this.drag = { panel, x: event.offsetX, y: event.offsetY };
      }
      this.point(panel, event);
    };
    plot.onpointermove = (event) => {
      if (this.drag) this.drag.to = span(this.drag, event);
      this.point(panel, event);
    };
    plot.onpointerup = (event) => {
      const to = this.drag?.to;
      this.drag = undefined;
      if (to) this.zoomInto(panel, to);
      this.point(panel, event);
    };
    plot.onpointerleave = (event) => event.pointerType === "mouse" && this.point();
    plot.onpointercancel = () => this.point();
    plot.onlostpointercapture = () => {
      this.drag = undefined;
      this.tellAll();
    };
    plot.ondblclick = () => this.reset();
  }

  // Keep it through the frames of this run: x for all panels alike, y for this one.
  zoomInto(panel, { x, y }) {
    const { area } = panel;
    // Not so far that an axis needs more digits than have room.
    const wide = ([low, high], share) =>
      high - low > share * Math.max(area.log ? 1 : 0, Math.abs(low), Math.abs(high));
    const across = x && x.map((at) => area.xAt(at));
    const up = y && y.map((at) => area.yAt(at)).reverse();
    if (across && wide(across, 1e-4)) this.zoom = across;
    if (up && wide(up, area.log ? 1e-2 : 1e-3)) panel.zoom = up;
    this.drawPanels();
  }

  unzoom() {
    this.zoom = undefined;
    for (const panel of this.panels) panel.zoom = undefined;
  }

  reset() {
    this.unzoom();
    this.drawPanels();
  }

  // Remember where the pointer is; without arguments, that it is gone.
  point(panel, event) {
    this.pointed = panel && { panel, at: event.offsetX };
    this.tellAll();
  }

  tellAll() {
    for (const panel of this.panels) if (panel.area) this.tell(panel);
  }

  // The point that is looked at: the one next to the pointer on a curve that is not faint.
  lookedAt() {
    if (!this.pointed || this.drag?.to) return undefined;
    const { panel, at } = this.pointed;
    const { area, spec, hidden } = panel;
    const x = area.xAt(at);
    const shown = spec.traces.filter((t) => !hidden.has(t.name) && this.points(t)[0].length);
    const strong = shown.filter((t) => t.opacity === 1);
    const near = (strong.length ? strong : shown).map((t) => this.points(t)[0]).map((xs) =>
      xs[nearest(xs, x)]
    );
    const found = near.sort((a, b) => Math.abs(a - x) - Math.abs(b - x))[0];
    return found >= area.low && found <= area.high ? found : undefined;
  }

  // Guide, dots and values, or the rectangle that is being dragged; both keep up with the frames.
  tell(panel) {
    const { area, front, tip, spec } = panel;
    front.replaceChildren();
    const to = this.drag?.to;
    if (to && this.drag.panel === panel) {
      const [left, right] = to.x || [LEFT, area.width - RIGHT];
      const [top, bottom] = to.y || [TOP, area.floor];
      shape(front, "rect", {
        class: "box",
        x: left,
        y: top,
        width: right - left,
        height: bottom - top,
      });
    }
    const x = this.lookedAt();
    tip.hidden = x === undefined;
    if (tip.hidden) return;
    const at = area.x(x);
    const guide = { d: `M${Math.round(at)} ${TOP}V${area.floor}`, stroke: this.theme.soft };
    shape(front, "path", { ...guide, "shape-rendering": "crispEdges" });
    set(panel.when, `${this.frame.x.title} ${brief(x)}`);
    let above = 0; // whether more dots lie in the upper half, where the label then is not
    spec.traces.forEach((trace, k) => {
      const [xs, ys] = this.points(trace);
      const { value, path } = panel.curves[k];
      const i = nearest(xs, x);
      set(value, xs.length ? written(ys[i], spec.values) : "–");
      const [cx, cy] = [area.x(xs[i]), area.y(ys[i])];
      if (!area.holds(cx, cy) || panel.hidden.has(trace.name)) return;
      const dot = {
        cx,
        cy,
        r: trace.opacity === 1 ? 4 : 3,
        fill: path.getAttribute("stroke"),
        stroke: css(this.theme.paper),
      };
      shape(front, "circle", { ...dot, "stroke-width": 1.5 });
      above += Math.sign(TOP + area.up / 2 - cy);
    });
    set(
      panel.changed,
      this.frame.marks.filter((m) => Math.abs(area.x(m.x) - at) < 5).map((m) => m.label).join(", "),
    );
    const right = at > LEFT + area.across / 2;
    Object.assign(tip.style, {
      top: above > 0 ? "auto" : `${TOP + 6}px`,
      bottom: above > 0 ? `${BOTTOM + 6}px` : "auto",
      left: right ? "auto" : `${at + 12}px`,
      right: right ? `${area.width - at + 12}px` : "auto",
    });
  }

  // A picture that stands alone, of the very same paths and texts: title, legend, background, twice
  // the size.
  save({ area, spec, curves, hidden, back }) {
    const { theme } = this;
    const shown = spec.traces.map(({ name }, k) => ({ name, look: curves[k].lines[0] })).filter((
      { name },
    ) => !hidden.has(name));
    let wide = 16;
    for (const entry of shown) {
      entry.x = wide;
      wide += textWidth(entry.name, theme) + 44;
    }
    const canvas = document.createElement("canvas");
    canvas.width = 2 * Math.ceil(Math.max(area.width + 16, wide));
    canvas.height = 2 * (area.height + 56);
    const brush = canvas.getContext("2d");
    brush.scale(2, 2);
    brush.fillStyle = css(theme.paper);
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.fillStyle = css(theme.text);
    brush.font = `600 16px ${theme.font}`;
    brush.fillText(spec.title, 16, 26);
    brush.font = `13px ${theme.font}`;
    brush.lineJoin = brush.lineCap = "round";
    for (const { name, look, x } of shown) {
      repeat(brush, look, new Path2D(`M${x} 44h18`));
      brush.fillText(name, x + 26, 48);
    }
    brush.translate(8, 56);
    for (const element of back.children) repeat(brush, element);
    const [left, top, across, up] = area.frame;
    brush.rect(left, top, across, up);
    brush.clip();
    for (const { path } of curves) {
      const d = new Path2D();
      d.addPath(new Path2D(path.getAttribute("d")), new DOMMatrix().scale(1 / FINE));
      repeat(brush, path, d);
    }
    canvas.toBlob((blob) => download(blob, spec.title, "png"));
  }

  // The same as SVG: lines and letters stay sharp at any size.
  saveDrawn({ spec, svg, area, curves, hidden }) {
    const { theme } = this;
    const out = shape(document.createElement("div"), "svg", {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `-8 -56 ${area.width + 16} ${area.height + 64}`,
      width: area.width + 16,
      height: area.height + 64,
      "font-family": theme.font,
      "font-size": 13,
      fill: css(theme.text),
    });
    shape(out, "style").textContent =
      ".curve{fill:none;stroke-linejoin:round;stroke-linecap:round;vector-effect:non-scaling-stroke}";
    shape(out, "rect", { x: -8, y: -56, width: "100%", height: "100%", fill: css(theme.paper) });
    shape(out, "text", { x: 8, y: -34, "font-size": 16, "font-weight": 600 }).textContent =
      spec.title;
    let wide = 8;
    spec.traces.forEach(({ name }, k) => {
      if (hidden.has(name)) return;
      const look = Object.fromEntries(
        ["class", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "style"]
          .map((attribute) => [attribute, curves[k].path.getAttribute(attribute)]).filter((
            [, value],
          ) => value),
      );
      shape(out, "path", { ...look, d: `M${wide} -16h18` });
      shape(out, "text", { x: wide + 26, y: -12 }).textContent = name;
      wide += textWidth(name, theme) + 44;
    });
    out.append(...svg.cloneNode(true).children);
    const text = new XMLSerializer().serializeToString(out);
    download(new Blob([text], { type: "image/svg+xml" }), spec.title, "svg");
  }

  close() {
    document.removeEventListener("pointerdown", this.elsewhere);
    super.close();
  }
}

const ordered = (a, b) => (a < b ? [a, b] : [b, a]);

// What a drag spans in pixels: x or y alone where it is flat, nothing where it is too short.
function span({ x, y, panel: { area } }, { offsetX, offsetY }) {
  const across = ordered(x, Math.max(LEFT, Math.min(area.width - RIGHT, offsetX)));
  const up = ordered(y, Math.max(TOP, Math.min(area.floor, offsetY)));
  const wide = across[1] - across[0] > DRAGGED;
  const tall = up[1] - up[0] > (wide ? 2 : 1) * DRAGGED;
  return wide || tall ? { x: wide && across, y: tall && up } : undefined;
}

function textWidth(text, theme) {
  return measured(text, `13px ${theme.font}`).width;
}

// An SVG text or path once more, on canvas.
function repeat(brush, element, path = new Path2D(element.getAttribute("d"))) {
  const look = (name) => element.getAttribute(name);
  if (element.tagName === "text") {
    brush.textAlign = look("text-anchor").replace("middle", "center");
    brush.fillStyle = look("fill");
    brush.fillText(element.textContent, look("x"), look("y"));
    return;
  }
  brush.strokeStyle = look("stroke");
  brush.lineWidth = look("stroke-width");
  brush.globalAlpha = look("stroke-opacity") ?? 1;
  brush.setLineDash(look("stroke-dasharray")?.match(/\d+/g)?.map(Number) ?? []);
  brush.stroke(path);
  brush.globalAlpha = 1;
}

export default (component) => mount(views, LivePlot, component);
