// The stage: the first screen. One component with its own elements: the network, its answer, other
// views as a filmstrip, and the transport at its foot.

import { colours } from "../kit/colours.js";
import { set } from "../kit/dom.js";
import { written } from "../kit/numbers.js";
import { page } from "../kit/page.js";
import { css, readTheme } from "../kit/theme.js";
import { unpack } from "../kit/unpack.js";
import { Asking } from "./asking.js";
import { Brush, inks, Pictures } from "./brush.js";
import { Cards } from "./cards.js";
import { build } from "./elements.js";
import { Feed } from "./feed.js";
import { flowOf, netOf, smallOf, timelineOf } from "./frames.js";
import { buildHeads } from "./heads.js";
import { listen } from "./keys.js";
import { Large } from "./large.js";
import { places } from "./layout.js";
import { Lead } from "./lead.js";
import { drawNetwork } from "./network.js";
import { Pointing } from "./pointing.js";
import { Steps } from "./steps.js";
import { Strip } from "./strip.js";
import { buildTiles } from "./tiles.js";
import { Tour } from "./tour.js";
import { Transport } from "./transport.js";
import { history } from "./undo.js";

/** @typedef {import("../kit/wire.d.ts").Stage} About */
/** @typedef {import("../kit/wire.d.ts").DecisionMap} Landscape */
/** @typedef {import("../kit/wire.d.ts").HintLine} Hint */
/** @typedef {import("../kit/streamlit.d.ts").Component} Component */
/** @typedef {import("./frames.js").Net} Net */
/** @typedef {import("./frames.js").Flow} Flow */
/** @typedef {import("./frames.js").Timeline} Timeline */
/** @typedef {import("./layout.js").Node} Node */
const SWITCH = 1600; // ms between pictures while it plays
const SPOKEN = 5000; // ms between descriptions of the network
const REST = 1000; // ms without an element

export class StageView {
  /** @type {About} */
  about;
  /** @type {Net | undefined} */
  net;
  /** @type {Timeline | undefined} */
  time;
  /** @type {Landscape | undefined} */
  map;
  /** @type {Hint | undefined} */
  hint;
  /** @type {Map<string, import("./frames.js").Small> | undefined} of views that are not open */
  small;
  /** @type {number | null} steps of the past that are looked at; null for now */
  at = null;
  broken = false; // whether the socket is
  told = ""; // why something was not possible
  letters = 14; // pixels
  phone = false;
  /** @type {import("./layout.js").Places | undefined} */
  places;
  /** @type {import("./brush.js").Inks} */
  inks;
  pictures = new Pictures();
  thumbnails = new Pictures();
  undo = history;
  sample = 0; // of the validation samples, that which goes through
  /** @type {number[] | undefined} the row that somebody made, bit by bit */
  bits;
  frames = 0;
  inSight = true;
  asking = new Asking();
  /** @type {import("../kit/theme.js").Theme} */
  theme;
  turn = {}; // of Streamlit: which of its runs mounted it last
  /** @type {ReturnType<typeof setTimeout> | undefined} the timer that closes it */
  ending;

  /** @param {ShadowRoot} parent */
  constructor(parent) {
    const el = (this.el = build(parent));
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.lead = new Lead(this);
    this.transport = new Transport(this);
    this.large = new Large(this);
    this.strip = new Strip(this);
    this.steps = new Steps(this);
    this.pointing = new Pointing(this);
    this.cards = new Cards(this);
    this.tour = new Tour(this);
    const feed = (/** @type {string} */ key, /** @type {(frame: any) => void} */ hear) =>
      new Feed(key, el.root, (frame) => {
        hear(frame);
        this.ask();
      });
    this.feeds = {
      network: feed("network", (frame) => this.steps.put(netOf(frame))),
      timeline: feed("timeline", (frame) => (this.time = timelineOf(frame))),
      decision: feed("decision", (frame) => (this.map = frame)),
      hint: feed("hint", (frame) => (this.hint = frame)),
      flow: feed("flow", (frame) => this.steps.hear(flowOf(frame))),
      thumbs: feed("thumbs", (frame) => (this.small = smallOf(frame))),
    };
    this.feeds.flow.wanted = false;
    this.see();
    // Students' phones hide it while they do something else: it needs no frames then.
    this.watched = new IntersectionObserver((entries) => {
      this.inSight = entries[entries.length - 1].isIntersecting;
      this.see();
    });
    this.watched.observe(el.root);
    for (const name of /** @type {const} */ (["gallery", "runs", "settings", "share"])) {
      el.tools[name].onclick = () => this.request({ open: name });
    }
    el.tools.present.onclick = () => this.present();
    el.tools.help.onclick = () => this.cards.keys();
    el.tools.more.onclick = () => this.cards.more();
    this.sized = new ResizeObserver(() => this.layOut());
    this.sized.observe(el.net);
    this.sized.observe(el.large);
    this.unlisten = listen(this.deeds(), (number) => this.open(number - 1));
    page.told = (broken, unknown) => {
      this.broken = broken;
      // The server was started anew: the address describes the set-up, from which it begins again.
      if (unknown && !this.about.following) location.reload();
      this.ask();
    };
  }

