// A still picture; it stays while its text does.

/** @type {WeakMap<ShadowRoot, { data: string, node: Element }>} */
const drawn = new WeakMap();

/** @param {import("./streamlit.d.ts").Component<[import("./wire.d.ts").StillSvg]>} component */
export default ({ parentElement, data: [{ svg: data }] }) => {
  if (drawn.get(parentElement)?.data === data) return;
  const svg = new DOMParser().parseFromString(data, "image/svg+xml").documentElement;
  const node = document.importNode(svg, true);
  const before = drawn.get(parentElement)?.node;
  if (before) before.replaceWith(node);
  else parentElement.append(node);
  drawn.set(parentElement, { data, node });
};
