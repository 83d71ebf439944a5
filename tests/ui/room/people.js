// The lecturer's list of who is in the room, as a component.

import { People } from "../../../ui/components/lectern/people.js";

/** @type {WeakMap<object, People>} */
const lists = new WeakMap();

/** @param {import("../../../ui/components/kit/streamlit.d.ts").Component<[import("../../../ui/room/link.js").RoomState]>} component */
export default (component) => {
  const { parentElement, data: [state] } = component;
  const box = /** @type {HTMLElement} */ (parentElement.querySelector("div"));
  const say = (/** @type {string} */ kind, /** @type {object | undefined} */ about) => {
    component.setTriggerValue(kind, about);
    return Promise.resolve(null);
  };
  const list = lists.get(parentElement) ?? new People(box, say);
  lists.set(parentElement, list);
  list.show(state);
};
