import { deepEqual as same, equal, match } from "node:assert/strict";
import { Area, curve, FINE, logTicks, MARGIN, nearest, ticks, written } from "./axes.js";

const texts = (/** @type {import("./axes.js").Tick[]} */ found) => found.map(([, text]) => text);

Deno.test("ticks are round, inside the axis, and no more than asked for", () => {
  same(texts(ticks(0, 1, 5, "")), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
  same(texts(ticks(0, 1, 5, ".0%")), ["0%", "20%", "40%", "60%", "80%", "100%"]);
  same(texts(ticks(-0.31, 0.3, 4, "")), ["−0.2", "0.0", "0.2"]);
  for (const [low, high] of [[0, 7], [0.0013, 0.0042], [-2e5, 3e7], [99.7, 100.1]]) {
    const found = ticks(low, high, 6, "");
    equal(found.length <= 7 && found.length >= 2, true);
    for (const [at] of found) equal(at >= low - 1e-9 && at <= high * (1 + 1e-9), true);
  }
});

Deno.test("neighbouring ticks never read the same", () => {
  for (const [low, high] of [[0, 3e-7], [1e6, 1.00001e6], [0.9991, 0.9994], [0, 12_345_678]]) {
    const said = texts(ticks(low, high, 5, ""));
    equal(new Set(said).size, said.length, said.join(" "));
  }
  const shares = texts(ticks(0.981, 0.983, 4, ".0%"));
  equal(new Set(shares).size, shares.length);
});

Deno.test("a logarithmic axis has powers of ten, and parts of them where there is room", () => {
  same(texts(logTicks(-3, 0, 5)), ["0.001", "0.01", "0.1", "1"]);
  same(texts(logTicks(-1, 0.1, 9)), ["0.1", "0.2", "0.5", "1"]);
  same(texts(logTicks(-7, -5, 5))[0], "10⁻⁷");
  same(texts(logTicks(2, 5, 9)), ["100", "1,000", "10,000", "100,000"]);
});

Deno.test("values are written as asked, in true minus signs, and a dash for none", () => {
  equal(written(0.98765, ".2%"), "98.77%");
  equal(written(-0.5, ".1%"), "−50.0%");
  equal(written(0.012345, ".3g"), "0.0123");
  equal(written(-123456, ".3g"), "−123,000");
  equal(written(1.5e-5, ".3g"), "1.50·10⁻⁵");
  equal(written(2e7, ".3g"), "2.00·10⁷");
  equal(written(0, ".3g"), "0.00");
  equal(written(NaN, ".3g"), "–");
});

Deno.test("places and values are each other's inverse", () => {
  for (const log of [false, true]) {
    const area = new Area(400, 200, [2, 12], log ? [-2, 1] : [0, 5], log);
    equal(area.x(2), MARGIN.left);
    equal(area.x(12), 400 - MARGIN.right);
    equal(area.y(log ? 10 : 5), MARGIN.top);
    equal(Math.round(1e9 * area.xAt(area.x(7.3))) / 1e9, 7.3);
    const y = area.yAt(area.y(0.37));
    equal(Math.round(1e9 * (log ? 10 ** y : y)) / 1e9, 0.37);
    equal(area.holds(area.x(7), area.y(0.5)), true);
    equal(area.holds(area.x(13), area.y(0.5)), false);
  }
});

Deno.test("a curve has gaps at missing values and shows a lonely point", () => {
  const area = new Area(400, 200, [0, 4], [0, 1], false);
  const x = Float32Array.of(0, 1, 2, 3, 4);
  const d = curve(x, Float32Array.of(0, 1, NaN, 0.5, NaN), area);
  const [first, second] = d.split("M").slice(1);
  same(first.split(" ").map(Number), [
    MARGIN.left * FINE,
    area.floor * FINE,
    Math.trunc(area.x(1) * FINE),
    MARGIN.top * FINE,
  ]);
  match(second, /h0$/);
  equal(curve(new Float32Array(), new Float32Array(), area), "");
});

Deno.test("of a zoomed curve only what lies within is drawn, with one point beyond each end", () => {
  const area = new Area(400, 200, [10, 12], [0, 1], false);
  const x = Float32Array.from({ length: 100 }, (_, i) => i);
  equal(curve(x, new Float32Array(100), area).split(" ").length, 2 * 5);
});

Deno.test("the nearest point", () => {
  const numbers = [0, 1, 4, 9];
  same([-5, 0.4, 0.6, 2.6, 6, 100].map((v) => nearest(numbers, v)), [0, 0, 1, 2, 2, 3]);
});
