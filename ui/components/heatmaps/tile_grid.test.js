import { deepEqual as same, equal } from "node:assert/strict";
import { GAP, LIKED, tileGrid } from "./tile_grid.js";
import { inCell, long, short } from "./values.js";

Deno.test("tiles fill the width and none is too small to be seen", () => {
  for (const n of [1, 3, 10, 30, 100]) {
    for (const width of [320, 700, 1080]) {
      const { across, size } = tileGrid(n, 28, width, 1, LIKED);
      equal(across * size + (across - 1) * GAP <= width + 1e-9, true);
      equal(size >= 28 && size <= 2 * LIKED, true);
      equal(across <= n, true);
    }
  }
});

Deno.test("tiles take whole pixels of the screen where that costs little", () => {
  equal(tileGrid(10, 28, 10 * 86 + 9 * GAP, 1, LIKED).size, 3 * 28);
  equal(tileGrid(10, 28, 10 * 86 + 9 * GAP, 2, LIKED).size, 6 * 28 / 2);
});

Deno.test("numbers on scales, in tooltips and in cells", () => {
  same([0, 0.5, 1234, 0.001].map((v) => short(v, "")), ["0", "0.5", "1.2·10³", "1.0·10⁻³"]);
  same([0.125, 1].map((v) => short(v, "share")), ["12.5%", "100%"]);
  same([-0.125, 0, 3, 12345].map((v) => long(v, "")), ["−0.125", "0", "+3.00", "+1.23·10⁴"]);
  equal(long(7.2, "count"), "7");
  same([NaN, -0.128, 31.4, 999, -4321].map((v) => inCell(v, "")), [
    "?",
    "−0.13",
    "31.4",
    "999",
    "−4·10³",
  ]);
  same([0, 12].map((v) => inCell(v, "count")), ["", "12"]);
});