  // ---- what comes

  /** @param {Component} component */
  update(component) {
    this.asking.component = component;
    const before = this.about;
    /** @type {About} */
    const about = unpack(component.data);
    const arrays = /** @type {Uint8Array[]} */ (/** @type {any} */ (about).arrays);
    this.about = about;
    page.run = about.run;
    for (const feed of Object.values(this.feeds)) {
      if (page.views.get(feed.key) !== feed) page.views.set(feed.key, feed);
    }
    const another = before?.run !== about.run;
    if (another) this.changed(before);
    for (const bytes of arrays) {
      /** @type {{ key: keyof StageView["feeds"] }} */
      const { key } = unpack(bytes);
      if (another || !page.carried.has(key)) this.feeds[key].show(bytes);
    }
    if (before?.data !== about.data || !before) buildTiles(this);
    this.strip.build();
    if (about.following) this.follow();
    page.shown ??= { view: "" };
    if (this.net && this.places) buildHeads(this, this.places, this.net);
    page.changed?.();
    this.ask();
    if (another && before) this.asking.tell();
    // It plays by itself as soon as the server can be told.
    if (!before && about.fresh && !this.still.matches) {
      page.first = { do: "play" };
      this.transport.mean(true);
    }
  }

  // In a lecture room it shows what the lecturer's shows; its own keys and buttons rest.
  follow() {
    const { el } = this;
    this.unlisten();
    el.root.classList.add("following");
    el.netCanvas.tabIndex = el.time.tabIndex = -1;
    page.follow = ({ view, at }) => {
      this.open(1 + this.about.views.findIndex(({ name }) => name === view));
      this.at = page.at = at;
      page.changed?.();
      this.ask();
    };
  }

  /**
   * Another run: the one before can be had back.
   *
   * @param {About | undefined} before
   */
  changed(before) {
    this.at = null;
    page.at = null;
    page.options = {};
    this.map =
      this.hint =
      this.small =
      this.bits =
        undefined;
    this.steps.begin();
    this.sample = 0;
    this.transport.meant = undefined;
    this.cards.close();
    this.pointing.release();
    for (const key of page.carried) page.lost.add(key); // to be brought again, whole
    page.carried.clear();
    const { about } = this;
    this.undo.shown(about.run, about.before, about.deed);
    this.transport.showPace(about.pace);
    if (before && before.data !== about.data) this.large.open(0);
    this.steps.want();
  }

  /** Have the socket bring what is wanted and can be seen. */
  see() {
    for (const feed of Object.values(this.feeds)) feed.see(this.inSight);
    page.changed?.();
  }

  /** @param {Net} net */
  put(net) {
    const { net: before } = this;
    this.net = net;
    const shape = (/** @type {Net} */ n) => JSON.stringify([n.kind, n.sizes, n.activations]);
    if (!before || shape(before) !== shape(net)) {
      this.layOut();
      this.strip.build();
    }
    const now = performance.now();
    if (now - (this.spoke ?? -SPOKEN) < SPOKEN) return;
    this.spoke = now;
    this.el.netCanvas.ariaLabel = net.alt;
  }

  /** The step that is being played, if there is one. */
  get played() {
    return this.steps.played;
  }

  get playing() {
    return this.transport.playing;
  }

  /** The unit that the large view shows. @returns {Node | undefined} */
  get looked() {
    return this.pointing.unit ?? this.pointing.kept;
  }

  // ---- drawing

  ask() {
    if (this.due) return;
    this.due = true;
    requestAnimationFrame((now) => {
      this.due = false;
      this.draw(now);
    });
  }

