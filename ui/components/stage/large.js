// The large view: the network's answer, or any other view of the run that was opened.

import { Heatmaps } from "../heatmaps/heatmaps.js";
import { add, set } from "../kit/dom.js";
import { page } from "../kit/page.js";
import { Landscape } from "../landscape/landscape.js";
import { LivePlot } from "../live_plot/live_plot.js";
import { ReceiptTable } from "../receipt_table/receipt_table.js";
import { WarpedGrid } from "../warped_grid/warped_grid.js";
import { drawBars, drawColumns, drawMap, drawRow, legend, said } from "./answer.js";
import { Brush } from "./brush.js";
import { classOf } from "./frames.js";
import { unitName } from "./heads.js";

/** @typedef {import("./stage.js").StageView} StageView */
/** @typedef {import("../kit/view.js").View<any>} View */
/** @typedef {import("./layout.js").Node} Node */

/** @type {Record<keyof typeof LETTERS, new (key: string) => View>} */
const KINDS = {
  heatmaps: Heatmaps,
  landscape: Landscape,
  live_plot: LivePlot,
  receipt_table: ReceiptTable,
  warped_grid: WarpedGrid,
};

// Pixels of the smallest letters that a view draws: on the stage none are smaller than its own.
const LETTERS = { heatmaps: 11, landscape: 11, live_plot: 13, receipt_table: 13, warped_grid: 11 };
const LARGEST = 1.2; // times the stage's letters
const FITTED = 1000; // ms between looks at whether a view still fits

export class Large {
  view = 0; // 0 the answer, then those of the filmstrip
  side = 0; // pixels of the map, 0 where there is none
  /** @type {View | undefined} what is opened */
  opened;
  fitted = 0; // when it was fitted last
  tight = false; // whether it has no room even so, and scrolls
  keys = ""; // what the colours mean, as a text

  /** @param {StageView} stage */
  constructor(stage) {
    this.stage = stage;
    this.el = stage.el;
  }

  /** @param {number} i */
  open(i) {
    if (i === this.view && (i === 0) === !this.opened) return;
    this.shut();
    this.view = i;
    const about = this.stage.about.views[i - 1];
    this.el.root.classList.toggle("viewing", Boolean(about));
    if (about) {
      const kind = /** @type {keyof typeof LETTERS} */ (about.kind);
      const view = (this.opened = new KINDS[kind](about.name));
      view.fits = false;
      this.el.opened.append(view.root);
      page.views.set(about.name, view);
      this.fitWhenDrawn(view);
    }
    page.shown = { view: about?.name ?? "" };
    page.changed?.();
    this.stage.ask();
  }

  /**
   * While the run rests, only the view itself tells that there is something to be fitted.
   *
   * @param {View} view
   */
  fitWhenDrawn(view) {
    this.fitted = 0;
    const wait = () => {
      if (this.opened !== view) return;
      if (view.frame) this.stage.ask();
      else requestAnimationFrame(wait);
    };
    requestAnimationFrame(wait);
  }

  shut() {
    const { opened } = this;
    if (!opened) return;
    if (page.views.get(opened.key) === opened) page.views.delete(opened.key);
    page.carried.delete(opened.key);
    opened.close();
    this.opened = undefined;
  }

  /** @param {number} now */
  draw(now) {
    const { stage, el } = this;
    const { clientWidth: w, clientHeight: h } = el.body;
    if (!w || !stage.net) return;
    this.head();
    if (this.opened) {
      if (this.opened.frame && (!this.fitted || now - this.fitted > FITTED)) this.fit(now, h);
      return;
    }
    const brush = new Brush(el.canvas, w, h, stage.inks, stage.letters);
    this.side = this.paint(brush, w, h, true);
  }

  /** @param {number} now @param {number} h */
  fit(now, h) {
    const { opened, stage } = this;
    const first = !this.fitted;
    this.fitted = now;
    if (!opened) return;
    const tall = () => opened.root.getBoundingClientRect().height;
    if (!first && (this.tight || tall() <= h + 1)) return;
    const kind = /** @type {keyof typeof LETTERS} */ (stage.about.views[this.view - 1].kind);
    const least = stage.letters / LETTERS[kind];
    opened.fitTo(h, least, Math.max(least, (LARGEST * stage.letters) / 14));
    this.tight = tall() > h + 1;
  }

  /**
   * The answer, large or as a thumbnail; its side where it is a map.
   *
   * @param {Brush} brush
   * @param {number} w
   * @param {number} h
   * @param {boolean} big
   */
  paint(brush, w, h, big) {
    const { stage } = this;
    const { net, map, played, places, inks } = stage;
    if (!net) return 0;
    const flow = played?.flow;
    const a = flow ? flow.a[flow.a.length - 1] : net.a[net.a.length - 1];
    if (net.kind === "plane") {
      if (!map) return 0;
      const pictures = big ? stage.pictures : stage.thumbnails;
      const unit = big ? this.loupe() : undefined;
      const ring = big && flow?.point.length && played
        ? {
          place: flow.point,
          colour: played.phase === 1 ? inks.forward : inks.error,
        }
        : undefined;
      return drawMap(brush, pictures, map, w, h, { unit, ring });
    }
    if (!big) drawColumns(brush, a, w, h);
    else if (net.kind === "picture") {
      const last = places?.nodes.at(-1);
      const beside = last && places && !stage.phone;
      const at = beside ? last.map(({ y }) => y - places.top + 8) : undefined;
      const wanted = flow && played?.phase === 2 ? classOf(flow.wanted) : undefined;
      drawBars(brush, net, a, w, h, { at, wanted });
    } else drawRow(brush, net, w, h);
    return 0;
  }

  /** The maps of the unit that is looked at, instead of the answer's. */
  loupe() {
    const { net, looked } = this.stage;
    if (!net || !looked?.l || looked.l === net.sizes.length - 1) return undefined;
    const cells = net.n * net.n;
    const maps = net.maps[looked.l].subarray(looked.j * cells, (looked.j + 1) * cells);
    return { n: net.n, maps };
  }

  head() {
    const { stage, el } = this;
    const { net, map, looked, about } = stage;
    if (!net) return;
    const plane = net.kind === "plane";
    let [title, line] = said(net, plane, stage.played?.flow);
    const view = about.views[this.view - 1];
    if (view) [title, line] = [view.title, view.help];
    else if (this.loupe() && looked) {
      [title, line] = [`What ${unitName(net, looked.l, looked.j)} says at each place`, ""];
    }
    set(el.title, title);
    const keys = !view && plane && map ? legend(map, stage.inks) : [];
    const id = JSON.stringify([line, keys]);
    if (id !== this.keys) {
      this.keys = id;
      el.under.replaceChildren(line);
      el.under.title = line;
      for (const [colour, name] of keys) {
        const mark = add(add(el.under, "span"), "i");
        mark.style.background = colour;
        mark.after(name);
      }
    }
    const label = `${title}. ${net.alt}`;
    if (!stage.playing && el.canvas.ariaLabel !== label) el.canvas.ariaLabel = label;
  }
}
