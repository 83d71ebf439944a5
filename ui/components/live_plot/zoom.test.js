import { deepEqual as same, equal } from "node:assert/strict";
import { Area } from "./axes.js";
import { ends, nearer, span } from "./zoom.js";

const area = new Area(400, 260, [0, 10], [0, 1], false);

Deno.test("a drag spans x, y, or both; a short one nothing", () => {
  same(span(area, { x: 100, y: 100 }, { x: 200, y: 104 }), { x: [100, 200], y: undefined });
  same(span(area, { x: 100, y: 180 }, { x: 96, y: 100 }), { x: undefined, y: [100, 180] });
  same(span(area, { x: 200, y: 180 }, { x: 100, y: 100 }), { x: [100, 200], y: [100, 180] });
  equal(span(area, { x: 100, y: 100 }, { x: 106, y: 107 }), undefined);
});

Deno.test("a drag ends at the axes", () => {
  same(span(area, { x: 100, y: 100 }, { x: 999, y: -50 }), {
    x: [100, area.right],
    y: [area.ceiling, 100],
  });
});

Deno.test("what is left of the axes is what was spanned", () => {
  const { x, y } = ends(area, {
    x: [area.x(2), area.x(4)],
    y: [area.y(0.75), area.y(0.25)],
  });
  same([x, y].map((both) => both?.map((v) => Math.round(1e6 * v) / 1e6)), [[2, 4], [0.25, 0.75]]);
});

Deno.test("nothing is left that needs more digits than have room", () => {
  const far = new Area(400, 260, [1e6, 1e6 + 1], [0, 1], false);
  same(ends(far, { x: [100, 200], y: undefined }), { x: undefined, y: undefined });
});

Deno.test("looking closer halves what is seen, around a place and within the whole", () => {
  same(nearer([0, 8], 3, 1, [0, 8]), [1, 5]);
  same(nearer([0, 8], 7.5, 1, [0, 8]), [4, 8]);
  same(nearer([1, 5], 3, -1, [0, 16]), [0, 8]);
  equal(nearer([1, 5], 3, -1, [0, 8]), undefined);
  same(nearer([1e6, 1e6 + 1], 1e6, 1, [0, 2e6]), [1e6, 1e6 + 1]);
});
