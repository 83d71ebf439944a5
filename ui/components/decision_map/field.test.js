import { equal } from "node:assert/strict";
import { between, finer } from "./field.js";

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
  const fine = finer(field, N, 2);
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
