import { equal } from "node:assert/strict";
import { judged } from "./judge.js";

const wanted = {
  name: "δ²₁",
  value: -0.0469,
  mistakes: [
    { value: -0.2502, words: "without σ′" },
    { value: 0.0469, words: "with y − a where a − y belongs" },
    { value: -0.048, words: "with σ′(a) where σ′(z) belongs" },
  ],
};
const others = [wanted, { name: "w²₁₁", value: 0.294 }];
const typed = (/** @type {number} */ value, digits = 3) =>
  judged({ value, rough: true, digits }, wanted, others);

Deno.test("right, also where three digits were multiplied", () => {
  equal(typed(-0.0469).right, true);
  equal(typed(-0.0471).right, true);
  equal(typed(-0.047, 2).right, true);
  equal(typed(-0.05, 1).right, false);
});

Deno.test("right, too, is what the few digits that are shown give", () => {
  const cancelled = { ...wanted, value: 5.15e-5, asWritten: 7.74e-5 };
  const judge = (/** @type {number} */ value, rough = true) =>
    judged({ value, rough, digits: 3 }, cancelled, others).right;
  equal(judge(7.74e-5), true);
  equal(judge(5.15e-5), true);
  equal(judge(6.5e-5), false);
  equal(judge(7.74e-5, false), false); // made of names it comes to the last bit
});

Deno.test("a mistake is told by its number, the nearest of two", () => {
  equal(typed(-0.25).words, "That is what comes out without σ′.");
  equal(typed(0.047).words, "That is what comes out with y − a where a − y belongs.");
  equal(typed(-0.0479).words, "That is what comes out with σ′(a) where σ′(z) belongs.");
});

Deno.test("another number of the net, a slipped point, or nothing that is known", () => {
  equal(typed(0.294).words, "That is w²₁₁, not δ²₁.");
  equal(typed(-0.469).words, "The digits are right, the decimal point is not.");
  equal(typed(123).words, "No mistake that I know gives this number. Look at the hint.");
});

Deno.test("what is made of names alone must be exact", () => {
  equal(judged({ value: -0.0471, rough: false, digits: 0 }, wanted, others).right, false);
});
