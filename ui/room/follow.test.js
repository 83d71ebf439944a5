import { deepEqual as same, equal } from "node:assert/strict";
import { page } from "../components/kit/page.js";
import { later } from "./follow.js";

Deno.test("what is pressed while the socket is away is the first that it takes", () => {
  let changed = 0;
  page.changed = () => (changed += 1);
  later("ask", { command: { do: "play" } });
  later("ask", { command: { do: "pause" } });
  later("ask", {});
  same(page.first, { do: "pause" });
  equal(changed, 2);
  delete page.first;
  delete page.changed;
});
