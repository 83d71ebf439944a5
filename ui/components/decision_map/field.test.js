import { deepEqual as same, equal } from "node:assert/strict";
import { between, border, finer, leads, squeezed as squeeze, unsqueezed } from "./field.js";

// Two outputs over three times three cells: v = x + 10 y, and its negative.
const N = 3;
const plane = Array.from({ length: N * N }, (_, i) => (i % N) + 10 * Math.floor(i / N));
const field = Float32Array.from([...plane, ...plane.map((v) => -v)]);

Deno.test("between the middles of cells values are the plane's own", () => {
  equal(between(field, N, 0, 1, 1), 11);
  equal(between(field, N, 0, 0.5, 1.25), 13);
  equal(between(field, N, 1, 0.5, 1.25), -13);
});

Deno.test("beyond the outermost middles they stay as they are there", () => {
  equal(between(field, N, 0, -0.5, 0), 0);
  equal(between(field, N, 0, 2.5, 2.5), 22);
});

Deno.test("a finer field has the same values, at three times as many places", () => {
  const fine = finer(field, N, 2, 3);
  equal(fine.n, 9);
  equal(fine.field.length, 2 * 81);
  for (let i = 0; i < 9; i++) {
    for (let j = 0; j < 9; j++) {
      const expected = between(field, N, 0, (j + 0.5) / 3 - 0.5, (i + 0.5) / 3 - 0.5);
      equal(Math.abs(fine.field[9 * i + j] - expected) < 1e-5, true);
      equal(fine.field[81 + 9 * i + j], -fine.field[9 * i + j]);
    }
  }
});

const KNEE = 4;
const squeezed = (/** @type {number} */ v) => squeeze(v, KNEE);

Deno.test("distances come back nearly as they were, the far ones far, and what is none as none", () => {
  for (const distance of [-20, -1, -0.1, 0, 0.5, 3, 40]) {
    const [found] = unsqueezed([squeezed(distance)], KNEE);
    equal(Math.abs(found - distance) <= 0.02 + 0.15 * Math.abs(distance), true, `${distance}`);
  }
  equal(unsqueezed([squeezed(1e6)], KNEE)[0] > 1000, true);
  equal(Number.isNaN(unsqueezed([squeezed(NaN)], KNEE)[0]), true);
});

// How far the ends of a border's pieces are from where a function is 0, at most, in cells.
function missed(
  /** @type {number[]} */ pieces,
  /** @type {(x: number, y: number) => number} */ off,
) {
  const ends = pieces.flatMap((x, i) => (i % 2 ? [] : [[x, pieces[i + 1]]]));
  return Math.max(...ends.map(([x, y]) => Math.abs(off(x, y))));
}

Deno.test("a border is where values are 0: a circle is round, whatever is made of its inside", () => {
  const n = 64;
  const from = (/** @type {number} */ x, /** @type {number} */ y) =>
    Math.hypot(x - 30, y - 33) - 20;
  const at = (/** @type {number} */ steep) =>
    Float32Array.from({ length: n * n }, (_, i) => {
      const distance = steep * from((i % n) + 0.5, Math.floor(i / n) + 0.5);
      return unsqueezed([squeezed(distance)], KNEE)[0];
    });
  for (const steep of [0.5, 5, 25]) {
    const pieces = border(at(steep), n);
    equal(pieces.length > 4 * 100, true);
    equal(missed(pieces, from) < 0.15, true, `${steep}: ${missed(pieces, from)}`);
  }
});

Deno.test("a border runs on to the edge of the plane, and there is none where all is one side", () => {
  const upright = border(Float32Array.from([-1, 1, -1, 1]), 2);
  same([Math.min(...upright), Math.max(...upright)], [-0.5, 2.5]);
  same(upright.filter((_, i) => i % 2 === 0), upright.filter((_, i) => i % 2 === 0).map(() => 1));
  same(border(Float32Array.of(1, 2, 3, 4), 2), []);
  same(border(Float32Array.of(NaN, NaN, NaN, NaN), 2), []);
});

Deno.test("where two pieces cross a cell, the side of its middle is in one piece", () => {
  const within = (/** @type {number[]} */ pieces) => {
    const found = [];
    for (let i = 0; i < pieces.length; i += 4) {
      const piece = pieces.slice(i, i + 4);
      if (piece.every((v) => v >= 0.5 && v <= 1.5)) found.push(piece);
    }
    return found;
  };
  // orange in the corners at the top right and the lower left, which the blue middle parts
  same(within(border(Float32Array.of(3, -1, -1, 3), 2)), [[1.25, 0.5, 1.5, 0.75], [
    0.75,
    1.5,
    0.5,
    1.25,
  ]]);
  // and here blue ones, which the orange middle parts
  same(within(border(Float32Array.of(1, -3, -3, 1), 2)), [[1.5, 1.25, 1.25, 1.5], [
    0.5,
    0.75,
    0.75,
    0.5,
  ]]);
});

Deno.test("an output leads by what it has more than the best of the others", () => {
  same([...leads(Float32Array.of(3, 0, 1, 5, -2, 2), 1, 6)], [-2, -5, -4, 2, -7, -3]);
});
