// The small card that opens beside what was clicked: a weight, a unit, features, keys.

import { add, set } from "../kit/dom.js";
import { percent, signed, written } from "../kit/numbers.js";
import { page } from "../kit/page.js";
import { ReceiptTable } from "../receipt_table/receipt_table.js";
import { button, worded } from "./elements.js";
import { activation, layerName, unitName, units } from "./heads.js";
import { LISTED } from "./keys.js";

/** @typedef {import("./stage.js").StageView} StageView */
/** @typedef {import("./layout.js").Edge} Edge */
/** @typedef {import("./layout.js").Node} Node */
/** @typedef {[layer: number, unit: number, input: number | null, value: number]} Edit */
/** @typedef {{ error: string | null, made?: { before: number, after: number, undo: Edit[] } }} Reply */

const WIDE = 380; // pixels of a card
const PATIENCE = 700; // ms that a playing run may take to show a receipt before it pauses

export class Cards {
  /** @type {HTMLElement | undefined} the one that is open */
  card;
  kind = "";
  /** @type {ReceiptTable | undefined} */
  table;

  /** @param {StageView} stage */
  constructor(stage) {
    this.stage = stage;
  }

  /** @param {string} kind */
  of(kind) {
    return this.card !== undefined && this.kind === kind;
  }

  close() {
    this.card?.remove();
    this.card = undefined;
    this.kind = "";
    if (this.table) {
      if (page.views.get("receipt") === this.table) page.views.delete("receipt");
      page.carried.delete("receipt");
      this.table.close();
      this.table = undefined;
    }
    page.changed?.();
    this.stage.pointing.edge = undefined;
    this.stage.ask();
  }

  /** @param {string} kind @param {string} title */
  open(kind, title) {
    const { edge } = this.stage.pointing;
    this.close();
    this.stage.pointing.edge = edge;
    this.kind = kind;
    const card = (this.card = add(this.stage.el.root, "div", `card ${kind}`));
    card.setAttribute("role", "dialog");
    card.ariaLabel = title;
    const head = add(card, "header");
    add(head, "h3", "", title);
    button(head, "count", "Close", "×").onclick = () => this.close();
    return card;
  }

  /** @param {Edge} edge */
  receipt(edge) {
    const { stage } = this;
    const { net } = stage;
    if (!net) return;
    const { l, j, k } = edge;
    const title = `From ${unitName(net, l - 1, k)} to ${unitName(net, l, j)}`;
    const card = this.open("weighing", title);
    this.setter(card, "Weight", stage.pointing.weight(edge), (value) => [[l, j, k, value]]);
    this.numbers(card, [l, j, k]);
    this.beside(card, edge.from, edge.to);
  }

  /** @param {Node} unit */
  unit(unit) {
    const { stage } = this;
    const { net } = stage;
    if (!net) return;
    const { l, j } = unit;
    const card = this.open("weighing", capital(unitName(net, l, j)));
    this.setter(card, "Bias", net.b[l][j] ?? 0, (value) => [[l, j, -1, value]]);
    if (l < net.sizes.length - 1) {
      const row = add(card, "div", "together");
      const line = add(card, "p");
      const name = unitName(net, l, j);
      worded(row, "Switch it off", () => this.edit([[l, j, null, 0]], `${name} off`, line));
      worded(row, "Halve it", () => this.edit([[l, j, null, 0.5]], `${name} halved`, line));
      worded(row, "Double it", () => this.edit([[l, j, null, 2]], `${name} doubled`, line));
    }
    this.numbers(card, [l, j, -1]);
    this.beside(card, unit, unit);
  }

  /**
   * A slider and a field for one number of the network.
   *
   * @param {HTMLElement} card
   * @param {string} name
   * @param {number} first
   * @param {(value: number) => Edit[]} edits
   */
  setter(card, name, first, edits) {
    const row = add(card, "label", "setter", name);
    const slider = add(row, "input");
    Object.assign(slider, { type: "range", min: -5, max: 5, step: 0.01, value: first });
    slider.ariaLabel = `${name}, to drag`;
    const field = add(row, "input", "field");
    Object.assign(field, { type: "number", step: 0.1, min: -1000, max: 1000 });
    field.value = String(Number(first.toPrecision(4)));
    field.ariaLabel = `${name}, in figures`;
    const line = add(card, "p", "", "Drag it, and see what becomes of the answer.");
    const put = (/** @type {number} */ value) => {
      if (!Number.isFinite(value)) return;
      slider.value = field.value = String(value);
      this.edit(edits(value), `${name} set to ${signed(value)}`, line);
    };
    slider.oninput = () => put(Number(slider.value));
    field.onchange = () => put(Number(field.value));
  }

  /**
   * Set parameters by hand; one edit is on its way at a time.
   *
   * @param {Edit[]} edits
   * @param {string} what
   * @param {HTMLElement} line that says what became of it
   */
  async edit(edits, what, line) {
    this.wish = { edits, what };
    if (this.editing) return;
    this.editing = true;
    this.stage.pause();
    this.stage.seek(null); // what is set by hand is set now
    while (this.wish) {
      const wish = this.wish;
      this.wish = undefined;
      const reply = /** @type {Reply | undefined} */ (
        await this.stage.send({ edit: wish.edits, at: null })
      );
      if (reply?.error) set(line, reply.error);
      if (reply?.made) this.made(reply.made, wish, line);
    }
    this.editing = false;
  }

