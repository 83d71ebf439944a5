"""Views that something on a page opened: a click in the diagram, a drawing that was pinned."""

import streamlit as st

_OPENED = "views.opened"  # the session's key of the views that are to be shown from now on


def open_view(name: str) -> None:
    """Have a view among those shown when the lab is next on the page."""
    st.session_state.setdefault(_OPENED, []).append(name)


def newly_opened() -> list[str]:
    """Return the names of views that were opened since this was asked last."""
    names: list[str] = st.session_state.pop(_OPENED, [])
    return names
