// Boxes in pixels of the screen.

/** @type {boolean | undefined} */
let own;

/**
 * Whether boxes are told in an element's own pixels, which `zoom` enlarges: WebKit did so until CSS
 * zoom became a standard.
 */
function inOwnPixels() {
  if (own === undefined) {
    const probe = document.createElement("div");
    probe.style.cssText = "position: absolute; width: 10px; zoom: 2";
    document.body.append(probe);
    own = probe.getBoundingClientRect().width < 15;
    probe.remove();
  }
  return own;
}

/**
 * Where an element stands on the screen, and how large.
 *
 * @param {Element} element
 */
export function screenBox(element) {
  const box = element.getBoundingClientRect();
  if (!inOwnPixels()) return box;
  let zoom = 1;
  for (let at = element; at; at = around(at)) zoom *= Number(getComputedStyle(at).zoom) || 1;
  return new DOMRect(zoom * box.x, zoom * box.y, zoom * box.width, zoom * box.height);
}

/** @param {Element} element */
function around(element) {
  return element.parentElement ?? /** @type {ShadowRoot} */ (element.getRootNode()).host;
}
