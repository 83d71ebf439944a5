// A network as units and edges on a canvas. See network_diagram.py.

import { FULL, MISSING } from "../kit/constants.js";
import { Picture } from "../kit/canvas_view.js";
import { colours } from "../kit/colours.js";
import { signed } from "../kit/numbers.js";
import { add } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { wipe } from "../kit/save_as_file.js";
import { css } from "../kit/theme.js";
import { distance, layOut } from "./layout.js";

const LEVELS = 16; // of colour and width, on either side of zero
const WIDEST = 4.5; // pixels; the second level then is just 1 wide, up to which a line costs half of a wider one
const THINNEST = 0.5;
const CLOSE_UP = 150; // pixels, as in picture.css
const views = new WeakMap();

class NetworkDiagram extends Picture {
  /** @type {import("../kit/wire.d.ts").NetworkDiagram} */
  frame = undefined;

  constructor(key) {
    super(key, "network-diagram");
    this.small = document.createElement("canvas");
    this.closeUp = add(this.tip, "canvas", "close-up");
    this.canvas.onclick = () => this.select();
  }

  /** @param {import("../kit/wire.d.ts").NetworkDiagram} frame */
  draw(frame) {
    if (this.restyled) {
      this.colours = colours(this.theme);
      this.explain([
        [this.colours.css[90], "line", "positive weight"],
        [this.colours.css[-90 & 255], "line", "negative weight"],
        [this.theme.soft, "square", "bias"],
      ]);
    }
    const width = this.width(this.stage);
    if (!width) return false;
    const id = JSON.stringify([
      width,
      this.most,
      frame.layers.map((layer) => ({ ...layer, scale: 0 })),
    ]);
    if (id !== this.laid) {
      this.laid = id;
      this.brush.font = `12px ${this.theme.font}`;
      this.places = layOut(
        frame.layers,
        width,
        (text) => this.brush.measureText(text).width,
        this.most,
      );
      this.pointed = undefined;
    }
    this.fit(width, this.places.height);
    this.layers = frame.layers.map((_, l) => {
      const [values, w, b, maps] = frame.arrays.slice(4 * l, 4 * l + 4);
      return { values, w, b, maps };
    });
    this.paintAll();
  }

  paintAll() {
    wipe(this.brush);
    this.sketch();
  }

  // A picture that is taken away does not show what the pointer is at.
  figure() {
    this.point();
    return super.figure();
  }

  sketch() {
    const { brush, frame, over } = this;
    this.drawTitles();
    brush.globalAlpha = over?.node ? 0.12 : 1;
    this.drawEdges(this.places.edges);
    brush.globalAlpha = 1;
    if (over?.node) this.drawEdges(this.places.edges.filter((edge) => touches(edge, over.node)));
    const [l, j, k] = frame.edge ?? [];
    const same = (edge) => edge.l === l && edge.j === j && (edge.summed ? k >= 0 : edge.k === k);
    const chosen = frame.edge && this.places.edges.find(same);
    if (chosen) this.mark(chosen, this.theme.primary);
    if (over?.edge) this.mark(over.edge, css(this.theme.text));
    this.drawPicture();
    this.drawNodes();
  }

  // An edge's value.
  weight({ l, j, k, summed }) {
    return this.layers[l].w[summed ? j : j * this.frame.layers[l - 1].names.length + k];
  }

  drawTitles() {
    const { brush, theme } = this;
    brush.font = `12px ${theme.font}`;
    brush.fillStyle = theme.soft;
    brush.textAlign = "center";
    brush.textBaseline = "top";
    this.places.columns.forEach(({ title, size, x, room, hidden, end }) => {
      const fits = (text) => brush.measureText(text).width <= room;
      const text =
        [`${title}: ${size}`, title.replace("hidden layer", "hidden"), String(size)].find(fits) ??
          "";
      const half = brush.measureText(text).width / 2;
      brush.fillText(text, Math.max(half, Math.min(this.width(this.stage) - half, x)), 2);
      if (hidden > 0) brush.fillText(`… ${hidden} more`, x, end + 2);
    });
  }

