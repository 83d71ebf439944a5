// An activity's part on the blank page: what it says is a trigger.

import { ACTIVITIES } from "../../../ui/room/activities/index.js";

/** @typedef {import("../../../ui/components/kit/streamlit.d.ts").Component<[any]>} Component */
/** @typedef {"student" | "wall" | "lecturer" | "settings"} Part */

/** @type {WeakMap<ShadowRoot, { update(state: any, mine?: any): void }>} */
const parts = new WeakMap();

/** @param {Component} component */
export default ({ data: [said], parentElement, setTriggerValue }) => {
  const part = /** @type {Part} */ (said.part);
  let shown = parts.get(parentElement);
  if (!shown) {
    const box = parentElement.appendChild(document.createElement("div"));
    const say = (/** @type {object} */ about) => {
      setTriggerValue("said", about);
      return Promise.resolve(null);
    };
    shown = ACTIVITIES[said.kind][part](box, say);
    parts.set(parentElement, shown);
  }
  shown.update(said.state, said.mine);
};
