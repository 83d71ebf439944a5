"""Has the browser keep its owner's secret, on a page that has no live socket to say it."""

import streamlit as st

from ui.components.kit.linker import component

_MOUNT = component(__file__)


def mount(owner: str) -> None:
    """Have it kept; takes no room."""
    base = st.get_option("server.baseUrlPath").strip("/")
    _MOUNT(key="keep_owner", data=[{"owner": owner, "base": base}], width=1, height=1)
