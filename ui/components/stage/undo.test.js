import { deepEqual as same, equal } from "node:assert/strict";
import { etaText } from "./transport.js";
import { Undo } from "./undo.js";

/** @type {any} */
const STAGE = {};

Deno.test("deeds are undone in turn, the newest first, twenty of them", () => {
  const undo = new Undo();
  /** @type {number[]} */
  const back = [];
  equal(undo.undo(STAGE), false);
  for (let i = 0; i < 25; i++) {
    undo.remember(`deed ${i}`, () => back.push(i), () => back.push(100 + i));
  }
  equal(undo.offered?.what, "deed 24");
  while (undo.undo(STAGE)) { /* all of them */ }
  same(back, Array.from({ length: 20 }, (_, i) => 24 - i));
  equal(undo.offered, undefined);
  equal(undo.redo(STAGE), true);
  equal(back.at(-1), 105);
  equal(undo.undo(STAGE), true);
  equal(back.at(-1), 5);
  undo.remember("another", () => {}, () => {});
  equal(undo.redo(STAGE), false); // what came after is another story now
});

Deno.test("a run that took the place of the last one is undone by showing that again", () => {
  const undo = new Undo();
  undo.shown("a", "somebody's", ""); // the first: there is none to go back to
  equal(undo.deeds.length, 0);
  undo.shown("b", "a", "Other data");
  undo.shown("b", "a", "Other data"); // the stage was built anew
  equal(undo.deeds.length, 1);
  equal(undo.offered?.what, "Other data");
  /** @type {string[]} */
  const asked = [];
  /** @type {any} */
  const stage = { request: (/** @type {{ show: string }} */ { show }) => asked.push(show) };
  undo.undo(stage);
  undo.shown("a", "", ""); // gone back to, which is no deed
  undo.redo(stage);
  same(asked, ["a", "b"]);
});

Deno.test("learning rates are written short", () => {
  same([0.5, 0.01, 3, 0.0001, 0.00032, 10].map(etaText), [
    "0.5",
    "0.01",
    "3",
    "10⁻⁴",
    "3.2·10⁻⁴",
    "10",
  ]);
});
