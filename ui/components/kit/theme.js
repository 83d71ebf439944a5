// Colours, and the theme that Streamlit gives a component.

let probe;

// Any CSS colour as [red, green, blue]. The browser's style says it: pixels that are read back from
// a canvas are noise in browsers that resist being told apart by them.
export function rgb(colour) {
  probe ??= document.createElement("span");
  probe.style.color = "";
  probe.style.color = colour;
  document.body.append(probe);
  const said = getComputedStyle(probe).color;
  probe.remove();
  return parsed(said);
}

// "rgb(1, 2, 3)", or "color(srgb 0 0.5 1)" as browsers write wider colours.
export function parsed(said) {
  const numbers = said.match(/[\d.]+(?:e-?\d+)?/g)?.slice(0, 3).map(Number) ?? [0, 0, 0];
  return numbers.map((v) => Math.round(said.startsWith("color(") ? 255 * v : v));
}

export function mix(a, b, share) {
  return a.map((v, i) => Math.round(v + (b[i] - v) * share));
}

export function css(colour) {
  return `rgb(${colour.join(",")})`;
}

// The theme as an object; the same object as `before` while nothing in it changed.
export function readTheme(element, before) {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(`--st-${name}`).trim();
  const names = [
    "background-color",
    "text-color",
    "primary-color",
    "chart-categorical-colors",
    "font",
  ];
  const values = names.map(read);
  const id = values.join("|");
  if (before?.id === id) return before;
  const paper = rgb(values[0] || "#fff");
  const text = rgb(values[1] || "#222");
  return {
    id,
    paper,
    text,
    primary: values[2] || "#08c",
    palette: values[3].match(/#\w+|\w+\([^)]*\)/g) ?? ["#1f77b4", "#ff7f0e", "#2ca02c", "#9467bd"],
    font: values[4] || "sans-serif",
    dark: paper[0] + paper[1] + paper[2] < 384,
    soft: css(mix(paper, text, 0.62)),
    line: css(mix(paper, text, 0.13)),
  };
}
