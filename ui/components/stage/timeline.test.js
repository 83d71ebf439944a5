import { equal } from "node:assert/strict";
import { momentAt, nextMoment, placeOf } from "./timeline.js";

const STEPS = Array.from({ length: 101 }, (_, i) => 10 * i);
/** @type {any} */
const T = {
  end: 40,
  now: 1000,
  moments: Float32Array.from(STEPS),
  momentEpochs: Float32Array.from(STEPS, (s) => s / 25),
};
const W = 600;

Deno.test("a place on the timeline is the moment nearest to it", () => {
  for (const share of [0, 0.1, 0.3, 0.5, 0.77]) {
    const x = placeOf(T, W, share * T.end);
    const steps = momentAt(T, W, x);
    equal(Math.abs(Number(steps) - share * 1000) <= 10, true, `${share}: ${steps}`);
  }
  equal(momentAt(T, W, -50), 0);
  equal(momentAt(T, W, W + 50), null); // the present is no past
  equal(momentAt(T, W, 0, 20), 500); // an epoch
  equal(
    momentAt({ ...T, moments: new Float32Array(), momentEpochs: new Float32Array() }, W, 9),
    null,
  );
});

Deno.test("moments follow one another, and the last is now", () => {
  equal(nextMoment(T, null, -1), 990);
  equal(nextMoment(T, 990, -1), 980);
  equal(nextMoment(T, 980, 1), 990);
  equal(nextMoment(T, 990, 1), null);
  equal(nextMoment(T, 0, -1), 0);
  equal(nextMoment(T, 500, -Infinity), 0);
});