  layOut() {
    const { net, el } = this;
    this.phone = innerWidth <= 700;
    const presenting = el.root.classList.contains("presenting");
    this.letters = presenting ? 20 : innerWidth >= 1600 && innerHeight >= 900 ? 16 : 14;
    const { clientWidth: w, clientHeight: h } = el.net;
    if (!net || !w || !h) return;
    const names = Math.min(this.namesWidth(net), this.phone ? 46 : Infinity);
    this.places = places(net.kind, net.sizes, { w, h, phone: this.phone, big: presenting, names });
    buildHeads(this, this.places, net);
    this.large.fitted = 0;
    this.ask();
  }

  /**
   * Pixels that the names of inputs need; long ones are cut.
   *
   * @param {Net} net
   */
  namesWidth(net) {
    const longest = Math.max(...net.inputs.map((name) => name.length));
    return Math.min(0.56 * this.letters * longest + 8, 9 * this.letters);
  }

  /** @param {number} now */
  draw(now) {
    if (!this.about) return;
    const before = this.theme;
    this.theme = readTheme(this.el.root, before);
    if (this.theme !== before) {
      this.inks = inks(this.theme, colours(this.theme));
      this.el.root.classList.toggle("dark", this.theme.dark);
      // For what of Streamlit's opens over the stage: outside of components it has no such names.
      document.documentElement.style.setProperty("--paper", css(this.theme.paper));
      buildTiles(this);
    }
    this.advance(now);
    this.drawNet();
    this.large.draw(now);
    this.strip.draw(now);
    this.transport.draw();
    this.transport.write();
    this.lead.write();
    this.el.root.dataset.frames = String(this.frames += 1);
    if (this.played && !this.played.held && !this.still.matches) this.ask();
  }

  drawNet() {
    const { places: P, net, el, played, pointing } = this;
    if (!P || !net) return;
    const gap = this.phone || el.root.classList.contains("presenting") ? 0 : 28;
    const w = P.box.w + gap;
    Object.assign(el.netCanvas.style, { width: `${w}px`, height: `${P.box.h}px` });
    const cost = this.costAt();
    const reach = gap && this.large.view === 0 && this.large.side;
    drawNetwork(new Brush(el.netCanvas, w, P.box.h, this.inks, this.letters), this.pictures, P, {
      net,
      flow: played ? { ...played, figures: played.lasting[0] > 500 } : null,
      unit: this.looked ?? null,
      edge: pointing.edge ?? null,
      loupe: reach ? { x: w, y: el.body.offsetTop, h: this.large.side } : null,
      cost,
    });
    this.writeCost(cost);
  }

  /** Where the cost stands: under the output, if there is room. */
  costAt() {
    const { places: P, phone } = this;
    const last = P?.nodes.at(-1);
    const out = last?.at(-1);
    if (!P || !out || !last) return null;
    const y = out.y + out.s / 2 + (phone ? 10 : 26);
    return last.length === 1 || y < P.box.h - 60 ? { x: out.x, y } : null;
  }

  /** @param {{ x: number, y: number } | null} at */
  writeCost(at) {
    const { el, time, played, places: P } = this;
    const single = played && played.phase >= 2;
    const cost = single ? played.flow.cost : time?.cost ?? 0;
    for (const { box, of, text } of [el.cost, el.apart]) {
      set(of, single ? "Its cost " : "Cost "); // that of the sample, not of all
      set(text, written(cost));
      box.classList.toggle("lit", played?.phase === 2);
      box.hidden = (box === el.cost.box) !== Boolean(at);
    }
    if (!P || !at) return;
    const left = Math.min(at.x, P.box.w - 46);
    Object.assign(el.cost.box.style, { left: `${left}px`, top: `${at.y}px` });
  }

  /** @param {number} now */
  advance(now) {
    if (this.playing && this.net?.kind === "picture" && now - (this.switched ?? 0) > SWITCH) {
      this.switched = now;
      this.nextSample();
    }
    this.steps.advance(now);
  }

  // ---- commands

  /**
   * Send a command; where the socket cannot take it, the page does.
   *
   * @param {object} message
   */
  send(message) {
    this.told = "";
    const done = page.send?.(message);
    if (!done) this.request({ command: message });
    return done?.then((reply) => {
      const { error } = /** @type {{ error: string | null }} */ (reply);
      if (error) this.told = error;
      this.ask();
      return reply;
    });
  }

