// Curves in place: diagrams side by side that share the x axis, the zoom and the pointer.

import { add } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { readByKeys } from "../kit/reading.js";
import { View, within } from "../kit/view.js";
import { brief } from "./axes.js";
import { drawGuide, drawSpan, guideInWords, lookedAt, nextLookedAt } from "./guide.js";
import { Panel } from "./panel.js";
import { ends, nearer, span } from "./zoom.js";

/**
 * @typedef {import("../kit/wire.d.ts").LivePlot} Frame
 * @typedef {import("./zoom.js").Ends} Ends
 */

const PRESENTED = [1.35, 1.1, 0.85, 0.7, 0.55]; // times as large while presenting, the first that fits
const LOWEST = 90; // pixels of a diagram

/** @extends {View<Frame>} */
export class LivePlot extends View {
  /** @type {Panel[]} */
  panels = [];
  /** @type {Ends | undefined} of x, in all of them */
  zoom;
  /** @type {Map<Panel, Ends>} of y */
  zooms = new Map();
  /** @type {{ panel: Panel, at: number } | undefined} where the pointer is */
  pointed;
  /** @type {number | undefined} the x that was read last by keys */
  read;
  /** @type {{ panel: Panel, x: number, y: number, to?: import("./zoom.js").Span } | undefined} */
  drag;
  id = ""; // which panels there are, as a text
  revision = ""; // the run's key
  smallest = 13;
  /** @type {number | undefined} height of a diagram while presenting */
  tall;

  /** @param {string} key */
  constructor(key) {
    super(key, "live-plot");
    this.alt = add(this.root, "div", "alt");
    this.alt.setAttribute("role", "img");
    this.grid = add(this.root, "div", "panels");
    readByKeys(this.alt, {
      read: (across) => this.readNext(across),
      zoom: (closer) => this.zoomBy(closer),
      leave: () => this.point(),
    });
    // A finger that lies elsewhere takes the guide away.
    this.elsewhere = (/** @type {Event} */ event) =>
      event.composedPath().includes(this.grid) || this.point();
    document.addEventListener("pointerdown", this.elsewhere);
  }

  drawings() {
    return this.panels.map(({ plot }) => plot);
  }

  // Magnified, a diagram is as high as before, or half as high again: its letters need room.
  get height() {
    return Math.max(LOWEST, this.frame.height / Math.max(1, this.magnified / 1.5));
  }

  /** @param {Frame} frame */
  write(frame) {
    this.build(frame);
    if (frame.revision !== this.revision) {
      this.revision = frame.revision;
      this.unzoom();
    }
    return this.drawPanels();
  }

  /** @param {Frame} frame */
  say({ alt }) {
    if (this.alt.ariaLabel !== alt) this.alt.ariaLabel = alt;
    for (const panel of this.panels) panel.say();
  }

  /**
   * Larger letters and lines first; what height is left belongs to the diagrams.
   *
   * @param {number} room
   */
  fitTo(room, least = 0.25, most = 2) {
    for (const zoom of within(PRESENTED, least, most)) {
      this.tall = undefined;
      this.enlarge(zoom);
      const rows = new Set(this.panels.map(({ box }) => box.offsetTop)).size;
      const beside = this.root.offsetHeight / rows - this.frame.height;
      this.tall = Math.max(LOWEST, Math.floor(room / zoom / rows - beside));
      this.enlarge(zoom);
      if (this.tall > LOWEST) return;
    }
  }

  /** @param {number | undefined} zoom */
  enlarge(zoom) {
    if (!zoom) this.tall = undefined;
    super.enlarge(zoom);
  }

  /**
   * Panels are made anew only when they or their curves come or go.
   *
   * @param {Frame} frame
   */
  build(frame) {
    const id = JSON.stringify(frame.panels.map((p) => [p.title, p.traces.map((t) => t.name)]));
    if (id !== this.id) {
      this.id = id;
      this.pointed = this.drag = this.spoke = undefined;
      this.zooms.clear();
      for (const panel of this.panels) this.sized.unobserve(panel.plot);
      this.grid.replaceChildren();
      this.grid.style.setProperty("--across", String(Math.min(frame.panels.length, 3)));
      const told = {
        redraw: (/** @type {Panel} */ panel) => this.drawPanel(panel),
        unzoom: () => this.reset(),
      };
      this.panels = frame.panels.map((spec) => new Panel(this.grid, spec, told));
      for (const panel of this.panels) this.listen(panel);
      this.scaleDrawings();
    }
    this.panels.forEach((panel, i) => panel.dress(frame, frame.panels[i], this.theme));
  }

