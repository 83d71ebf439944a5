// What the pointer is at in the diagrams: a line, the curves' points and values there, or the
// rectangle that is being dragged.

import { set, shape } from "../kit/dom.js";
import { css } from "../kit/theme.js";
import { brief, crisp, MARGIN, nearest, written } from "./axes.js";

const KEY = 4; // pixels that a key goes on, at least

/**
 * @typedef {import("./panel.js").Panel} Panel
 * @typedef {import("./axes.js").Area} Area
 */

/**
 * The x that is looked at: of the point next to the pointer, on a curve that is not faint.
 *
 * @param {Panel} panel
 * @param {number} pixel
 */
export function lookedAt(panel, pixel) {
  const { area, spec, hidden } = panel;
  if (!area) return undefined;
  const x = area.xAt(pixel);
  const shown = spec.traces.filter((t) => !hidden.has(t.name) && panel.points(t).x.length);
  const strong = shown.filter((t) => t.opacity === 1);
  const near = (strong.length ? strong : shown).map((t) => panel.points(t).x).map((xs) =>
    xs[nearest(xs, x)]
  );
  const [found] = near.sort((a, b) => Math.abs(a - x) - Math.abs(b - x));
  return found >= area.low && found <= area.high ? found : undefined;
}

/**
 * The x that is looked at next on the way from a pixel to the left or to the right; further on than
 * `x`, if that is given.
 *
 * @param {Panel} panel
 * @param {number} pixel
 * @param {number} across -1 or 1
 * @param {number} [x]
 */
export function nextLookedAt(panel, pixel, across, x) {
  const { left, right } = panel.area ?? { left: 0, right: -1 };
  for (let at = pixel; at >= left && at <= right; at += KEY * across) {
    const found = lookedAt(panel, at);
    if (found !== undefined && (x === undefined || (found - x) * across > 0)) return found;
  }
  return undefined;
}

/**
 * What stands at the guide, in words.
 *
 * @param {Panel[]} panels
 */
export function guideInWords(panels) {
  const values = panels.map(({ spec, curves, hidden }) => {
    const shown = [...spec.traces.entries()].filter(([, { name }]) => !hidden.has(name));
    const said = shown.map(([k, { name }]) => `${name} ${curves[k].value.textContent}`);
    return `${spec.title}: ${said.join(", ")}`;
  });
  const [{ when, changed }] = panels;
  return [when.textContent, changed.textContent, ...values].filter(Boolean).join(". ");
}

/**
 * @param {Panel} panel
 * @param {Area} area
 * @param {import("./zoom.js").Span} span
 */
export function drawSpan({ front }, area, { x, y }) {
  const [left, right] = x ?? [area.left, area.right];
  const [top, bottom] = y ?? [area.ceiling, area.floor];
  const place = { x: left, y: top, width: right - left, height: bottom - top };
  shape(front, "rect", { class: "box", ...place });
}

/**
 * Line, dots and values at an x.
 *
 * @param {Panel} panel
 * @param {Area} area
 * @param {number} x
 */
export function drawGuide(panel, area, x) {
  const { front, tip, spec, theme, frame } = panel;
  const at = area.x(x);
  shape(front, "path", {
    d: `M${crisp(at)} ${area.ceiling}V${area.floor}`,
    stroke: theme.soft,
    "shape-rendering": "crispEdges",
  });
  set(panel.when, `${frame.x.title} ${brief(x)}`);
  let above = 0; // whether more dots lie in the upper half, where the label then is not
  spec.traces.forEach((trace, k) => {
    const { x: xs, y: ys } = panel.points(trace);
    const { value, path } = panel.curves[k];
    const i = nearest(xs, x);
    set(value, xs.length ? written(ys[i], spec.values) : "–");
    const [cx, cy] = [area.x(xs[i]), area.y(ys[i])];
    if (!area.holds(cx, cy) || panel.hidden.has(trace.name)) return;
    shape(front, "circle", {
      cx,
      cy,
      r: trace.opacity === 1 ? 4 : 3,
      fill: path.getAttribute("stroke") ?? "",
      stroke: css(theme.paper),
      "stroke-width": 1.5,
    });
    above += Math.sign(area.ceiling + area.up / 2 - cy);
  });
  const near = frame.marks.filter((mark) => Math.abs(area.x(mark.x) - at) < 5);
  set(panel.changed, near.map(({ label }) => label).join(", "));
  const right = at > area.left + area.across / 2;
  Object.assign(tip.style, {
    top: above > 0 ? "auto" : `${MARGIN.top + 6}px`,
    bottom: above > 0 ? `${MARGIN.bottom + 6}px` : "auto",
    left: right ? "auto" : `${at + 12}px`,
    right: right ? `${area.width - at + 12}px` : "auto",
  });
}
