import { equal, match } from "node:assert/strict";
import { beside, MEASURES, table, told } from "./scatter.js";

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

Deno.test("points at the same place stand beside each other", () => {
  /** @type {[number, number][]} */
  const taken = [];
  const placed = [1, 2, 3].map(() => beside(100, 50, taken));
  equal(placed[0][0], 100);
  equal(new Set(placed.map(([x]) => x)).size, 3);
});
