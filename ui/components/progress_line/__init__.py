"""A line of text whose numbers change without the page moving."""

import streamlit as st

from ui.components.kit.packing import pack, source

_MOUNT = st.components.v2.component(
    "progress_line",
    css=source("progress_line/progress_line.css"),
    js=source("kit/packing.js", "progress_line/progress_line.js"),
)


def mount(data: bytes, key: str) -> None:
    """Show what ``frame`` packed."""
    _MOUNT(key=key, data=data)


def frame(text: str, *, key: str) -> bytes:
    """Pack a line; what stands between asterisks is set in bold, in figures of one width."""
    return pack({"key": key, "parts": text.split("*")}, [])
