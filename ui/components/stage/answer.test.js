import { deepEqual as same } from "node:assert/strict";
import { said } from "./answer.js";

const classes = [..."0123456789"];
const sure = (/** @type {number} */ digit) =>
  Float32Array.from(classes, (c) => Number(c === String(digit)));
/** @type {any} */
const NET = { kind: "picture", classes, label: 6, target: 0, a: [sure(0), sure(6)] };

Deno.test("the answer is told, of a step's sample while the step is played", () => {
  same(said(NET, false), ["It reads a 6", "and that is right"]);
  /** @type {any} */
  const flow = { a: [sure(0), sure(8)], wanted: [...sure(4)] };
  same(said(NET, false, flow), ["It reads an 8", "but it is a 4"]);
});