  drawPanels() {
    return this.panels.map((panel) => this.drawPanel(panel)).includes(true);
  }

  /**
   * Return whether there was anything to draw.
   *
   * @param {Panel} panel
   */
  drawPanel(panel) {
    const width = this.width(panel.plot);
    if (!width) return false;
    const { frame } = this;
    const x = this.zoom ?? panel.spec.x_range ?? frame.x.range;
    const y = this.zooms.get(panel) ?? panel.spec.range;
    const zoomed = Boolean(this.zoom || this.zooms.get(panel));
    const drawn = panel.draw(width, this.tall ?? this.height, x, y, zoomed, this.print);
    if (drawn) this.tell(panel);
    return drawn;
  }

  /** @param {Panel} panel */
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
      const { drag } = this;
      if (drag?.panel.area) {
        drag.to = span(drag.panel.area, drag, { x: event.offsetX, y: event.offsetY });
      }
      this.point(panel, event);
    };
    plot.onpointerup = (event) => {
      const to = this.drag?.to;
      this.drag = undefined;
      if (to) this.zoomInto(panel, to);
      this.point(panel, event);
    };
    plot.onpointerleave = ({ pointerType }) => pointerType === "mouse" && this.point();
    plot.onpointercancel = () => this.point();
    plot.onlostpointercapture = () => {
      this.drag = undefined;
      this.tellAll();
    };
    plot.ondblclick = () => this.reset();
  }

  /**
   * Keep it through the frames of this run: x for all panels alike, y for this one.
   *
   * @param {Panel} panel
   * @param {import("./zoom.js").Span} to
   */
  zoomInto(panel, to) {
    if (!panel.area) return;
    const { x, y } = ends(panel.area, to);
    if (x) this.zoom = x;
    if (y) this.zooms.set(panel, y);
    this.drawPanels();
  }

  unzoom() {
    this.zoom = undefined;
    this.zooms.clear();
  }

  reset() {
    this.unzoom();
    this.drawPanels();
  }

  /**
   * Remember where the pointer is; without arguments, that it is gone.
   *
   * @param {Panel} [panel]
   * @param {PointerEvent} [event]
   */
  point(panel, event) {
    this.pointed = panel && event && { panel, at: event.offsetX };
    this.tellAll();
  }

  /**
   * Go on from the point that was read last, at first the newest; return what stands there, in
   * words.
   *
   * @param {number} across
   */
  readNext(across) {
    const [panel] = this.panels;
    const area = panel?.area;
    if (!area) return undefined;
    const { read } = this;
    const within = read !== undefined && read >= area.low && read <= area.high;
    let found = within ? read : nextLookedAt(panel, area.right, -1);
    if (across === Infinity) found = nextLookedAt(panel, area.right, -1);
    else if (across === -Infinity) found = nextLookedAt(panel, area.left, 1);
    else if (across && found !== undefined) {
      found = nextLookedAt(panel, area.x(found), across, found) ?? found;
    }
    if (found === undefined) return undefined;
    this.read = found;
    this.pointed = { panel, at: area.x(found) };
    this.tellAll();
    return guideInWords(this.panels);
  }

  /**
   * Look closer at what was read last, or from further off; return what is seen then, in words.
   *
   * @param {number} closer
   */
  zoomBy(closer) {
    const [{ area, spec }] = this.panels;
    if (!area) return undefined;
    const { low, high } = area;
    const at = this.read ?? (low + high) / 2;
    const [first, last] = spec.x_range ?? this.frame.x.range;
    this.zoom = nearer([low, high], at, closer, [first, last]);
    this.drawPanels();
    if (!this.zoom) return "All of it.";
    return `From ${brief(this.zoom[0])} to ${brief(this.zoom[1])}.`;
  }

  tellAll() {
    for (const panel of this.panels) this.tell(panel);
  }

  /**
   * Show what the pointer is at; it keeps up with the frames.
   *
   * @param {Panel} panel
   */
  tell(panel) {
    const { area, front, tip } = panel;
    if (!area) return;
    front.replaceChildren();
    const { drag, pointed } = this;
    if (drag?.to && drag.panel === panel) drawSpan(panel, area, drag.to);
    const x = pointed && !drag?.to ? lookedAt(pointed.panel, pointed.at) : undefined;
    tip.hidden = x === undefined;
    if (x !== undefined) drawGuide(panel, area, x);
  }

  close() {
    document.removeEventListener("pointerdown", this.elsewhere);
    super.close();
  }
}

/** @param {import("../kit/streamlit.d.ts").Component} component */
export default (component) => mount(LivePlot, component);
