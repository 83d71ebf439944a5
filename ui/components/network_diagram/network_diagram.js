// A network as units and edges on a canvas.

import { wipe } from "../kit/canvas.js";
import { CanvasView } from "../kit/canvas_view.js";
import { colourOf, colours } from "../kit/colours.js";
import { FULL } from "../kit/constants.js";
import { add, drawing } from "../kit/dom.js";
import { mount } from "../kit/mount.js";
import { signed } from "../kit/numbers.js";
import { css } from "../kit/theme.js";
import { distance, layOut } from "./layout.js";

/**
 * @typedef {import("../kit/wire.d.ts").NetworkDiagram} Frame
 * @typedef {import("../kit/wire.d.ts").Arrays[number]} Values
 * @typedef {import("./layout.js").Node} Node
 * @typedef {import("./layout.js").Edge} Edge
 * @typedef {{ node?: Node, edge?: Edge, picture?: import("./layout.js").Box }} Hit one at most
 */

const LEVELS = 16; // of colour and width, on either side of zero
const WIDEST = 4.5; // pixels; the second level then is just 1 wide, up to which a line costs half
const THINNEST = 0.5;
const CLOSE_UP = 150; // pixels of a unit's map under the pointer
const NEAR = 6; // pixels from an edge

/** @extends {CanvasView<Frame>} */
class NetworkDiagram extends CanvasView {
  /** @type {Hit | undefined} what the pointer is at */
  over;
  unit = 0; // that was read last by keys
  laid = ""; // what the places depend on, as a text
  /** @type {import("./layout.js").Places} */
  places;
  /** @type {{ values: Values, w: Values, b: Values, maps: Values }[]} */
  layers = [];
  /** @type {import("../kit/colours.js").Colours} */
  colours;

  /** @param {string} key */
  constructor(key) {
    super(key, "network-diagram");
    this.small = drawing();
    this.closeUp = drawing(add(this.tip, "canvas", "close-up"));
    Object.assign(this.closeUp.canvas.style, { width: `${CLOSE_UP}px`, height: `${CLOSE_UP}px` });
    this.canvas.onclick = () => this.press();
  }

  /** @param {Frame} frame */
  draw(frame) {
    if (this.restyled) {
      this.colours = colours(this.theme);
      this.explain([
        { colour: this.colours.css[90], kind: "line", text: "positive weight" },
        { colour: this.colours.css[-90 & 255], kind: "line", text: "negative weight" },
        { colour: this.theme.soft, kind: "square", text: "bias" },
      ]);
    }
    const width = this.width(this.stage);
    if (!width) return false;
    const { brush, most } = this;
    const id = JSON.stringify([width, most, frame.layers.map((layer) => ({ ...layer, scale: 0 }))]);
    if (id !== this.laid) {
      this.laid = id;
      brush.font = `12px ${this.theme.font}`;
      const measure = (/** @type {string} */ text) => brush.measureText(text).width;
      this.places = layOut(frame.layers, width, measure, most);
      this.pointed = undefined;
    }
    this.fit(width, this.places.height);
    this.layers = frame.layers.map((_, l) => {
      const [values, w, b, maps] = frame.arrays.slice(4 * l, 4 * l + 4);
      return { values, w, b, maps };
    });
    this.paintAll();
    return true;
  }

  paintAll() {
    wipe(this.paper);
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
    const { node } = over ?? {};
    if (node) this.drawEdges(this.places.edges.filter((edge) => touches(edge, node)));
    const lit = frame.lit.map((place) => this.edge(place)).filter((edge) => edge !== undefined);
    for (const edge of lit) this.mark(edge, this.theme.primary);
    const chosen = this.edge(frame.edge ?? []);
    if (chosen) this.mark(chosen, this.theme.primary);
    if (over?.edge) this.mark(over.edge, css(this.theme.text));
    this.drawPicture();
    this.drawNodes();
  }

  /**
   * The edge of a weight, if it is shown.
   *
   * @param {number[]} weight
   */
  edge([l, j, k]) {
    return this.places.edges.find((edge) =>
      edge.l === l && edge.j === j && (edge.summed ? k >= 0 : edge.k === k)
    );
  }

  /**
   * An edge's value.
   *
   * @param {Edge} edge
   */
  weight({ l, j, k, summed }) {
    return this.layers[l].w[summed ? j : j * this.frame.layers[l - 1].names.length + k];
  }