  // The weak ones first. Each line by itself: without a graphics card many in one path take twice
  // as long.
  drawEdges(edges) {
    const { brush, frame } = this;
    const strengths = Array.from({ length: 2 * LEVELS + 1 }, () => []);
    const summed = [];
    for (const edge of edges) {
      if (edge.summed) summed.push(edge);
      else {
        const share = Math.max(-1, Math.min(1, this.weight(edge) / frame.scale)) || 0;
        strengths[LEVELS + Math.round(share * LEVELS)].push(edge);
      }
    }
    for (let level = 0; level <= LEVELS; level++) {
      const share = level / LEVELS;
      brush.lineWidth = THINNEST + share * (WIDEST - THINNEST);
      for (const sign of level ? [-1, 1] : [1]) {
        brush.strokeStyle = this.colours.css[Math.round(sign * (12 + 100 * share)) & 255];
        for (const edge of strengths[LEVELS + sign * level]) this.line(edge);
      }
    }
    brush.strokeStyle = this.theme.soft;
    for (const edge of summed) {
      brush.lineWidth = THINNEST + 3 * Math.min(1, this.weight(edge) / frame.norm || 0);
      this.line(edge);
    }
  }

  line({ x1, y1, x2, y2 }) {
    const { brush } = this;
    brush.beginPath();
    brush.moveTo(x1, y1);
    brush.lineTo(x2, y2);
    brush.stroke();
  }

  mark(edge, colour) {
    const { brush } = this;
    brush.strokeStyle = colour;
    brush.lineWidth = 8;
    brush.globalAlpha = 0.45;
    this.line(edge);
    brush.globalAlpha = 1;
    this.drawEdges([edge]);
  }

  // Write values, -127..127, into the small canvas: one image below the other.
  image(cols, rows, values) {
    const { small } = this;
    if (small.width !== cols || small.height !== rows) {
      [small.width, small.height] = [cols, rows];
      this.ink = small.getContext("2d");
      this.pixels = this.ink.createImageData(cols, rows);
    }
    const { table } = this.colours;
    const pixels = new Uint32Array(this.pixels.data.buffer);
    let at = 0;
    for (const part of values) {
      for (let i = 0; i < part.length; i++) pixels[at++] = table[part[i] & 255];
    }
    this.ink.putImageData(this.pixels, 0, 0);
    return small;
  }

  drawPicture() {
    const { picture } = this.places;
    if (!picture) return;
    const { brush, frame } = this;
    const [rows, cols] = frame.layers[0].picture;
    const small = this.image(cols, rows, [this.layers[0].values.map((v) => Math.round(FULL * v))]);
    brush.imageSmoothingEnabled = false;
    brush.drawImage(small, picture.x, picture.y, picture.width, picture.height);
    brush.strokeStyle = this.theme.soft;
    brush.lineWidth = 1;
    brush.strokeRect(picture.x, picture.y, picture.width, picture.height);
  }

  drawNodes() {
    const { brush, frame, theme, places, layers } = this;
    const { node, last } = places;
    const { n, edge } = frame;
    let small;
    if (n) {
      small = this.image(n, n * places.nodes.length, layers.map(({ maps }) => maps));
      brush.imageSmoothingEnabled = true;
    }
    brush.font = `${Math.min(12, places.pitch)}px ${theme.font}`;
    brush.textBaseline = "middle";
    places.nodes.forEach(({ l, j, x, y, name }, i) => {
      const chosen = edge && edge[0] === l && edge[1] === j;
      brush.beginPath();
      if (n) brush.rect(x - node / 2, y - node / 2, node, node);
      else brush.arc(x, y, node / 2, 0, 2 * Math.PI);
      if (n) brush.drawImage(small, 0, i * n, n, n, x - node / 2, y - node / 2, node, node);
      else {
        brush.fillStyle = this.colours.css[colourOf(layers[l].values[j] / frame.layers[l].scale)];
        brush.fill();
      }
      brush.strokeStyle = chosen ? theme.primary : theme.soft;
      brush.lineWidth = chosen ? 2.5 : 1;
      brush.stroke();
      if (l) this.drawBias(x - node / 2, y + node / 2, layers[l].b[j], chosen && edge[2] < 0);
      if (l && l < last) return;
      brush.fillStyle = css(theme.text);
      brush.textAlign = l ? "left" : "right";
      brush.fillText(name, x + (l ? 1 : -1) * (node / 2 + 6), y, 110);
    });
  }

