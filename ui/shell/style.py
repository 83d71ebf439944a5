"""The style sheets of the whole app."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_SHEET = "".join((_HERE / name).read_text("utf-8") for name in ("app.css", "navigation.css"))


def show() -> None:
    """Put them on the page."""
    st.html(f"<style>{_SHEET}</style>")
