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


def follow(group: str, run_key: str, values: Mapping[str, Any]) -> None:
    """Give widgets the run's values: all when it is another run, else those that have none."""
    followed = f"followed.{group}"
    other = st.session_state.get(followed) != run_key
    st.session_state[followed] = run_key
    for key, value in values.items():
        if other or key not in st.session_state:
            st.session_state[key] = value
