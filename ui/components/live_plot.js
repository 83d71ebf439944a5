// Curves in place. A frame that only moves curves sets the `d` of Plotly's own paths (about 1 ms); Plotly draws
// everything itself (20-40 ms) when axes, marks, size or theme change, now and then under the pointer, so that its
// labels tell the newest values, and once the frames stop coming.

const UNDER_POINTER = 300;
const AT_REST = 250;

// Load the script once per browser page. Streamlit's address is the one its own script came from.
function loadPlotly(address) {
  return (window.__livePlotScript ??= new Promise((resolve, reject) => {
    const own = document.querySelector('script[src*="static/js/"]')?.src;
    const url = new URL(address, own ? own.slice(0, own.lastIndexOf("static/js/")) : document.baseURI);
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      script.remove();
      window.__livePlotScript = undefined;
      reject(new Error(`${url} could not be loaded.`));
    };
    document.head.append(script);
  }));
}

// Plotly keeps its style rules in the document's head; inside a shadow root they are needed once more.
function bringStyles(root) {
  const rules = document.getElementById("plotly.js-style-global")?.sheet?.cssRules;
  if (!rules || !(root instanceof ShadowRoot) || root.livePlotStyles) return;
  root.livePlotStyles = new CSSStyleSheet();
  root.livePlotStyles.replaceSync(Array.from(rules, (rule) => rule.cssText).join("\n"));
  root.adoptedStyleSheets.push(root.livePlotStyles);
}

class LivePlot extends View {
  constructor(key) {
    super(key, "live-plot");
    this.alt = add(this.root, "div", "alt");
    this.alt.setAttribute("role", "img");
    this.grid = add(this.root, "div", "panels");
    this.panels = [];
    this.touch = matchMedia("(pointer: coarse)").matches;
  }

  draw(frame) {
    const since = performance.now();
    this.build(frame);
    if (!this.plotly) {
      this.load(frame.script);
      return;
    }
    if (frame.revision !== this.revision) {
      this.revision = frame.revision;
      this.zoom = undefined;
      for (const panel of this.panels) panel.zoom = undefined;
    }
    this.panels.forEach((panel) => this.drawPanel(panel));
    this.count(since);
  }

  async load(script) {
    try {
      this.plotly = await loadPlotly(script);
      this.moved();
      this.paint();
    } catch (error) {
      for (const panel of this.panels) panel.wait.textContent = "The chart could not be loaded. Reload the page.";
      console.error(error);
    }
  }

  // Titles and legend; elements are made anew only when panels or curves come or go.
  build(frame) {
    if (this.alt.ariaLabel !== frame.alt) this.alt.ariaLabel = frame.alt;
    const id = JSON.stringify(frame.panels.map((p) => [p.title, p.traces.map((t) => t.name)]));
    if (id !== this.id) {
      this.id = id;
      for (const panel of this.panels) this.drop(panel);
      this.grid.replaceChildren();
      this.grid.style.setProperty("--across", Math.min(frame.panels.length, 3));
      this.panels = frame.panels.map((spec) => this.buildPanel(spec));
    }
    this.panels.forEach((panel, i) => {
      panel.spec = frame.panels[i];
      panel.plot.style.height = `${frame.height}px`;
      panel.chips.forEach((chip, k) => this.buildChip(chip, panel.spec.traces[k]));
    });
  }

  buildPanel(spec) {
    const box = add(this.grid, "div", "panel");
    const head = add(box, "div", "head");
    add(head, "span", "title", spec.title);
    const legend = add(head, "div", "legend");
    const panel = { hidden: new Set(), drawn: 0 };
    panel.chips = spec.traces.map((trace) => {
      const button = add(legend, "button", "chip");
      button.type = "button";
      button.title = "Show or hide";
      button.ariaPressed = "true";
      button.insertAdjacentHTML("beforeend", '<svg width="18" height="8"><line x2="18" y1="4" y2="4"/></svg>');
      add(button, "span", "", trace.name);
      button.onclick = () => {
        const hide = !panel.hidden.delete(trace.name);
        if (hide) panel.hidden.add(trace.name);
        button.ariaPressed = String(!hide);
        this.drawWhole(panel);
      };
      return { line: button.querySelector("line"), newest: add(button, "span", "newest") };
    });
    panel.plot = add(box, "div", "plot");
    panel.plot.ariaHidden = "true";
    panel.wait = add(panel.plot, "div", "wait", "Preparing the chart …");
    return panel;
  }

  buildChip({ line, newest }, trace) {
    if (newest.textContent !== trace.newest) newest.textContent = trace.newest;
    if (!this.restyled && line.hasAttribute("stroke")) return;
    line.setAttribute("stroke", this.colour(trace));
    line.setAttribute("stroke-width", trace.line.width);
    line.setAttribute("stroke-opacity", trace.opacity);
    line.setAttribute("stroke-dasharray", { dot: "2 2", dash: "5 3", dashdot: "5 2 2 2", longdash: "8 3" }[trace.line.dash] ?? "none");
  }

