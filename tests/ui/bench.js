// What Streamlit does for a component, on a blank page: it gives it a place of its own and data,
// and hears what it says.

/**
 * @typedef {import("../../ui/components/kit/streamlit.d.ts").Component<unknown>} Component
 * @typedef {(component: Component) => (() => void) | undefined} Call
 * @typedef {{ call: Call, parentElement: ShadowRoot, ends: ReturnType<Call>[] }} Mounted
 */

/** @type {Mounted[]} */
const mounted = [];

// What components said: states by name, and triggers as pairs, oldest first.
/** @type {Record<string, unknown>} */
const state = {};
/** @type {[name: string, value: unknown][]} */
const triggers = [];

const bench = {
  state,
  triggers,

  /**
   * Make a place for a component; return its number.
   *
   * @param {string} js
   * @param {string} css
   * @param {string} html
   */
  async place(js, css, html) {
    const url = URL.createObjectURL(new Blob([js], { type: "text/javascript" }));
    const { default: call } = await import(url);
    const host = document.createElement("div");
    const parentElement = host.attachShadow({ mode: "open" });
    parentElement.innerHTML = `<style>${css}</style>${html}`;
    document.body.append(host);
    host.id = `component-${mounted.length}`;
    return mounted.push({ call, parentElement, ends: [] }) - 1;
  },

  /**
   * Call a component, as for the first data so for all that follow.
   *
   * @param {number} number
   * @param {unknown} data bytes as base64, or anything else
   */
  call(number, data) {
    const { call, parentElement, ends } = mounted[number];
    const end = call({
      data: typeof data === "string" ? Uint8Array.from(atob(data), (c) => c.charCodeAt(0)) : data,
      parentElement,
      setStateValue: (name, value) => (state[name] = value),
      setTriggerValue: (name, value) => triggers.push([name, value]),
    });
    ends.push(end);
  },

  /**
   * Clean up after the oldest call that has not been cleaned up after.
   *
   * @param {number} number
   */
  end: (number) => mounted[number].ends.shift()?.(),

  /**
   * Forget what would clean up after the oldest call, as Streamlit does once another has returned.
   *
   * @param {number} number
   */
  forget: (number) => void mounted[number].ends.shift(),

  // Until what was asked for the next paint is there.
  painted: () => new Promise((after) => requestAnimationFrame(() => requestAnimationFrame(after))),
};

Object.assign(globalThis, { bench });