  drawTitles() {
    const { brush, theme } = this;
    brush.font = `12px ${theme.font}`;
    brush.fillStyle = theme.soft;
    brush.textAlign = "center";
    brush.textBaseline = "top";
    for (const { title, size, x, room, hidden, end } of this.places.columns) {
      const texts = [`${title}: ${size}`, title.replace("hidden layer", "hidden"), String(size)];
      const text = texts.find((text) => brush.measureText(text).width <= room) ?? "";
      const half = brush.measureText(text).width / 2;
      brush.fillText(text, Math.max(half, Math.min(this.width(this.stage) - half, x)), 2);
      if (hidden > 0) brush.fillText(`… ${hidden} more`, x, end + 2);
    }
  }

  /**
   * The weak ones first. Each line by itself: without a graphics card many in one path take twice
   * as long.
   *
   * @param {Edge[]} edges
   */
  drawEdges(edges) {
    const { brush, frame } = this;
    /** @type {Edge[][]} */
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

  /** @param {Edge} edge */
  line({ x1, y1, x2, y2 }) {
    const { brush } = this;
    brush.beginPath();
    brush.moveTo(x1, y1);
    brush.lineTo(x2, y2);
    brush.stroke();
  }

  /**
   * @param {Edge} edge
   * @param {string} colour
   */
  mark(edge, colour) {
    const { brush } = this;
    brush.strokeStyle = colour;
    brush.lineWidth = 8;
    brush.globalAlpha = 0.45;
    this.line(edge);
    brush.globalAlpha = 1;
    this.drawEdges([edge]);
  }

  /**
   * Write values, -127..127, into the small canvas: one image below the other.
   *
   * @param {number} cols
   * @param {number} rows of all
   * @param {Values[]} values
   */
  image(cols, rows, values) {
    const { canvas, brush } = this.small;
    if (!this.pixels || canvas.width !== cols || canvas.height !== rows) {
      [canvas.width, canvas.height] = [cols, rows];
      this.pixels = brush.createImageData(cols, rows);
    }
    const { table } = this.colours;
    const pixels = new Uint32Array(this.pixels.data.buffer);
    let at = 0;
    for (const part of values) {
      for (let i = 0; i < part.length; i++) pixels[at++] = table[part[i] & 255];
    }
    brush.putImageData(this.pixels, 0, 0);
    return canvas;
  }

  drawPicture() {
    const { picture: box } = this.places;
    const { picture: shape } = this.frame.layers[0];
    if (!box || !shape) return;
    const { brush } = this;
    const [rows, cols] = shape;
    const small = this.image(cols, rows, [this.layers[0].values.map((v) => Math.round(FULL * v))]);
    brush.imageSmoothingEnabled = false;
    brush.drawImage(small, box.x, box.y, box.width, box.height);
    brush.strokeStyle = this.theme.soft;
    brush.lineWidth = 1;
    brush.strokeRect(box.x, box.y, box.width, box.height);
  }

  drawNodes() {
    const { brush, frame, theme, places, layers } = this;
    const { node, last } = places;
    const { n, edge } = frame;
    const maps = n ? this.image(n, n * places.nodes.length, layers.map(({ maps }) => maps)) : null;
    if (maps) brush.imageSmoothingEnabled = true;
    brush.font = `${Math.min(12, places.pitch)}px ${theme.font}`;
    brush.textBaseline = "middle";
    places.nodes.forEach(({ l, j, x, y, name }, i) => {
      const chosen = edge !== null && edge[0] === l && edge[1] === j;
      const [left, top] = [x - node / 2, y - node / 2];
      brush.beginPath();
      if (maps) {
        brush.rect(left, top, node, node);
        brush.drawImage(maps, 0, i * n, n, n, left, top, node, node);
      } else {
        brush.arc(x, y, node / 2, 0, 2 * Math.PI);
        brush.fillStyle = this.colours.css[colourOf(layers[l].values[j] / frame.layers[l].scale)];
        brush.fill();
      }
      brush.strokeStyle = chosen ? theme.primary : theme.soft;
      brush.lineWidth = chosen ? 2.5 : 1;
      brush.stroke();
      if (l) this.drawBias(left, y + node / 2, layers[l].b[j], chosen && edge[2] < 0);
      if (l && l < last) return;
      brush.fillStyle = css(theme.text);
      brush.textAlign = l ? "left" : "right";
      brush.fillText(name, x + (l ? 1 : -1) * (node / 2 + 6), y, 110);
    });
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} b
   * @param {boolean} chosen
   */
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

  /**
   * What lies at a place, if anything.
   *
   * @param {[x: number, y: number]} at
   * @returns {Hit | undefined}
   */
  find(at) {
    const [x, y] = at;
    const { node: side, nodes, edges, picture } = this.places;
    const reach = side / 2 + 4;
    const node = nodes.find((one) => Math.abs(one.x - x) <= reach && Math.abs(one.y - y) <= reach);
    if (node) return { node };
    const inPicture = picture && x >= picture.x && x <= picture.x + picture.width &&
      Math.abs(y - picture.y - picture.height / 2) <= picture.height / 2;
    if (inPicture) return { picture };
    let found;
    let least = NEAR;
    for (const edge of edges) {
      const far = distance(edge, at);
      if (far < least) [found, least] = [edge, far];
    }
    return found && { edge: found };
  }

  /** @param {[x: number, y: number]} [at] */
  point(at) {
    this.pointed = at;
    if (!this.places) return;
    const before = this.over;
    this.over = at && this.find(at);
    this.canvas.style.cursor = this.over && !this.over.picture ? "pointer" : "default";
    if (before?.node !== this.over?.node || before?.edge !== this.over?.edge) this.paintAll();
    this.tell();
  }

  /**
   * From unit to unit: within a layer, or to the next one.
   *
   * @param {number} across
   * @param {number} down
   */
  readNext(across, down) {
    const { nodes } = this.places;
    const here = nodes[Math.min(this.unit, nodes.length - 1)];
    if (!here) return undefined;
    const far = (/** @type {Node} */ { l, y }) => 1e4 * Math.abs(l - here.l) + Math.abs(y - here.y);
    const [next = here] = nodes
      .filter(({ l, j }) =>
        across ? (l - here.l) * across > 0 : l === here.l && (j - here.j) * down > 0
      )
      .sort((a, b) => far(a) - far(b));
    this.unit = nodes.indexOf(next);
    this.point([next.x, next.y]);
    return this.inWords();
  }

  tell() {
    if (!this.pointed) this.over = undefined;
    const { over, frame, pointed } = this;
    this.closeUp.canvas.hidden = !(over?.node && frame.n);
    if (!pointed || !over) return this.hideTip();
    const [x, y] = pointed;
    if (over.node) this.tellNode(over.node);
    else if (over.edge) this.tellEdge(over.edge, x, y);
    else this.showTip(x, y, `${frame.layers[0].size} inputs`, frame.answers);
  }

  /** @param {Node} node */
  tellNode(node) {
    const { frame, layers, places } = this;
    const { l, j, name, x, y } = node;
    const bias = l ? `bias = ${signed(layers[l].b[j])}\n` : "";
    const layer = l && l < places.last ? ` of ${frame.layers[l].title}` : "";
    const what = `${bias}${name}${layer}, ${frame.answers}`;
    const room = frame.n ? this.magnify(node) : undefined;
    const value = `activation = ${signed(layers[l].values[j])}`;
    this.showTip(x, y - places.node / 2, value, what, room);
  }

  /**
   * @param {Edge} edge
   * @param {number} x
   * @param {number} y
   */
  tellEdge(edge, x, y) {
    const { layers } = this.frame;
    const value = signed(this.weight(edge));
    const to = layers[edge.l].names[edge.j];
    if (edge.summed) {
      const norm = `norm of ${layers[0].size} weights = ${value.slice(1)}`;
      const click = "A click takes the brightest pixel's.";
      return this.showTip(x, y, norm, `all pixels → ${to}\n${click}`);
    }
    this.showTip(x, y, `weight = ${value}`, `${layers[edge.l - 1].names[edge.k]} → ${to}`);
  }

  /**
   * Draw a unit's map large, into the tooltip; return the room that this wants.
   *
   * @param {Node} node
   */
  magnify(node) {
    const { canvas, brush } = this.closeUp;
    const { n } = this.frame;
    const side = Math.round(CLOSE_UP * this.ratio);
    if (canvas.width !== side) canvas.width = canvas.height = side;
    // from the middle of the outer values on: beyond them lie those of other units
    const top = this.places.nodes.indexOf(node) * n + 0.5;
    brush.drawImage(this.small.canvas, 0.5, top, n - 1, n - 1, 0, 0, side, side);
    return CLOSE_UP + 90;
  }

  // Tell Python which weight was clicked: layer, unit, input; at a unit its bias.
  press() {
    const { node, edge } = this.over ?? {};
    if (node?.l) this.component.setStateValue("edge", [node.l, node.j, -1]);
    else if (edge) {
      const { values } = this.layers[0];
      const input = edge.summed ? values.indexOf(Math.max(...values)) : edge.k;
      this.component.setStateValue("edge", [edge.l, edge.j, input]);
    }
  }
}

/**
 * Whether an edge begins or ends at a unit.
 *
 * @param {Edge} edge
 * @param {Node} node
 */
const touches = (edge, { l, j }) =>
  (edge.l === l && edge.j === j) || (edge.l === l + 1 && (edge.summed ? l === 0 : edge.k === j));

/** @param {import("../kit/streamlit.d.ts").Component} component */
export default (component) => mount(NetworkDiagram, component);
