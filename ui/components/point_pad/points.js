// Points of classes: as text and back, counted, set and erased.

/** @typedef {{ x: number, y: number, c: number }} Point a place in -1..1, and a class from 0 */

export const CLASSES = "ABCDE";
const APART = 0.09; // between two points of one stroke
const ERASER = 0.08; // how far it reaches

/**
 * @param {string} text "0.25 -0.5 A", one a line
 * @returns {Point[]}
 */
export function read(text) {
  return text.split("\n").filter((line) => line.trim()).map((line) => {
    const [x, y, name] = line.trim().split(/\s+/);
    return { x: Number(x), y: Number(y), c: CLASSES.indexOf(name) };
  });
}

/** @param {Point[]} points */
export function write(points) {
  return points.map(({ x, y, c }) => `${x} ${y} ${CLASSES[c]}`).join("\n");
}

/**
 * To two decimals, within the square.
 *
 * @param {number} value
 */
export function placed(value) {
  return Math.round(100 * Math.max(-1, Math.min(1, value))) / 100 + 0;
}

/**
 * Whether a stroke that left its last point there leaves another one here.
 *
 * @param {Point | undefined} last
 * @param {number} x
 * @param {number} y
 */
export function apart(last, x, y) {
  return !last || Math.hypot(last.x - x, last.y - y) >= APART;
}

/**
 * Those that an eraser leaves.
 *
 * @param {Point[]} points
 * @param {number} x
 * @param {number} y
 */
export function erased(points, x, y) {
  return points.filter((point) => Math.hypot(point.x - x, point.y - y) > ERASER);
}

/**
 * How many there are, in words.
 *
 * @param {Point[]} points
 */
export function counted(points) {
  if (!points.length) return "No points yet.";
  const parts = [...CLASSES].map((name, c) => [name, points.filter((p) => p.c === c).length])
    .filter(([, n]) => n).map(([name, n]) => `${n} of ${name}`);
  return `${points.length} ${points.length === 1 ? "point" : "points"}: ${parts.join(", ")}.`;
}
