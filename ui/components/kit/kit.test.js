import { deepEqual as same, equal } from "node:assert/strict";
import { colours } from "./colours.js";
import { FULL, MISSING, REMEMBERED, RUNS_COOKIE } from "./constants.js";
import { chance, minus, percent, signed } from "./numbers.js";
import { latest } from "./remember.js";
import { css, mix, parsed } from "./theme.js";
import { fingerprint, unpack } from "./unpack.js";

/** @typedef {import("./theme.js").Colour} Colour */

/** @type {{ paper: Colour, text: Colour, dark: boolean }} */
const LIGHT = { paper: [255, 255, 255], text: [27, 34, 48], dark: false };

Deno.test("colours as browsers write them", () => {
  same(parsed("rgb(1, 2, 3)"), [1, 2, 3]);
  same(parsed("rgba(250, 0, 7, 0.5)"), [250, 0, 7]);
  same(parsed("color(srgb 0 0.5 1)"), [0, 128, 255]);
  same(parsed("color(srgb 1.2e-7 1 0.25)"), [0, 255, 64]);
  same(parsed("color(srgb -0.51 0.5 1.09 / 0.5)"), [0, 128, 255]);
  same(mix([0, 100, 200], [100, 0, 200], 0.25), [25, 75, 200]);
  equal(css([1, 2, 3]), "rgb(1,2,3)");
});

Deno.test("blue above zero, orange below, the stronger the further from paper", () => {
  const { of, table, text } = colours(LIGHT);
  const far = (/** @type {number} */ q) =>
    of(q).reduce((sum, v, i) => sum + Math.abs(v - LIGHT.paper[i]), 0);
  const [red, , blue] = of(FULL);
  equal(blue > red, true);
  equal(of(-FULL)[0] > of(-FULL)[2], true);
  equal(far(0) < far(40) && far(40) < far(FULL), true);
  equal(far(0) < far(-40) && far(-40) < far(-FULL), true);
  equal(table.length, 256);
  const [r, g, b] = of(-FULL);
  equal(table[256 - FULL], ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0);
  same(of(MISSING), mix(LIGHT.paper, LIGHT.text, 0.45));
  same([text[FULL], text[0]], ["#fff", "#111"]);
});

Deno.test("numbers with sign and three digits", () => {
  same([0, 1.23456, -0.5, 1234.5, -1e-5, 2e6].map(signed), [
    "0",
    "+1.23",
    "−0.500",
    "+1,235",
    "−1.00·10⁻⁵",
    "+2.00·10⁶",
  ]);
  equal(signed(NaN), "not a number");
  equal(minus("-1.5e-7"), "−1.5·10⁻⁷");
  same([1, 0.99999, 0.625, 0.9951].map((v) => percent(v)), ["100%", "99.9%", "62.5%", "99.5%"]);
  same([0, 0.0004, -0.0001].map((v) => percent(v)), ["0.0%", "<0.1%", "0.0%"]);
  same([0.994, 0.996].map(chance), ["99%", ">99%"]);
  same(["-0.00", "-0", "-0.01", "-0.0%"].map(minus), ["0.00", "0", "−0.01", "0.0%"]);
});

// The layout of ui/components/kit/packing.py, which tests/components/test_javascript.py holds to it.
Deno.test("a frame is read without copying, wherever it begins", () => {
  const bytes = Deno.readFileSync(new URL("./frame.test.bin", import.meta.url));
  const moved = new Uint8Array(bytes.length + 3);
  moved.set(bytes, 3);
  for (const frame of [bytes, moved.subarray(3)]) {
    const { title, n, arrays } = unpack(frame);
    /** @type {import("./wire.d.ts").Arrays} */
    const read = arrays;
    same([title, n], ["η ≈ ½", 3]);
    same(read.map((a) => [a.constructor.name, ...a]), [
      ["Int8Array", -128, 0, 127],
      ["Uint8Array", 0, 1, 2, 3, 4],
      ["Float32Array", 1.5, NaN, Infinity, -0.25],
      ["Float32Array"],
    ]);
    equal(fingerprint(frame), new DataView(bytes.buffer).getUint32(0, true));
  }
});

Deno.test("the latest runs come first, each once, and not too many", () => {
  equal(latest("", "a"), "a");
  equal(latest(`x=1; ${RUNS_COOKIE}=b.a.c; y=runs`, "a"), "a.b.c");
  const many = Array.from({ length: 30 }, (_, i) => `k${i}`).join(".");
  equal(latest(`${RUNS_COOKIE}=${many}`, "a").split(".").length, REMEMBERED);
});
