import { deepEqual as same, equal } from "node:assert/strict";
import { distance, layOut } from "./layout.js";

const names = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => `unit ${i + 1}`);
const layer = (/** @type {number} */ size, shown = size) => ({
  title: "layer",
  size,
  names: names(shown),
  picture: null,
});
const measure = (/** @type {string} */ text) => 7 * text.length;

Deno.test("every unit and every edge has its place, within the width", () => {
  const laid = layOut([layer(2), layer(8), layer(1)], 440, measure);
  equal(laid.nodes.length, 11);
  equal(laid.edges.length, 2 * 8 + 8);
  for (const { x, y } of laid.nodes) {
    equal(x > 0 && x < 440 && y > 0 && y < laid.height, true);
  }
  const places = new Set(laid.nodes.map(({ x, y }) => `${x} ${y}`));
  equal(places.size, 11);
});

Deno.test("a picture stands for all its pixels, with one line to each unit", () => {
  const picture = { title: "inputs", size: 784, names: [], picture: [28, 28] };
  const laid = layOut([picture, layer(30, 16), layer(10)], 440, measure);
  equal(laid.edges.filter(({ l }) => l === 1).length, 16);
  equal(laid.picture?.width, laid.picture?.height);
  same(laid.columns.map(({ hidden }) => hidden), [0, 14, 0]);
});

Deno.test("it is no taller than there is room", () => {
  const layers = [layer(16), layer(16), layer(10)];
  const free = layOut(layers, 440, measure);
  const tight = layOut(layers, 440, measure, 250);
  equal(tight.height <= 250 && tight.height < free.height, true);
});

Deno.test("how far a place is from an edge, beside it and beyond its ends", () => {
  const edge = { x1: 0, y1: 0, x2: 10, y2: 0 };
  equal(distance(edge, [5, 3]), 3);
  equal(distance(edge, [14, 3]), 5);
});
