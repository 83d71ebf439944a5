import { deepEqual as same } from "node:assert/strict";
import { lay } from "./redraw.js";

/** @param {string} d @param {number} scale */
function laid(d, scale) {
  /** @type {(string | number)[][]} */
  const done = [];
  const write = (/** @type {string} */ name) => (/** @type {number[]} */ ...numbers) =>
    void done.push([name, ...numbers]);
  const brush = { beginPath: () => {}, moveTo: write("move"), lineTo: write("line") };
  lay(/** @type {any} */ (brush), d, scale);
  return done;
}

Deno.test("a curve's path is laid as the page has it: pairs, gaps, lone points", () => {
  same(laid("M10 20 30 40 50 60M70 80h0", 0.1), [
    ["move", 1, 2],
    ["line", 3, 4],
    ["line", 5, 6],
    ["move", 7, 8],
    ["line", 7, 8],
  ]);
  same(laid("", 1), []);
});

Deno.test("lines along an axis, to a place or by so much", () => {
  same(laid("M58 22H300", 1), [["move", 58, 22], ["line", 300, 22]]);
  same(laid("M58 22V214", 1), [["move", 58, 22], ["line", 58, 214]]);
  same(laid("M58 214v5", 1), [["move", 58, 214], ["line", 58, 219]]);
});
