"""Where a page begins once it shows something else: at its top."""

import streamlit as st

from ui.components.kit.packing import source

_MOUNT = st.components.v2.component("scroll_to_top", js=source("scroll_to_top/scroll_to_top.js"))


def begin_at_top(what: str) -> None:
    """Scroll up whenever ``what`` is another than before; takes no room."""
    _MOUNT(key="scroll_to_top", data={"what": what}, width=1, height=1)
