// What stands on the page as SVG once more, with another brush.

/** @typedef {import("../kit/brush.d.ts").Brush} Brush */

/**
 * Lay a path of absolute M, H and V and relative h and v; more pairs after an M are lines.
 *
 * @param {Brush} brush
 * @param {string} d
 * @param {number} scale of its numbers
 */
export function lay(brush, d, scale) {
  let [x, y] = [0, 0];
  brush.beginPath();
  for (const [, kind, rest] of d.matchAll(/([MHVhv])([^MHVhv]*)/g)) {
    const numbers = rest.trim().split(/\s+/).map((text) => Number(text) * scale);
    if (kind === "M") {
      for (let i = 0; i < numbers.length; i += 2) {
        [x, y] = [numbers[i], numbers[i + 1]];
        if (i) brush.lineTo(x, y);
        else brush.moveTo(x, y);
      }
      continue;
    }
    const [by] = numbers;
    if (kind === "H") x = by;
    else if (kind === "V") y = by;
    else if (kind === "h") x += by;
    else y += by;
    brush.lineTo(x, y);
  }
}

/**
 * How a path's line looks.
 *
 * @param {Element} path
 */
export function lineOf(path) {
  const said = (/** @type {string} */ name) => path.getAttribute(name) ?? "";
  return {
    colour: said("stroke"),
    width: Number(said("stroke-width")),
    opacity: Number(said("stroke-opacity") || 1),
    dashes: said("stroke-dasharray").match(/\d+/g)?.map(Number) ?? [],
  };
}

/**
 * A path.
 *
 * @param {Brush} brush
 * @param {Element} path
 */
export function redrawPath(brush, path, scale = 1) {
  const { colour, width, opacity, dashes } = lineOf(path);
  brush.strokeStyle = colour;
  brush.lineWidth = width;
  brush.globalAlpha = opacity;
  brush.setLineDash(dashes);
  lay(brush, path.getAttribute("d") ?? "", scale);
  brush.stroke();
  brush.globalAlpha = 1;
}

/**
 * A text, in the brush's font.
 *
 * @param {Brush} brush
 * @param {Element} text
 */
export function redrawText(brush, text) {
  const anchor = text.getAttribute("text-anchor");
  brush.textAlign = anchor === "middle" ? "center" : anchor === "end" ? "end" : "start";
  brush.fillStyle = text.getAttribute("fill") ?? "";
  const [x, y] = ["x", "y"].map((name) => Number(text.getAttribute(name)));
  brush.fillText(text.textContent, x, y);
}
