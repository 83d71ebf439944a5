import { deepEqual, equal, match } from "node:assert/strict";
import { beside, brief, MEASURES, table, Taken, told } from "./scatter.js";

const POINT = {
  key: "k",
  name: "Ada",
  accuracy: 0.975,
  weights: 17,
  epochs: 40,
  reached: 12.5,
  diverged: false,
  eta: 0.1,
  done: true,
};

Deno.test("a point is told with all that counts", () => {
  equal(told(POINT, MEASURES.weights), "Ada: 97.5 %, 17 weights and biases, goal at epoch 12.5");
  match(told({ ...POINT, name: "", reached: null }, MEASURES.epochs), /^nameless: .* epoch 40$/);
  equal(told(POINT, MEASURES.diverge), "Ada: did not diverge with η 0.1");
});

Deno.test("a nickname in the table is a text, whatever it is", () => {
  const lines = table([{ ...POINT, name: '=cmd("x")' }, { ...POINT, name: "", reached: null }])
    .split("\r\n");
  equal(lines[1], '"\'=cmd(""x"")",true,0.975,17,40,12.5,false,0.1');
  equal(lines[2], '"",true,0.975,17,40,,false,0.1');
});

Deno.test("one of the best is told in short by what counts", () => {
  equal(brief(POINT, MEASURES.weights), "17 weights, 97.5 %");
  equal(brief(POINT, MEASURES.epochs), "epoch 12.5");
  equal(brief(POINT, MEASURES.diverge), "η 0.1");
});

Deno.test("points at the same place stand beside each other, and never far from it", () => {
  const taken = new Taken(10);
  const placed = Array.from({ length: 50 }, () => beside(100, 50, 0, taken));
  equal(placed[0][0], 100);
  equal(new Set(placed.slice(0, 7).map(([x]) => x)).size, 7);
  equal(placed.every(([x, y]) => Math.abs(x - 100) <= 30 && y === 50), true);
});

Deno.test("a point that stands free of others is where it belongs", () => {
  const taken = new Taken(10);
  for (let i = 0; i < 40; i++) deepEqual(beside(50 + 10 * i, 60, 3, taken), [50 + 10 * i, 60]);
  deepEqual(beside(59, 60, 3, taken), [59, 70]);
});
