"""Inputs of the lessons that keep their value while another idea is shown."""

import streamlit as st

from ui.shell.widgets import shown


def slider(
    label: str,
    key: str,
    low: float,
    high: float,
    default: float,
    *,
    step: float = 0.01,
) -> float:
    """Ask for a number with as many decimals as ``step`` has."""
    decimals = len(str(step).partition(".")[2])
    st.session_state.setdefault(key, default)
    st.slider(
        label,
        low,
        high,
        shown(key, default),
        key=key,
        step=step,
        format=f"%.{decimals}f",
        persist_state="session",
    )
    return round(float(st.session_state[key]), decimals)  # 0.5 shall be 0.5


def whole(label: str, key: str, low: int, high: int, default: int) -> int:
    """Ask for a whole number."""
    st.session_state.setdefault(key, default)
    st.slider(label, low, high, shown(key, default), key=key, persist_state="session")
    return int(st.session_state[key])


def put(key: str, value: object) -> None:
    """Set an input; for callbacks."""
    st.session_state[key] = value
