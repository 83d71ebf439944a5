import { deepEqual as same, equal } from "node:assert/strict";
import { worked } from "./formula.js";

/** @type {Map<string, number | undefined>} */
const names = new Map([["a²₁", 0.75], ["y₁", 1], ["σ′(z²₁)", 0.2], ["δ¹₁", undefined]]);
const value = (/** @type {string} */ text) => {
  const read = worked(text, names);
  return "problem" in read ? read.problem : read.value;
};

Deno.test("numbers as people and this page write them", () => {
  for (const text of ["0.5", "0,5", ".5", "5e-1", "5·10⁻¹", "+0.5"]) {
    equal(value(text), 0.5);
  }
  equal(value("−0.0161"), -0.0161);
  equal(value("2.5·10³"), 2500);
});

Deno.test("names, signs and brackets", () => {
  equal(value("(a²₁ − y₁) × σ′(z²₁)"), (0.75 - 1) * 0.2);
  equal(value("a²₁*2+-y₁/4"), 0.75 * 2 - 0.25);
  equal(value("2 - 1 - 1"), 0);
});

Deno.test("whether it is exact, and how many digits a bare number has", () => {
  const read = (/** @type {string} */ text) => {
    const { rough, digits } = /** @type {import("./formula.js").Read} */ (worked(text, names));
    return [rough, digits];
  };
  same(read("a²₁ − y₁"), [false, 0]);
  same(read("0.0161"), [true, 3]);
  same(read("0.75 − y₁"), [true, 0]);
});

Deno.test("what cannot be read is said", () => {
  equal(value(" "), "Write a number, or click what it is made of.");
  equal(value("δ¹₁"), "δ¹₁ is not known yet.");
  equal(value("(1 + 2"), "A bracket is not closed.");
  equal(value("1 +"), "Something is missing at the end.");
  equal(value("1 2"), "I cannot read “2”.");
  equal(value("banana"), "I cannot read “banana”.");
  equal(value("1/0"), "That is no number.");
});