  /**
   * @param {NonNullable<Reply["made"]>} made
   * @param {{ edits: Edit[], what: string }} wish
   * @param {HTMLElement} line
   */
  made({ before, after, undo }, { edits, what }, line) {
    const { stage } = this;
    const share = (/** @type {number} */ v) =>
      stage.time?.regression ? `R² ${written(v)}` : percent(v);
    set(line, `Right before: ${share(before)}, now ${share(after)}.`);
    const run = stage.about.run;
    const put = (/** @type {Edit[]} */ edits) => (/** @type {StageView} */ stage) => {
      if (stage.about.run !== run) return;
      stage.seek(null);
      stage.send({ edit: edits, at: null });
    };
    stage.undo.remember(capital(what), put(undo), put(edits));
    stage.ask();
  }

  /**
   * Its gradient, both ways, and what the last step made of it.
   *
   * @param {HTMLElement} card
   * @param {number[]} edge
   */
  numbers(card, edge) {
    const { stage } = this;
    const table = (this.table = new ReceiptTable("receipt"));
    table.fits = false;
    add(card, "div", "numbers").append(table.root);
    page.options = { ...page.options, receipt: { edge } };
    page.carried.delete("receipt");
    page.views.set("receipt", table);
    page.changed?.();
    if (!stage.playing) return;
    // A receipt is of a mini-batch that was observed: the next one that the run takes.
    const since = performance.now();
    const wait = () => {
      if (this.table !== table) return;
      const seen = table.frame?.blocks.length || performance.now() - since > PATIENCE;
      if (seen) stage.pause();
      else requestAnimationFrame(wait);
    };
    requestAnimationFrame(wait);
  }

  /**
   * Beside a line or a unit, never over it.
   *
   * @param {HTMLElement} card @param {Node} from @param {Node} to
   */
  beside(card, from, to) {
    const { el, phone } = this.stage;
    if (phone) return; // a sheet over the large view
    const right = to.x + to.s / 2 + 16;
    const left = from.x - from.s / 2 - WIDE - 16;
    const box = el.net.getBoundingClientRect();
    const x = box.left + (left + box.left < 8 ? right : left); // the answer is at the right
    const most = innerHeight - card.offsetHeight - 12;
    const y = box.top + (from.y + to.y) / 2 - 80;
    card.style.left = `${Math.max(8, Math.min(innerWidth - WIDE - 12, x))}px`;
    card.style.top = `${Math.max(64, Math.min(most, y))}px`;
  }

  /**
   * Of a layer whose head has no room for it.
   *
   * @param {number} l
   */
  layer(l) {
    const { stage } = this;
    const { net, places } = stage;
    if (!net || !places) return;
    const card = this.open("choose", layerName(net, l));
    const edit = add(card, "div", "edit");
    units(stage, edit, net, l);
    activation(stage, edit, net, l);
    const row = add(card, "div", "together");
    const most = net.sizes.length - 2 >= stage.about.most_layers;
    for (
      const [label, before] of /** @type {[string, number][]} */ ([
        ["Layer before", l],
        ["Layer after", l + 1],
      ])
    ) {
      const made = worded(row, `+ ${label}`, () => {
        stage.request({ insert: before }, "A layer more: training starts anew");
        this.close();
      });
      made.disabled = most;
    }
    worded(row, "Remove", () => {
      stage.request({ remove: l }, "A layer fewer: training starts anew");
      this.close();
    });
    const box = stage.el.net.getBoundingClientRect();
    const left = box.left + places.x[l] - 130;
    card.style.left = `${Math.max(8, Math.min(innerWidth - 300, left))}px`;
    card.style.top = `${box.top + 62}px`;
  }

  features() {
    const { stage } = this;
    const card = this.open("choose", "What the network is told of each point");
    const asked = stage.asking.latest(({ features }) => features);
    const chosen = new Set(asked?.features ?? stage.about.chosen);
    const row = add(card, "div", "together");
    for (const { name, label } of stage.about.features) {
      const made = worded(row, label, () => {
        if (!chosen.delete(name)) chosen.add(name);
        if (!chosen.size) chosen.add(name);
        const names = stage.about.features.map((f) => f.name).filter((n) => chosen.has(n));
        stage.request({ features: names }, "Other features");
        this.close();
      });
      made.ariaPressed = String(chosen.has(name));
    }
    const box = stage.el.net.getBoundingClientRect();
    card.style.left = `${box.left}px`;
    card.style.top = `${box.top + 62}px`;
  }

  /** On a phone: what has no room in the bar. */
  more() {
    if (this.of("more")) return this.close();
    const { stage } = this;
    const card = this.open("more", "More");
    for (
      const [label, press] of /** @type {[string, () => void][]} */ ([
        ["Gallery", () => stage.request({ open: "gallery" })],
        ["My runs", () => stage.request({ open: "runs" })],
        ["Share and export", () => stage.request({ open: "share" })],
        ["Show me round", () => stage.tour.start()],
        ["Lab: all settings and views", () => stage.request({ page: "lab" })],
      ])
    ) {
      worded(card, label, () => {
        this.close();
        press();
      });
    }
  }

  keys() {
    if (this.of("keys")) return this.close();
    const card = this.open("keys", "Keys");
    const list = add(card, "dl");
    for (const [key, what] of LISTED) {
      add(add(list, "dt"), "kbd", "", key);
      add(list, "dd", "", what);
    }
    worded(card, "Show me round", () => {
      this.close();
      this.stage.tour.start();
    });
  }
}

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
