import { deepEqual as same, equal, match } from "node:assert/strict";
import { caption, front, lit, phaseAt, PHASES, times, unhurried } from "./phases.js";

const arrays = (/** @type {number[][]} */ ...all) => all.map((a) => Float32Array.from(a));
/** @type {any} */
const NET = { kind: "plane", classes: ["first arm", "second arm"], outputs: [""] };
/** @type {any} */
const FLOW = {
  cost: 0.8675,
  eta: 0.01,
  optimizer: "adam",
  wanted: [0],
  a: arrays([0.1, 0.2], [0.5], [0.58]),
};

Deno.test("five phases follow each other and end after 4.6 seconds, or one at a quick pace", () => {
  const slow = times(null);
  equal(slow.reduce((sum, ms) => sum + ms), 4600);
  equal(times(0.2), slow);
  equal(times(1).reduce((sum, ms) => sum + ms), 1000);
  same(PHASES.map(({ name }) => name), ["Forward", "Cost", "Error back", "Gradient", "Step"]);
  /** @type {number[]} */
  const seen = [];
  for (let ms = 0; ms < 4600; ms += 10) {
    const found = phaseAt(ms, slow);
    if (found && found.phase !== seen.at(-1)) seen.push(found.phase);
  }
  same(seen, [1, 2, 3, 4, 5]);
  equal(phaseAt(4600, slow), undefined);
});

Deno.test("a browser that is too busy to draw passes over no phase, and shows none twice", () => {
  const slow = times(null);
  for (const between of [16, 700, 3000, 20_000]) {
    const seen = [1];
    let begun = 0;
    for (let now = 0;; now += between) {
      const elapsed = unhurried(now - begun, slow, seen[seen.length - 1]);
      begun = now - elapsed;
      const found = phaseAt(elapsed, slow);
      if (!found) break;
      if (found.phase !== seen.at(-1)) seen.push(found.phase);
    }
    same(seen, [1, 2, 3, 4, 5]);
  }
  equal(unhurried(1300, slow, 1), 1300);
  equal(unhurried(4600, slow, 5), 4600);
});

Deno.test("captions say the numbers of the step", () => {
  equal(caption(2, NET, FLOW, "Adam"), "It answers *0.58*, wanted is *0*: the cost is *0.868*.");
  match(caption(5, NET, FLOW, "Adam"), /as Adam makes of its gradient: learning rate η = 0.01/);
  match(caption(5, NET, { ...FLOW, optimizer: "sgd" }, "SGD"), /against its gradient/);
  const digits = { ...NET, kind: "picture", outputs: [..."0123456789"] };
  const a = arrays([], [...Array(10)].map((_, i) => (i === 7 ? 0.44 : 0.1)));
  const wanted = [...Array(10)].map((_, i) => Number(i === 7));
  match(caption(2, digits, { ...FLOW, a, wanted }, ""), /To the right answer, \*7\*, .*\*44%\*/);
});

Deno.test("forward reaches the output last; the error never goes on to the input", () => {
  const L = 3;
  const forward = [0, 0.3, 0.5, 0.99].map((share) => front(1, share, L).layer);
  same(forward, [1, 1, 2, 3]);
  for (let share = 0; share < 1; share += 0.01) {
    const { layer } = front(3, share, L);
    equal(layer >= 1 && layer <= L, true);
    equal(lit(3, share, L, 0), false);
  }
  equal(lit(3, 1, L, 1), true);
  equal(lit(2, 0.5, L, L), true);
  equal(lit(2, 0.5, L, 1), false);
});
