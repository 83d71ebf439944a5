"""The style sheets of the whole app."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_SHEET = "".join((_HERE / name).read_text("utf-8") for name in ("app.css", "navigation.css"))
_COLOURS = ("primaryColor", "backgroundColor")


def show() -> None:
    """Put them on the page, with colours of the theme that the visitor sees."""
    theme = st.context.theme.type or "light"
    colours = (f"--app-{name}: {st.get_option(f'theme.{theme}.{name}')};" for name in _COLOURS)
    st.html(f"<style>:root {{ {' '.join(colours)} }}\n{_SHEET}</style>")
