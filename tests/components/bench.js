// What Streamlit does for a component, on a blank page: it gives it a place of its own and data,
// and hears what it says.

const mounted = [];

globalThis.bench = {
  // What components said: states by name, and triggers as pairs, oldest first.
  state: {},
  triggers: [],

  // Make a place for a component; return its number.
  async place(js, css, html) {
    const url = URL.createObjectURL(new Blob([js], { type: "text/javascript" }));
    const { default: component } = await import(url);
    const host = document.createElement("div");
    const parentElement = host.attachShadow({ mode: "open" });
    parentElement.innerHTML = `<style>${css}</style>${html}`;
    document.body.append(host);
    return mounted.push({ component, parentElement, ends: [] }) - 1;
  },

  // Call a component, as for the first data so for all that follow.
  call(number, data) {
    const { component, parentElement, ends } = mounted[number];
    const end = component({
      data: typeof data === "string" ? Uint8Array.from(atob(data), (c) => c.charCodeAt(0)) : data,
      parentElement,
      setStateValue: (name, value) => (bench.state[name] = value),
      setTriggerValue: (name, value) => bench.triggers.push([name, value]),
    });
    ends.push(end);
  },

  // Clean up after the oldest call that has not been cleaned up after.
  end: (number) => mounted[number].ends.shift()?.(),

  // Until what was asked for the next paint is there.
  painted: () =>
    new Promise((after) => requestAnimationFrame(() => requestAnimationFrame(() => after()))),
};
