import { deepEqual as same, equal } from "node:assert/strict";
import { DRAWN_POINTS, UNITS } from "../kit/constants.js";
import { EMPTY, Ink, inUnits } from "./ink.js";

/**
 * A stroke from one place to another, a point every 10 ms.
 *
 * @param {Ink} ink
 * @param {[number, number]} from
 * @param {[number, number]} to
 * @param {number} start
 */
function draw(ink, from, to, start, points = 10) {
  ink.begin(...from, start);
  for (let i = 1; i <= points; i++) {
    const at = from.map((v, axis) => v + ((to[axis] - v) * i) / points);
    ink.extend(at[0], at[1], start + 10 * i);
  }
  ink.end(start + 10 * points);
}

Deno.test("places are in tenths of a unit and stay on the canvas", () => {
  same([-5, 12.34, UNITS + 1].map(inUnits), [0, 12.3, UNITS]);
});

Deno.test("a stroke is kept with its times, a touch is one dot", () => {
  const ink = new Ink([], 16);
  equal(ink.empty, true);
  draw(ink, [10, 10], [100, 10], 1000);
  same(ink.now.strokes[0].slice(0, 3), [10, 10, 0]);
  same(ink.now.strokes[0].slice(-3), [100, 10, 100]);
  draw(ink, [50, 50], [51, 51], 2000);
  same(ink.now.strokes[1].slice(0, 2), [50, 50]);
  equal(ink.now.strokes[1].length, 3);
});

Deno.test("points that lie too near or come too soon replace the last one", () => {
  const ink = new Ink([], 16);
  ink.begin(0, 0, 0);
  equal(ink.extend(0, 0, 10), false);
  equal(ink.extend(20, 0, 20), true);
  equal(ink.extend(20.5, 0, 40), true);
  equal(ink.extend(21, 0, 60), true);
  equal(ink.stroke?.length, 9);
  ink.extend(60, 0, 61);
  equal(ink.stroke?.length, 9);
});

Deno.test("undo and redo, also of clearing; a new stroke ends what could be redone", () => {
  const ink = new Ink([], 16);
  draw(ink, [0, 0], [90, 0], 0);
  draw(ink, [0, 50], [90, 50], 500);
  ink.replace(EMPTY);
  equal(ink.empty, true);
  equal(ink.undo(), true);
  equal(ink.now.strokes.length, 2);
  ink.undo();
  equal(ink.redo(), true);
  equal(ink.now.strokes.length, 2);
  ink.undo();
  draw(ink, [0, 9], [90, 9], 900);
  equal(ink.redo(), false);
  while (ink.undo());
  equal(ink.empty, true);
});

Deno.test("a drawing takes only so many points", () => {
  const ink = new Ink([], 16);
  ink.begin(0, 0, 0);
  let full;
  for (let i = 1; i <= DRAWN_POINTS + 10; i++) full = ink.extend((2 * i) % 280, i % 280, 10 * i);
  equal(full, undefined);
  equal(ink.full, true);
});

Deno.test("it is played again as it was drawn, long pauses cut", () => {
  const ink = new Ink([], 16);
  draw(ink, [0, 0], [90, 0], 0);
  draw(ink, [0, 50], [90, 50], 60_000);
  equal(ink.duration < 600, true);
  equal(ink.playTo(50), true);
  equal(ink.strokes.length, 1);
  equal(Number(ink.strokes[0].at(-1)) <= 50, true);
  equal(ink.playTo(10_000), false);
  same(ink.strokes, ink.now.strokes);
});
