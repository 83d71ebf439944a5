// A part of an activity as a component, so that the blank page can hold it.

import { ACTIVITIES } from "../../../ui/room/activities/index.js";

/** @typedef {{ kind: string, part: "student" | "wall" | "lecturer" | "settings", state: object, mine: object, ready: object[] }} Data */

/** @type {WeakMap<object, ReturnType<import("../../../ui/room/activities/index.js").Mount>>} */
const parts = new WeakMap();

/** @param {import("../../../ui/components/kit/streamlit.d.ts").Component<[Data]>} component */
export default (component) => {
  const { parentElement, data: [{ kind, part, state, mine, ready }] } = component;
  const say = (/** @type {object} */ about) => {
    component.setTriggerValue("said", about);
    return Promise.resolve(null);
  };
  const turn = (/** @type {string | undefined} */ address) =>
    component.setTriggerValue("turned", address ?? "");
  const known = parts.get(parentElement);
  const box = parentElement.querySelector("div") ?? new DocumentFragment();
  const mounted = known ?? ACTIVITIES[kind][part](
    /** @type {HTMLElement} */ (box),
    say,
    part === "settings" ? ready : turn,
  );
  parts.set(parentElement, mounted);
  mounted.update(state, mine);
};
