import { at, costOf, pieces, seen, shares } from "./relief.js";

/** @param {unknown} a @param {unknown} b */
function same(a, b) {
  if (JSON.stringify(a) !== JSON.stringify(b)) {
    throw new Error(`${JSON.stringify(a)} is not ${JSON.stringify(b)}`);
  }
}
const rounded = (/** @type {number} */ v) => Math.round(1e6 * v) / 1e6;

Deno.test("shares go from the lowest to the highest, and back to costs", () => {
  const found = shares([2, 3, 6, NaN, Infinity], 2, 6);
  same([...found.slice(0, 3)], [0, 0.5, 1]);
  same(Number.isNaN(found[3]) && Number.isNaN(found[4]), true);
  same([...found.slice(0, 3)].map((share) => costOf(share, 2, 6)), [2, 3, 6]);
  same([...shares([5, 5], 5, 5)], [0, 0]);
});

Deno.test("between four places the value is between theirs", () => {
  const values = [0, 1, 2, 3]; // 2 above 0, 3 above 1
  same([at(values, 2, 0, 0), at(values, 2, 1, 0), at(values, 2, 0, 1)], [0, 1, 2]);
  same(at(values, 2, 0.5, 0.5), 1.5);
  same(at(values, 2, 7, -7), 1);
});

Deno.test("what is higher is seen higher, what is behind too, and a turn brings it to the front", () => {
  const [x, y] = seen(0.5, 0.5, 0.5, 0);
  same([x, y].map((v) => Math.abs(rounded(v))), [0, 0]);
  same(seen(0.5, 0.5, 1, 0)[1] < y, true);
  same(seen(0.5, 1, 0.5, 0)[1] < y, true);
  same(seen(0.5, 1, 0.5, Math.PI)[1] > y, true);
});

Deno.test("pieces behind come first, and those without a height not at all", () => {
  const found = pieces([0, 0, 0, 0, 0, 0, 0, 0, NaN], 3, 0);
  same(found.length, 3);
  same(found[0].behind > found[2].behind, true);
});