  drawBias(x, y, b, chosen) {
    const { brush, theme } = this;
    brush.fillStyle = css(theme.paper);
    const half = Math.min(4, Math.round(this.places.node / 5)); // of its side
    brush.fillRect(x - half - 1, y - half - 1, 2 * half + 2, 2 * half + 2);
    brush.fillStyle = this.colours.css[colourOf(b / this.frame.scale)];
    brush.fillRect(x - half, y - half, 2 * half, 2 * half);
    brush.strokeStyle = chosen ? theme.primary : theme.soft;
    brush.lineWidth = 1;
    brush.strokeRect(x - half, y - half, 2 * half, 2 * half);
  }

  // What lies at a place: {node}, {edge}, {picture: true} or nothing.
  find(at) {
    const { node, nodes, edges, picture } = this.places;
    const near = (one) =>
      Math.abs(one.x - at[0]) <= node / 2 + 4 && Math.abs(one.y - at[1]) <= node / 2 + 4;
    const found = nodes.find(near);
    if (found) return { node: found };
    if (
      picture && at[0] >= picture.x && at[0] <= picture.x + picture.width &&
      Math.abs(at[1] - picture.y - picture.height / 2) <= picture.height / 2
    ) return { picture };
    let best;
    let least = 6;
    for (const edge of edges) {
      const d = distance(edge, at);
      if (d < least) [best, least] = [edge, d];
    }
    return best && { edge: best };
  }

  point(at) {
    this.pointed = at;
    if (!this.places) return;
    const before = this.over;
    this.over = at && this.find(at);
    this.canvas.style.cursor = this.over && !this.over.picture ? "pointer" : "default";
    if (before?.node !== this.over?.node || before?.edge !== this.over?.edge) this.paintAll();
    this.tell();
  }

  tell() {
    const { over, frame } = this;
    if (!this.pointed) this.over = undefined;
    this.closeUp.hidden = !(this.pointed && over?.node && frame.n);
    if (!this.pointed || !over) return super.tell();
    const [x, y] = this.pointed;
    if (over.picture) return super.tell(x, y, `${frame.layers[0].size} inputs`, frame.answers);
    if (over.node) {
      const { l, j, name, x: left, y: top } = over.node;
      const bias = l ? `bias = ${signed(this.layers[l].b[j])}\n` : "";
      const layer = l && l < this.places.last ? ` of ${frame.layers[l].title}` : "";
      const what = `${bias}${name}${layer}, ${frame.answers}`;
      const shown = this.closeUp.hidden ? undefined : this.magnify(over.node);
      return super.tell(
        left,
        top - this.places.node / 2,
        `activation = ${signed(this.layers[l].values[j])}`,
        what,
        shown,
      );
    }
    const { edge } = over;
    const value = signed(this.weight(edge));
    const to = frame.layers[edge.l].names[edge.j];
    if (edge.summed) {
      return super.tell(
        x,
        y,
        `norm of ${frame.layers[0].size} weights = ${value.slice(1)}`,
        `all pixels → ${to}\nA click takes the brightest pixel's.`,
      );
    }
    return super.tell(
      x,
      y,
      `weight = ${value}`,
      `${frame.layers[edge.l - 1].names[edge.k]} → ${to}`,
    );
  }

  // Draw a unit's map large, into the tooltip; return the room that this wants.
  magnify(node) {
    const { closeUp, frame } = this;
    const side = Math.round(CLOSE_UP * this.ratio);
    if (closeUp.width !== side) closeUp.width = closeUp.height = side;
    // from the middle of the outer values on: beyond them lie those of other units
    const top = this.places.nodes.indexOf(node) * frame.n + 0.5;
    closeUp.getContext("2d").drawImage(
      this.small,
      0.5,
      top,
      frame.n - 1,
      frame.n - 1,
      0,
      0,
      side,
      side,
    );
    return CLOSE_UP + 90;
  }

  // Tell Python which weight was clicked: layer, unit, input; at a unit its bias.
  select() {
    const { node, edge } = this.over ?? {};
    if (node?.l) this.component.setStateValue("edge", [node.l, node.j, -1]);
    else if (edge) {
      const { values } = this.layers[0];
      this.component.setStateValue("edge", [
        edge.l,
        edge.j,
        edge.summed ? values.indexOf(Math.max(...values)) : edge.k,
      ]);
    }
  }
}

const colourOf = (share) =>
  (Number.isNaN(share) ? MISSING : Math.round(Math.max(-1, Math.min(1, share)) * FULL)) & 255;
const touches = (edge, { l, j }) =>
  (edge.l === l && edge.j === j) || (edge.l === l + 1 && (edge.summed ? l === 0 : edge.k === j));

export default (component) => mount(views, NetworkDiagram, component);