  /**
   * Ask the page for what needs another run, a dialog or another page.
   *
   * @param {object} what
   * @param {string} [label] of what is done by it
   */
  request(what, label = "") {
    this.asking.request(what, label);
  }

  pause() {
    this.transport.pause();
  }

  restart() {
    this.steps.finish();
    this.request({ restart: true }, "Started over");
  }

  /** @param {number | null} steps of the past to look at; null for now */
  seek(steps) {
    if (steps === this.at) return;
    this.steps.finish();
    this.at = page.at = steps;
    page.send?.({ at: steps });
    page.changed?.();
    this.ask();
  }

  nextSample() {
    this.sample += 1;
    page.options = { ...page.options, network: { sample: this.sample } };
    page.changed?.();
  }

  /** Turn a bit of the row that goes in. @param {number} k */
  flip(k) {
    const { net } = this;
    if (!net) return;
    const bits = this.bits ??= Array.from(net.a[0]);
    if (bits[k] !== 0 && bits[k] !== 1) return this.nextSample();
    bits[k] = 1 - bits[k];
    page.options = { ...page.options, network: { x: [...bits] } };
    page.changed?.();
  }

  undoLast() {
    if (this.undo.undo(this)) this.ask();
  }

  /** @param {number} i of the filmstrip; -1 for the network alone */
  open(i) {
    this.el.tip.hidden = true;
    if (i < 0) this.el.root.classList.toggle("alone");
    else if (i > this.about.views.length) return;
    else {
      this.el.root.classList.remove("alone");
      this.large.open(i);
      this.strip.show();
    }
    this.layOut();
  }

  present() {
    if (this.phone) return; // it fills the screen as it is
    const on = this.el.root.classList.toggle("presenting");
    document.body.classList.toggle("presenting", on);
    this.cards.close();
    this.layOut();
  }

  /** @param {string} text for those who cannot see it */
  announce(text) {
    this.el.netCanvas.ariaLabel = text;
  }

  escape() {
    const { root } = this.el;
    if (root.classList.contains("black")) root.classList.remove("black");
    else if (this.tour.card) this.tour.end();
    else if (this.cards.card) this.cards.close();
    else if (document.querySelector(".st-key-drawer")) this.request({ open: "" });
    else if (root.classList.contains("choosing")) root.classList.remove("choosing");
    else if (this.pointing.kept) this.pointing.release();
    else if (root.classList.contains("presenting")) this.present();
  }

  deeds() {
    const { transport } = this;
    return {
      toggle: () => {
        if (this.played && !this.playing && !this.still.matches) this.steps.hold();
        else transport.toggle();
      },
      step: () => this.steps.step(),
      epoch: () => transport.epoch(),
      back: () => transport.moments(-1),
      "epoch back": () => transport.epochBack(),
      restart: () => this.restart(),
      present: () => this.present(),
      gallery: () => this.request({ open: "gallery" }),
      settings: () => this.request({ open: "settings" }),
      black: () => this.el.root.classList.toggle("black"),
      slower: () => transport.faster(-1),
      faster: () => transport.faster(1),
      less: () => transport.turnEta(-1),
      more: () => transport.turnEta(1),
      help: () => this.cards.keys(),
      undo: () => this.undoLast(),
      redo: () => this.undo.redo(this) && this.ask(),
      escape: () => this.escape(),
    };
  }

  close() {
    this.unlisten();
    this.sized.disconnect();
    this.watched.disconnect();
    this.cards.close();
    this.tour.end();
    this.large.shut();
    document.body.classList.remove("presenting");
    for (const feed of Object.values(this.feeds)) {
      if (page.views.get(feed.key) === feed) page.views.delete(feed.key);
      feed.close();
    }
    page.at =
      page.run =
      page.options =
      page.told =
      page.shown =
      page.follow =
        undefined;
    this.el.root.remove();
  }
}

/** @type {WeakMap<ShadowRoot, StageView>} */
const stages = new WeakMap();

/** @param {Component} component */
export default (component) => {
  const { parentElement, data } = component;
  if (!data) return undefined;
  const stage = stages.get(parentElement) ?? new StageView(parentElement);
  stages.set(parentElement, stage);
  clearTimeout(stage.ending);
  stage.update(component);
  const turn = (stage.turn = {});
  return () => {
    if (stage.turn !== turn) return;
    stage.ending = setTimeout(() => {
      stages.delete(parentElement);
      stage.close();
    }, REST);
  };
};
