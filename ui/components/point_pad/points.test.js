import { apart, counted, erased, placed, read, write } from "./points.js";

const TEXT = "0.25 -0.5 A\n-1 1 C\n0.3 -0.5 A";

/** @param {boolean} is @param {string} what */
function assert(is, what) {
  if (!is) throw new Error(what);
}

Deno.test("text and points are one and the same", () => {
  assert(write(read(TEXT)) === TEXT, write(read(TEXT)));
  assert(read("\n").length === 0, "an empty line is no point");
});

Deno.test("places stay in the square, to two decimals", () => {
  assert(placed(1.7) === 1 && placed(-3) === -1 && placed(0.256) === 0.26, "rounded");
  assert(Object.is(placed(-0.001), 0), "no negative zero");
});

Deno.test("the eraser takes what is near", () => {
  assert(write(erased(read(TEXT), 0.27, -0.5)) === "-1 1 C", "two of three");
});

Deno.test("a stroke leaves points apart", () => {
  const [last] = read(TEXT);
  assert(apart(undefined, 0, 0) && apart(last, 0.35, -0.5) && !apart(last, 0.26, -0.5), "apart");
});

Deno.test("points are counted by class", () => {
  assert(counted(read(TEXT)) === "3 points: 2 of A, 1 of C.", counted(read(TEXT)));
  assert(counted([]) === "No points yet.", counted([]));
  assert(counted(read("0 0 B")) === "1 point: 1 of B.", "one");
});
