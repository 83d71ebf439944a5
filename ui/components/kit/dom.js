// Elements of the page.

/**
 * A new element with a class, inside a parent.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Node} parent
 * @param {Tag} tag
 * @param {string} [name]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function add(parent, tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined) element.textContent = text;
  parent.appendChild(element);
  return element;
}

/**
 * Change a text only where it differs.
 *
 * @param {Node} element
 * @param {string} text
 */
export function set(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @typedef {Record<string, string | number>} Named */

/**
 * A new SVG element inside a parent.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Element} parent
 * @param {Tag} tag
 * @param {Named} [named]
 */
export function shape(parent, tag, named = {}) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  attributes(element, named);
  parent.append(element);
  return element;
}

/**
 * Change attributes only where they differ.
 *
 * @param {Element} element
 * @param {Named} named
 */
export function attributes(element, named) {
  for (const [name, value] of Object.entries(named)) {
    if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
  }
}

/**
 * A new canvas, on the page only if somebody puts it there, and what draws on it.
 *
 * @param {HTMLCanvasElement} [canvas]
 */
export function drawing(canvas = document.createElement("canvas")) {
  const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  return { canvas, brush };
}
