// Where units and lines of the network stand in the box that is there for them. Arithmetic only.

/** @typedef {"plane" | "picture" | "row"} Kind */
/** `names` is the width of the inputs' names. @typedef {{ w: number, h: number, phone: boolean, big: boolean, names: number }} Box */
/** A unit: layer and place in it, its middle and its size. @typedef {{ l: number, j: number, x: number, y: number, s: number, picture?: boolean }} Node */
/** @typedef {{ l: number, j: number, k: number, from: Node, to: Node, summed: boolean }} Edge */
/** @typedef {{ box: Box, kind: Kind, top: number, mid: number, bottom: number, x: number[], nodes: Node[][], edges: Edge[], more: number[], unit: number }} Places */

export const MOST = { plane: 10, picture: 12, row: 16 }; // units drawn of a hidden layer

/** @param {number} v @param {number} low @param {number} high */
export const clamp = (v, low, high) => Math.max(low, Math.min(high, v));

/**
 * How many units of each layer are drawn.
 * @param {Kind} kind @param {number[]} sizes @param {Box} box
 */
export function drawn(kind, sizes, { phone, h }) {
  const hidden = kind === "picture"
    ? (phone ? 8 : h < 470 ? 12 : 16)
    : phone && kind === "plane"
    ? 8
    : MOST[kind];
  return sizes.map((size, l) => {
    if (kind === "picture" && l === 0) return 1;
    if (kind === "picture" && l === sizes.length - 1) return Math.min(size, 11);
    if (kind === "row" && l === 0) return Math.min(size, 10);
    return Math.min(size, hidden);
  });
}

/**
 * Where everything stands.
 * @param {Kind} kind @param {number[]} sizes all layers, inputs first @param {Box} box
 * @returns {Places}
 */
export function places(kind, sizes, box) {
  const { w, h, phone, big } = box;
  const last = sizes.length - 1;
  const shown = drawn(kind, sizes, box);
  const top = big ? 74 : phone ? 40 : 66;
  const foot = shown.some((n, l) => l && n < sizes[l]) ? (phone ? 20 : 24) : 0;
  const room = h - top - (phone ? 4 : 8);
  const mid = top + room / 2;
  const two = kind === "picture" && last > 1 && w / last > 160; // columns of the first hidden layer, half a tile apart
  const rows = Math.max(1, ...shown.slice(1, -1).map((n, i) => (two && i === 0 ? n / 2 + 0.5 : n)));
  const pitch = Math.min((room - foot) / rows, kind === "row" ? 120 : big ? 92 : 84);
  const unit = kind === "row"
    ? Math.min(pitch * 0.62, big ? 92 : 64)
    : Math.min(pitch - (phone ? 4 : 8), 76);
  const outputs = shown[last];
  const out = kind === "plane" && outputs === 1
    ? big ? 96 : phone ? 50 : w > 800 ? 90 : 66
    : Math.min(kind === "picture" ? 30 : big ? 72 : phone ? 44 : 54, room / outputs - 6);
  const left = kind === "picture"
    ? (phone ? 46 : clamp(w * 0.13, 58, 110))
    : box.names + (kind === "row" ? 36 : unit * 0.43 + 12);
  const right = w -
    (kind === "row"
      ? (phone ? 72 : 84)
      : kind === "picture"
      ? (phone ? 22 : 40)
      : out / 2 + (outputs > 1 ? 70 : phone ? 8 : 26));
  const x = sizes.map((_, l) => left + ((right - left) * l) / last);
  const nodes = sizes.map((_, l) => column(l));
  if (kind === "picture") x[0] = nodes[0][0].x;

  /** @param {number} l @returns {Node[]} */
  function column(l) {
    const n = shown[l];
    if (kind === "picture" && l === 0) {
      const s = phone ? 84 : clamp((w * 0.44) / last, 84, 190);
      return [{
        l,
        j: 0,
        x: x[0] + (phone ? 0 : s / 2 - left + 4),
        y: mid - foot / 2,
        s,
        picture: true,
      }];
    }
    if (two && l === 1) {
      const apart = unit + (phone ? 12 : 30);
      return Array.from(
        { length: n },
        (_, j) => ({
          l,
          j,
          x: x[1] + ((j % 2) - 0.5) * apart,
          y: top + (Math.floor(j / 2) + 0.5 + (j % 2) / 2) * pitch,
          s: unit,
        }),
      );
    }
    const s = l === last
      ? out
      : l === 0
      ? (kind === "row" ? Math.min(room / n - 5, big ? 44 : 34) : unit * 0.86)
      : unit;
    const step = l === last && n > 1
      ? Math.min(room / n, kind === "picture" ? room : big ? 130 : 96)
      : l === 0
      ? (kind === "row" ? room / n : Math.min(pitch * 2, 110, room / n))
      : Math.min(pitch, (room - foot) / n);
    const up = l === last && n === 1 ? (phone ? 24 : 30) : 0; // the cost stands below
    const centre = l === last || l === 0 ? mid : mid - foot / 2;
    return Array.from(
      { length: n },
      (_, j) => ({
        l,
        j,
        x: x[l],
        y: centre + (j - (n - 1) / 2) * step - up,
        s: Math.min(s, step - 2 || s),
      }),
    );
  }

  /** @type {Edge[]} */
  const edges = [];
  for (let l = 1; l <= last; l++) {
    for (const to of nodes[l]) {
      for (const from of nodes[l - 1]) {
        edges.push({ l, j: to.j, k: from.j, from, to, summed: Boolean(from.picture) });
      }
    }
  }
  const more = sizes.map((size, l) => (kind === "picture" && l === 0 ? 0 : size - shown[l]));
  return { box, kind, top, mid, bottom: h - 4, x, nodes, edges, more, unit };
}

/** A line as a Bézier curve: [x1, y1, a, b, c, d, x2, y2]. @param {Edge} edge */
export function curve({ from, to }) {
  const x1 = from.x + from.s / 2;
  const x2 = to.x - to.s / 2;
  const bend = (x2 - x1) * 0.5;
  return [x1, from.y, x1 + bend, from.y, x2 - bend, to.y, x2, to.y];
}

/** The point at a share t of the way along a curve. @param {number[]} curve @param {number} t */
export function along([x1, y1, a, b, c, d, x2, y2], t) {
  const u = 1 - t;
  const [p, q, r, s] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return [p * x1 + q * a + r * c + s * x2, p * y1 + q * b + r * d + s * y2];
}

/** The unit at a point, or none. @param {Places} places @param {number} x @param {number} y */
export function unitAt({ nodes }, x, y) {
  return nodes.flat().find((n) =>
    Math.abs(n.x - x) < n.s / 2 + 2 && Math.abs(n.y - y) < n.s / 2 + 2
  );
}

/**
 * The line nearest to a point, within `reach` pixels, or none.
 * @param {Places} places @param {number} x @param {number} y @param {number} reach
 */
export function lineAt({ edges }, x, y, reach) {
  let nearest;
  let least = reach;
  for (const edge of edges) {
    const k = curve(edge);
    if (edge.summed || x < k[0] || x > k[6]) continue;
    for (let i = 0; i <= 24; i++) {
      const [px, py] = along(k, i / 24);
      const far = Math.hypot(px - x, py - y);
      if (far < least) [least, nearest] = [far, edge];
    }
  }
  return nearest;
}
