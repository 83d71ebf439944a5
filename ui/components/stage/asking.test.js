import { deepEqual as same, equal } from "node:assert/strict";
import { page } from "../kit/page.js";
import { Asking } from "./asking.js";

Deno.test("what is asked for goes one by one, and counts as wanted until it is there", () => {
  const asking = new Asking();
  /** @type {any[]} */
  const told = [];
  asking.component = /** @type {any} */ ({
    setTriggerValue: (/** @type {string} */ _, /** @type {any} */ { units }) => told.push(units),
  });
  const wanted = () => asking.latest(({ units }) => units?.[0] === 1)?.units[1];
  equal(wanted(), undefined);
  asking.request({ units: [1, 9] }, "a unit more");
  asking.request({ units: [1, 10] }, "a unit more");
  asking.request({ units: [2, 5] }, "a unit more");
  same(told, [[1, 9]]);
  equal(wanted(), 10);
  asking.tell(); // the first is there
  same(told, [[1, 9], [1, 10]]);
  equal(wanted(), 10);
  asking.tell();
  equal(wanted(), undefined);
  asking.tell();
  same(told, [[1, 9], [1, 10], [2, 5]]);
});

Deno.test("commands wait for a run that is asked for, and for nothing else", () => {
  const asking = new Asking();
  let held = 0;
  page.hold = () => held += 1;
  asking.component = /** @type {any} */ ({ setTriggerValue: () => {} });
  asking.request({ open: "gallery" });
  equal(held, 0);
  asking.request({ restart: true }, "Started over");
  equal(held, 1);
  asking.tell();
  equal(held, 1);
  page.hold = undefined;
});
