import { equal, ok } from "node:assert/strict";
import { curve, lineAt, places, unitAt } from "./layout.js";

/** @typedef {import("./layout.js").Kind} Kind */
const BOXES = [[701, 401], [686, 581], [1014, 725], [358, 252]];
/** @type {[Kind, number[]][]} */
const NETS = [
  ["plane", [2, 8, 8, 1]],
  ["plane", [7, 16, 16, 16, 3]],
  ["plane", [2, 1]],
  ["picture", [784, 30, 10]],
  ["picture", [784, 30, 30, 30, 30, 10]],
  ["picture", [784, 10]],
  ["row", [10, 3, 2]],
  ["row", [30, 60, 1]],
];

const laid = (/** @type {Kind} */ kind, /** @type {number[]} */ sizes, [w, h] = BOXES[0]) =>
  places(kind, sizes, { w, h, phone: w < 400, big: false, names: 22 });

Deno.test("every unit lies inside the box, and no two of a column overlap", () => {
  for (const [kind, sizes] of NETS) {
    for (const box of BOXES) {
      const { nodes } = laid(kind, sizes, box);
      const what = JSON.stringify([kind, sizes, box]);
      for (const layer of nodes) {
        for (const { x, y, s } of layer) {
          ok(x - s / 2 >= -1 && x + s / 2 <= box[0] + 1, `x ${x} ${s} ${what}`);
          ok(y - s / 2 >= 0 && y + s / 2 <= box[1] + 1, `y ${y} ${s} ${what}`);
        }
        layer.forEach((a, i) =>
          layer.slice(i + 1).forEach((b) => {
            const apart = Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y));
            ok(apart >= (a.s + b.s) / 2 - 1, `overlap ${what}`);
          })
        );
      }
    }
  }
});

Deno.test("layers stand from left to right, and each unit is joined to all of the layer before", () => {
  for (const [kind, sizes] of NETS) {
    const { x, nodes, edges } = laid(kind, sizes);
    for (let l = 1; l < x.length; l++) ok(x[l] > x[l - 1]);
    const pairs = nodes.slice(1).reduce((sum, layer, l) => sum + layer.length * nodes[l].length, 0);
    equal(edges.length, pairs);
  }
});

Deno.test("what is not drawn is counted", () => {
  const { nodes, more } = laid("plane", [2, 16, 8, 1]);
  equal(nodes[1].length, 10);
  equal(more[1], 6);
  equal(more[2], 0);
});

Deno.test("a unit and a line are found where they are drawn, and nothing elsewhere", () => {
  const P = laid("plane", [2, 8, 8, 1]);
  const unit = P.nodes[1][3];
  equal(unitAt(P, unit.x, unit.y), unit);
  const edge = P.edges.find((e) => e.l === 3 && e.k === 0);
  ok(edge);
  const [x1, y1] = curve(edge);
  equal(lineAt(P, x1 + 3, y1, 7), edge);
  equal(unitAt(P, 1, 1), undefined);
  equal(lineAt(P, 1, 1, 7), undefined);
});
