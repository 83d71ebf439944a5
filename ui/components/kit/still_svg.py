"""A still picture as SVG: there at once, while Plotly's JavaScript would still be on its way."""

import streamlit as st

from ui.components.kit.packing import plain

_MOUNT = st.components.v2.component(
    "svg",
    css="""
svg { display: block; width: 100%; font-family: var(--st-font); }
text { fill: var(--st-text-color); opacity: 0.8; }
""",
    js="""
const drawn = new WeakMap();
export default ({ parentElement, data: [{ svg: data }] }) => {
  if (drawn.get(parentElement)?.data === data) return;
  const svg = new DOMParser().parseFromString(data, "image/svg+xml").documentElement;
  const node = document.importNode(svg, true);
  const before = drawn.get(parentElement)?.node;
  if (before) before.replaceWith(node);
  else parentElement.append(node);
  drawn.set(parentElement, { data, node });
};
""",
)


def mount(svg: str, key: str) -> None:
    """Show an SVG of our own making; it takes the width there is."""
    _MOUNT(key=key, data=plain(svg=svg))
