"""Which drawer or dialog is open over the stage."""

import streamlit as st

OPEN = "stage.open"
"""The session's key of its name; none: ''."""


def opened() -> str:
    """Return the name of the one that is open, '' if none is."""
    name: str = st.session_state.get(OPEN, "")
    return name


def toggle(name: str) -> None:
    """Open one, or close it if it is open."""
    st.session_state[OPEN] = "" if opened() == name else name


def close() -> None:
    """Close what is open."""
    st.session_state[OPEN] = ""
