"""The style sheets of the whole app, and what all of its number fields do."""

from pathlib import Path

import streamlit as st

_HERE = Path(__file__).parent
_SHEET = "".join((_HERE / name).read_text("utf-8") for name in ("app.css", "navigation.css"))
_COMMA = (_HERE / "decimal_comma.js").read_text("utf-8")
_COLOURS = ("primaryColor", "backgroundColor")


def show() -> None:
    """Put them on the page, with the theme's colours in it.

    Streamlit tells the page which theme is shown, but not what lies above it, such as popovers:
    those go by what the browser said when the script ran. So do browsers before 2024 in all.
    """
    shown = st.context.theme.type or "light"
    one, either = "", ""
    for name in _COLOURS:
        light, dark = (st.get_option(f"theme.{theme}.{name}") for theme in ("light", "dark"))
        one += f"--app-{name}: {dark if shown == 'dark' else light}; "
        either += f"--app-{name}: light-dark({light}, {dark}); "
    st.html(
        f"<style>:root {{ color-scheme: {shown}; {one}}}\n"
        f"@supports (color: light-dark(red, red)) {{ :root {{ {either}}} }}\n{_SHEET}</style>"
    )
    with st.container(key="scripts"):
        st.html(f"<script>{{\n{_COMMA}}}</script>", unsafe_allow_javascript=True)