  colour({ colour }) {
    return typeof colour === "number" ? this.theme.palette[colour % this.theme.palette.length] : colour;
  }

  drawPanel(panel) {
    const width = this.width(panel.plot);
    if (!width || panel.plot._dragging) return;
    // Everything but the points: while this stays the same, only the curves move.
    const frame = [this.theme.id, width, this.frame.height, this.frame.x, this.zoom, panel.zoom, this.frame.marks];
    const looks = panel.spec.traces.map((t) => [t.colour, t.line, t.opacity, this.frame.arrays[t.x].length < 2]);
    const { range, log, ticks, values } = panel.spec;
    const id = JSON.stringify([frame, looks, range, log, ticks, values]);
    const late = panel.pointed && performance.now() - panel.drawn > UNDER_POINTER;
    if (id !== panel.id || late || !this.moveCurves(panel)) {
      panel.id = id;
      this.drawWhole(panel);
      return;
    }
    clearTimeout(panel.rest);
    panel.rest = setTimeout(() => this.drawWhole(panel), AT_REST);
  }

  // Set the paths that Plotly made; false when one is not there yet.
  moveCurves(panel) {
    const { _fullLayout: layout, _fullData: known } = panel.plot;
    if (!known) return false;
    const paths = [];
    for (const [k, trace] of panel.spec.traces.entries()) {
      if (panel.hidden.has(trace.name)) continue;
      const path = panel.plot.querySelector(`.trace${known[k].uid} path.js-line`);
      if (!path) return false;
      paths.push([path, trace]);
    }
    for (const [path, trace] of paths) {
      const { x, y } = this.points(trace);
      path.setAttribute("d", curve(x, y, layout.xaxis, layout.yaxis, panel.spec.log));
    }
    return true;
  }

  points(trace) {
    return { x: this.frame.arrays[trace.x], y: this.frame.arrays[trace.y] };
  }

  // Plotly draws the whole panel.
  drawWhole(panel) {
    clearTimeout(panel.rest);
    const { plot, spec } = panel;
    if (!this.plotly || !plot.isConnected || !this.width(plot) || plot._dragging) return;
    panel.drawn = performance.now();
    const data = spec.traces.map((trace) => ({
      ...this.points(trace),
      type: "scatter",
      mode: this.frame.arrays[trace.x].length < 2 ? "markers" : "lines",
      name: trace.name,
      visible: panel.hidden.has(trace.name) ? "legendonly" : true,
      line: { ...trace.line, color: this.colour(trace) },
      marker: { color: this.colour(trace), size: 7 },
      opacity: trace.opacity,
      hovertemplate: `%{y:${spec.values}}`,
    }));
    const layout = this.layout(panel);
    if (panel.wait) {
      this.plotly.newPlot(plot, data, layout, this.config(panel));
      panel.wait.remove();
      panel.wait = undefined;
      this.listen(panel);
    } else {
      this.plotly.react(plot, data, layout);
    }
  }

  layout(panel) {
    const { theme, frame } = this;
    const { spec } = panel;
    const axis = {
      gridcolor: theme.line,
      linecolor: theme.line,
      zeroline: false,
      tickfont: { color: theme.soft },
      automargin: false,
      ticks: "",
    };
    const width = this.width(panel.plot);
    const layout = {
      width,
      height: frame.height,
      margin: { l: 52, r: 12, t: 20, b: 40 },
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { family: theme.font, size: 12, color: css(theme.text) },
      showlegend: false,
      hovermode: "x unified",
      hoverlabel: { bgcolor: css(theme.paper), bordercolor: theme.line, font: { color: css(theme.text) } },
      dragmode: this.touch ? false : "zoom",
      modebar: { bgcolor: "rgba(0,0,0,0)", color: theme.soft, activecolor: css(theme.text) },
      xaxis: {
        ...axis,
        range: [...(this.zoom ?? frame.x.range)],
        title: { text: frame.x.title, standoff: 6, font: { color: theme.soft } },
        nticks: Math.max(3, Math.floor(width / 70)),
        showgrid: false,
        showline: true,
        unifiedhovertitle: { text: `${frame.x.title} %{x:.4~g}` },
        showspikes: true,
        spikemode: "across",
        spikethickness: 1,
        spikedash: "solid",
        spikecolor: theme.soft,
      },
      yaxis: {
        ...axis,
        type: spec.log ? "log" : "linear",
        range: [...(panel.zoom ?? spec.range)],
        tickformat: spec.ticks,
        nticks: 6,
        ...(spec.log && { dtick: spec.range[1] - spec.range[0] > 1.5 ? 1 : "D2", exponentformat: "power" }),
      },
      shapes: [],
      annotations: [],
    };
    this.addMarks(layout, width - layout.margin.l - layout.margin.r);
    return layout;
  }

