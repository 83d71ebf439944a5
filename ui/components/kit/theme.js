// Colours, and the theme that Streamlit gives a component.

/** @typedef {[red: number, green: number, blue: number]} Colour 0 to 255 each */
/** @typedef {ReturnType<typeof readTheme>} Theme */

/** @type {HTMLElement | undefined} */
let probe;

/**
 * Any CSS colour as numbers. The browser's style says it: pixels that are read back from a canvas
 * are noise in browsers that resist being told apart by them.
 *
 * @param {string} colour
 */
export function rgb(colour) {
  probe ??= document.createElement("span");
  probe.style.color = "";
  probe.style.color = colour;
  document.body.append(probe);
  const said = getComputedStyle(probe).color;
  probe.remove();
  return parsed(said);
}

/**
 * "rgb(1, 2, 3)", or "color(srgb 0 0.5 1)" as browsers write wider colours; these may lie outside of
 * what a screen of sRGB shows.
 *
 * @param {string} said
 */
export function parsed(said) {
  const [r = 0, g = 0, b = 0] = said.match(/-?[\d.]+(?:e-?\d+)?/g)?.map(Number) ?? [];
  const scale = said.startsWith("color(") ? 255 : 1;
  const whole = (/** @type {number} */ v) => Math.round(Math.max(0, Math.min(255, scale * v)));
  return /** @type {Colour} */ ([whole(r), whole(g), whole(b)]);
}

/**
 * @param {Colour} a
 * @param {Colour} b
 * @param {number} share of b
 */
export function mix(a, b, share) {
  return /** @type {Colour} */ (a.map((v, i) => Math.round(v + (b[i] - v) * share)));
}

/** @param {Colour} colour */
export function css(colour) {
  return `rgb(${colour.join(",")})`;
}

/**
 * A colour as a pixel of an image.
 *
 * @param {Colour} colour
 */
export function pixel([r, g, b]) {
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
}

/**
 * The theme; the same object as `before` while nothing in it changed.
 *
 * @param {Element} element
 * @param {{ id: string }} [before]
 */
export function readTheme(element, before) {
  const style = getComputedStyle(element);
  const values = [
    "background-color",
    "text-color",
    "primary-color",
    "chart-categorical-colors",
    "font",
  ].map((name) => style.getPropertyValue(`--st-${name}`).trim());
  const letters = parseFloat(style.getPropertyValue("--least-letters")) || 0;
  const id = [...values, letters].join("|");
  if (before?.id === id) return /** @type {typeof theme} */ (before);
  const paper = rgb(values[0] || "#fff");
  const text = rgb(values[1] || "#222");
  const theme = {
    id,
    paper,
    text,
    primary: values[2] || "#08c",
    /** @type {string[]} */
    palette: values[3].match(/#\w+|\w+\([^)]*\)/g) ?? ["#1f77b4", "#ff7f0e", "#2ca02c", "#9467bd"],
    font: values[4] || "sans-serif",
    letters, // the least pixels of any letter: of a lesson on a projector; else 0
    dark: paper[0] + paper[1] + paper[2] < 384,
    soft: css(mix(paper, text, 0.62)),
    line: css(mix(paper, text, 0.13)),
  };
  return theme;
}
