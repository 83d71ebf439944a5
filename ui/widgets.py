"""Widgets that follow from the table of settings, and from the run that the page shows."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core.settings import Setting


def choice(key: str, about: Setting, **kwargs: Any) -> None:
    """Show a list to choose from."""
    choices = about.choices or {}
    st.selectbox(
        about.label,
        list(choices),
        format_func=lambda name: choices[name],
        key=key,
        help=about.help,
        **kwargs,
    )


def number(key: str, about: Setting, *, whole: bool, step: float = 0.1, **kwargs: Any) -> None:
    """Show a number field. It lets anything in: the spec says what is wrong, in better words."""
    st.number_input(
        about.label,
        step=1 if whole else step,
        format="%d" if whole else "%g",
        key=key,
        help=about.help,
        **kwargs,
    )


def followed_values(group: str) -> Mapping[str, Any]:
    """Return the values that widgets were given when the page last ran."""
    values: Mapping[str, Any] = st.session_state.get(f"followed.{group}", ("", {}))[1]
    return values


def follow(group: str, run_key: str, values: Mapping[str, Any]) -> None:
    """Give widgets the run's values.

    Where it is another run than before: all. Else those that the run changed by other means than
    this widget, and those of widgets that were not on the page or that report no value.
    """
    followed = f"followed.{group}"
    key_before, before = st.session_state.get(followed, ("", {}))
    st.session_state[followed] = run_key, dict(values)
    for key, value in values.items():
        changed = run_key != key_before or before.get(key) != value
        shown = st.session_state.get(key)
        if shown is None or (changed and shown != value):
            st.session_state[key] = value
