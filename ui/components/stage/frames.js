// What the frames of the stage hold, by name. See ui/views/network.py, flow.py and timeline.py.

/** @typedef {import("./layout.js").Kind} Kind */
/**
 * The network at one moment; by layer, 0 the inputs.
 * @typedef {{ kind: Kind, sizes: number[], activations: string[], inputs: string[], outputs: string[], classes: string[],
 *   regression: boolean, scales: number[], n: number, shape: number[] | null, sample: number, label: number | null,
 *   target: number, middle: number, spread: number, steps: number, a: Float32Array[], w: Float32Array[], b: Float32Array[], maps: Int8Array[],
 *   tiles: Int8Array, importance: Float32Array, alt: string }} Net
 */
/**
 * One step; `a`, `delta`, weights `before` and `after` and their gradient `nabla` by layer.
 * @typedef {{ number: number, sample: number, m: number, cost: number, wanted: number[], eta: number, optimizer: string, point: number[],
 *   a: Float32Array[], delta: Float32Array[], before: Float32Array[], nabla: Float32Array[], after: Float32Array[] }} Flow
 */
/**
 * @typedef {{ run: string, playing: boolean, past: boolean, steps: number, now: number, epoch: number, end: number, cost: number,
 *   good: number | null, regression: boolean, eta: number, speed: number, trouble: string, notice: string, marks: [number, string][],
 *   epochs: Float32Array, costs: Float32Array, moments: Float32Array, momentEpochs: Float32Array, here: number }} Timeline
 */

/**
 * A small picture: values −127 to 127, row by row. See ui/views/thumbs.py.
 * @typedef {{ kind: string, rows: number, columns: number, values: Int8Array }} Small
 */

/** @param {any} frame @returns {Map<string, Small>} by the name of its view */
export function smallOf({ names, kinds, shapes, arrays }) {
  return new Map(names.map((/** @type {string} */ name, /** @type {number} */ i) => {
    const [rows, columns] = shapes[i];
    return [name, { kind: kinds[i], rows, columns, values: arrays[i] }];
  }));
}

/** @param {any} frame @returns {Net} */
export function netOf(frame) {
  const { arrays, sizes } = frame;
  const L = sizes.length - 1;
  const net = { ...frame, a: [arrays[0]], w: [new Float32Array()], b: [new Float32Array()] };
  let at = 1;
  for (let l = 1; l <= L; l++) {
    net.a[l] = arrays[at++];
    net.w[l] = arrays[at++];
    net.b[l] = arrays[at++];
  }
  net.maps = arrays.slice(at, at + L + 1);
  [net.tiles, net.importance] = arrays.slice(at + L + 1);
  return net;
}

/** @param {any} frame @returns {Flow | null} none before the first step, or where a network is too large */
export function flowOf(frame) {
  const { arrays, number } = frame;
  if (!number) return null;
  const empty = new Float32Array();
  const flow = {
    ...frame,
    a: [arrays[0]],
    delta: [empty],
    before: [empty],
    nabla: [empty],
    after: [empty],
  };
  for (let at = 1, l = 1; at < arrays.length; at += 5, l++) {
    [flow.a[l], flow.delta[l], flow.before[l], flow.nabla[l], flow.after[l]] = arrays.slice(
      at,
      at + 5,
    );
  }
  return flow;
}

/** @param {any} frame @returns {Timeline} */
export function timelineOf(frame) {
  const [epochs, costs, moments, momentEpochs] = frame.arrays;
  const last = epochs.length - 1;
  const later = frame.past
    ? epochs.findIndex((/** @type {number} */ e) => e > frame.epoch + 1e-6)
    : -1;
  const here = later < 0 ? last : Math.max(0, later - 1);
  return { ...frame, epochs, costs, moments, momentEpochs, here, cost: costs[here] ?? 0 };
}

/** The place of the largest value. @param {ArrayLike<number>} values */
function largest(values) {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[best]) best = i;
  return best;
}

/** The class that outputs stand for. @param {ArrayLike<number>} a */
export const classOf = (a) => (a.length === 1 ? Number(a[0] >= 0.5) : largest(a));

/** A line's weight out of a layer's drawn weights. @param {ArrayLike<number>} w @param {{ j: number, k: number, summed: boolean }} edge @param {number} across */
export const weightOf = (w, { j, k, summed }, across) => w[summed ? j : j * across + k];

/** Units of a layer that a frame has at most; see ``MOST`` in ui/views/network.py. */
export const SENT = { plane: 10, picture: 16, row: 16 };

/** How many weights a row of a layer's drawn weights has. @param {Net} net @param {number} l */
export const acrossOf = (net, l) =>
  net.kind === "picture" && l === 1 ? 1 : Math.min(net.sizes[l - 1], SENT[net.kind]);
