import { page } from "./page.js";
import { unpack } from "./unpack.js";

// The default export of a component: one view per parent, kept while Streamlit keeps the element. A
// server that is late makes Streamlit drop elements and bring them back with the next frame: a view
// waits for that, whole as it was.
const REST = 5000;
const resting = new Map();

export function mount(views, Kind, component) {
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
    view.moved?.();
  }
  view.component = component;
  view.brought = data;
  const turn = (view.turn = {});
  // What Streamlit brings may be older than what the socket brought.
  view.show(page.carried.has(view.key) ? view.bytes : data);
  return () => {
    if (view.turn !== turn) return; // of a run that a newer one has overtaken
    views.delete(parentElement);
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
