// The default export of a component that is a view.

import { page } from "./page.js";
import { unpack } from "./unpack.js";

/** @typedef {import("./streamlit.d.ts").Component} Component */
/** @typedef {import("./view.js").View<any>} View */

// A server that is late makes Streamlit drop elements and bring them back with the next frame: a
// view waits for that, whole as it was.
const REST = 5000; // ms

/** @type {Map<string, View>} */
const resting = new Map();
/** @type {WeakMap<ShadowRoot, View>} */
const views = new WeakMap();

/**
 * Show a frame: one view per parent, kept while Streamlit keeps the element.
 *
 * @param {new (key: string) => View} Kind
 * @param {Component} component
 */
export function mount(Kind, component) {
  const { data, parentElement } = component;
  if (!data) return undefined;
  let view = views.get(parentElement);
  if (!view) {
    const { key } = unpack(data);
    view = resting.get(key) ?? new Kind(key);
    const rested = resting.delete(key);
    if (!rested && page.carried.delete(key)) page.lost.add(key);
    page.views.set(key, view);
    page.changed?.();
    clearTimeout(view.ending);
    parentElement.append(view.root);
    views.set(parentElement, view);
  }
  return shown(view, component);
}

/**
 * @param {View} view
 * @param {Component} component
 */
function shown(view, component) {
  view.component = component;
  view.brought = component.data;
  const turn = (view.turn = {});
  // What Streamlit brings may be older than what the socket brought.
  view.show(page.carried.has(view.key) ? view.bytes : view.brought);
  return () => {
    if (view.turn !== turn) return; // of a run that a newer one has overtaken
    views.delete(component.parentElement);
    view.root.remove();
    if (page.views.get(view.key) === view) page.views.delete(view.key);
    page.changed?.();
    resting.get(view.key)?.close();
    resting.set(view.key, view);
    view.ending = setTimeout(() => {
      resting.delete(view.key);
      view.close();
    }, REST);
  };
}
