// Where units and edges of a network stand: it depends on the layers and the room only, so nothing
// ever moves.

/**
 * @typedef {object} Node a unit
 * @property {number} l
 * @property {number} j
 * @property {string} name
 * @property {number} x of its middle
 * @property {number} y
 */

/**
 * @typedef {object} Edge a weight; or, to a unit, all of a picture's
 * @property {number} l
 * @property {number} j
 * @property {number} k
 * @property {boolean} summed
 * @property {number} x1
 * @property {number} y1
 * @property {number} x2
 * @property {number} y2
 */

/** @typedef {{ x: number, y: number, width: number, height: number }} Box */
/** @typedef {ReturnType<typeof layOut>} Places */

const ABOVE = 22; // pixels for titles
const MORE = 18; // for how many units are not shown
const PICTURE = 112; // across, at most
const NODE = 12; // at least, where there is room

/**
 * Not taller than `most`, down to units of 8 pixels.
 *
 * @param {Pick<import("../kit/wire.d.ts").Column, "title" | "size" | "names" | "picture">[]} layers
 * @param {number} width
 * @param {(text: string) => number} measure
 */
export function layOut(layers, width, measure, most = Infinity) {
  const last = layers.length - 1;
  const shown = layers.map((layer) => layer.names.length);
  const rows = Math.max(...shown);
  const widest = (/** @type {{ names: string[] }} */ { names }) =>
    Math.min(width * 0.2, 110, Math.max(0, ...names.map(measure)));
  const more = layers.some((layer, l) => shown[l] && layer.size > shown[l]);
  const below = more ? MORE : 4;
  const room = most - ABOVE - below;
  const liked = Math.max(25, Math.min(46, Math.floor(400 / rows)));
  const pitch = Math.max(9, Math.min(liked, Math.floor(room / rows)));
  const { picture } = layers[0];
  const pictured = picture ? Math.max(28, Math.min(PICTURE, 0.25 * width, room - 8)) : 0;
  let node = pitch - 5;
  const left = picture ? pictured / 2 : widest(layers[0]) + 12 + node / 2;
  const right = widest(layers[last]) + 12 + node / 2;
  const step = (width - left - right) / last;
  node = Math.max(Math.min(NODE, pitch - 1), Math.min(node, 0.62 * step));
  const tall = Math.max(rows * pitch, picture ? pictured + 8 : 0);
  const middle = ABOVE + tall / 2;
  const columns = layers.map(({ title, size, names }, l) => {
    const start = middle - (names.length * pitch) / 2;
    return {
      title,
      size,
      x: left + l * step,
      room: step - 8,
      hidden: names.length && size - names.length,
      start,
      end: start + names.length * pitch,
    };
  });
  /** @type {Node[][]} */
  const places = layers.map(({ names }, l) => {
    const { x, start } = columns[l];
    return names.map((name, j) => ({ l, j, name, x, y: start + (j + 0.5) * pitch }));
  });
  /** @type {Box | undefined} */
  const image = picture
    ? {
      x: left - pictured / 2,
      y: middle - pictured / 2,
      width: pictured,
      height: (pictured * picture[0]) / picture[1],
    }
    : undefined;
  /** @type {Edge[]} */
  const edges = [];
  for (let l = 1; l <= last; l++) {
    const summed = l === 1 && picture !== null;
    const sources = summed ? [{ x: left + pictured / 2 - node / 2, y: middle }] : places[l - 1];
    places[l].forEach((to, j) =>
      sources.forEach((from, k) => {
        const [x1, x2] = [from.x + node / 2, to.x - node / 2];
        edges.push({ l, j, k, summed, x1, y1: from.y, x2, y2: to.y });
      })
    );
  }
  const nodes = places.flat();
  const height = ABOVE + tall + below;
  return { height, pitch, node, nodes, columns, edges, picture: image, last };
}

/**
 * How far a place is from an edge.
 *
 * @param {Pick<Edge, "x1" | "y1" | "x2" | "y2">} edge
 * @param {[x: number, y: number]} place
 */
export function distance({ x1, y1, x2, y2 }, [x, y]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const t = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}