  // Every mark gets its line; labels only where they do not run into the one before.
  addMarks(layout, width) {
    const [low, high] = layout.xaxis.range;
    let free = 0;
    for (const { x, label } of [...this.frame.marks].sort((a, b) => a.x - b.x)) {
      if (x < low || x > high) continue;
      const line = { color: this.theme.soft, width: 1, dash: "dot" };
      layout.shapes.push({ type: "line", layer: "below", x0: x, x1: x, y0: 0, y1: 1, yref: "paper", line });
      const at = ((x - low) / (high - low)) * width;
      const room = 6 * label.length + 8;
      const left = at + room > width + 8;
      const start = left ? at - room : at;
      if (start < free) continue;
      free = start + room;
      layout.annotations.push({
        x, y: 1, yref: "paper", text: label, showarrow: false, yanchor: "bottom", xanchor: left ? "right" : "left",
        xshift: left ? 3 : -3, font: { size: 11, color: this.theme.soft },
      });
    }
  }

  config(panel) {
    const { Icons } = this.plotly;
    const button = (name, title, icon, click) => ({ name, title, icon, click });
    const save = (format) => () => this.save(panel, format);
    const buttons = [
      button("reset", "Show everything", Icons.home, () => this.reset(panel)),
      button("png", "Save as PNG", Icons.camera, save("png")),
      button("svg", "Save as SVG", Icons.disk, save("svg")),
    ];
    return {
      displaylogo: false,
      displayModeBar: this.touch ? false : "hover",
      modeBarButtons: [buttons],
      doubleClick: false,
      showTips: false,
      scrollZoom: false,
    };
  }

  listen(panel) {
    const { plot } = panel;
    plot.on("plotly_relayout", (changed) => this.zoomed(panel, Object.keys(changed)));
    plot.on("plotly_doubleclick", () => this.reset(panel));
    plot.onpointerenter = () => {
      panel.pointed = true;
      this.drawWhole(panel);
    };
    plot.onpointerleave = () => (panel.pointed = false);
  }

  // The visitor zoomed: keep it through the frames, x in all panels alike.
  zoomed(panel, names) {
    const { xaxis, yaxis } = panel.plot.layout;
    if (names.some((name) => name.startsWith("xaxis.range"))) this.zoom = [...xaxis.range];
    if (names.some((name) => name.startsWith("yaxis.range"))) panel.zoom = [...yaxis.range];
    for (const other of this.panels) this.drawPanel(other);
  }

  reset(panel) {
    this.zoom = undefined;
    panel.zoom = undefined;
    for (const other of this.panels) this.drawPanel(other);
  }

  // A picture that stands alone: with title, legend and a background.
  save(panel, format) {
    const { data } = panel.plot;
    const layout = {
      ...this.layout(panel),
      title: { text: panel.spec.title, x: 0.02, font: { size: 15 } },
      showlegend: true,
      legend: { orientation: "h", y: 1.08, yanchor: "bottom", x: 1, xanchor: "right" },
      paper_bgcolor: css(this.theme.paper),
    };
    layout.margin = { ...layout.margin, t: 56 };
    const named = data.map((trace, k) => ({ ...trace, ...this.points(panel.spec.traces[k]), showlegend: true }));
    const filename = panel.spec.title.toLowerCase().replaceAll(/\W+/g, "-");
    const size = { width: layout.width, height: layout.height + 40, scale: 2 };
    this.plotly.downloadImage({ data: named, layout }, { format, filename, ...size });
  }

  moved() {
    if (this.plotly) bringStyles(this.root.getRootNode());
  }

  drop(panel) {
    clearTimeout(panel.rest);
    this.sized.unobserve(panel.plot);
    if (this.plotly && !panel.wait) this.plotly.purge(panel.plot);
  }

  close() {
    for (const panel of this.panels) this.drop(panel);
    super.close();
  }
}

// The path of a curve in pixels: gaps at missing values, nothing outside the x axis, at most what the eye can tell.
function curve(x, y, xaxis, yaxis, log) {
  const [low, high] = xaxis.range;
  const [bottom, top] = yaxis.range;
  const across = xaxis._length / (high - low);
  const up = yaxis._length / (top - bottom);
  let path = "";
  let pen = "M";
  let begin = 0;
  let end = x.length;
  while (begin + 1 < end && x[begin + 1] < low) begin++;
  while (end - 2 > begin && x[end - 2] > high) end--;
  for (let i = begin; i < end; i++) {
    const value = log ? Math.log10(y[i]) : y[i];
    if (!Number.isFinite(value)) {
      pen = "M";
      continue;
    }
    const px = Math.round((x[i] - low) * across * 10) / 10;
    const py = Math.round(Math.max(-1e5, Math.min(1e5, (top - value) * up)) * 10) / 10;
    path += `${pen}${px},${py}`;
    pen = "L";
  }
  return path || "M0,0";
}

const plots = new WeakMap();
export default (component) => mount(plots, LivePlot, component);
