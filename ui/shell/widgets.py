"""Widgets that follow from the table of settings, and from the run that the page shows."""

import math
import time
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

import streamlit as st

from core.specs.settings import Setting

Value = TypeVar("Value")

GRACE = 2.0  # seconds that a browser may take to hear of a new value
_REPLACED = "replaced."  # of a group: when, what by what, and which widgets tell who has heard


def shown(key: str, first: Value) -> Value:
    """Return what a widget shows, ``first`` before it was there: give it that as its default.

    Streamlit sends a value once. A browser that builds the widget anew, or only hears of it with
    the page's next run, shows the default: without one a field's minimum, or 0, for good.
    """
    value: Value | None = st.session_state.get(key)
    return first if value is None else value


def place(key: str, options: Sequence[Any]) -> int:
    """Return where among ``options`` a list's choice stands: its default, see ``shown``."""
    value = shown(key, options[0])
    return options.index(value) if value in options else 0


def choice(key: str, about: Setting, **kwargs: Any) -> None:
    """Show a list to choose from."""
    choices = about.choices or {}
    names = list(choices)
    st.selectbox(
        about.label,
        names,
        place(key, names),
        format_func=lambda name: choices[name],
        key=key,
        help=about.help,
        **kwargs,
    )


def number(key: str, about: Setting, *, whole: bool, step: float = 0.1, **kwargs: Any) -> None:
    """Show a number field. It lets anything in: the spec says what is wrong, in better words."""
    kind = int if whole else float
    st.number_input(
        about.label,
        value=kind(shown(key, 0)),
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


def followed_run(group: str) -> str:
    """Return the key of the run whose values widgets were given when the page last ran."""
    key: str = st.session_state.get(f"followed.{group}", ("", {}))[0]
    return key


def follow(
    group: str, run_key: str, values: Mapping[str, Any], always: Collection[str] = ()
) -> None:
    """Give widgets the run's values.

    Where it is another run than before: all. Else those that the run changed by other means than
    this widget, and those of widgets that were not on the page or that report no value. ``always``
    names widgets that are on the page whatever the others say.
    """
    undo_late_report(group)
    followed = f"followed.{group}"
    key_before, before = st.session_state.get(followed, ("", {}))
    st.session_state[followed] = run_key, dict(values)
    replaced = {}
    for key, value in values.items():
        shown = st.session_state.get(key)
        changed = run_key != key_before or before.get(key) != value
        if shown is None or (changed and shown != value):
            replaced[key] = shown, value
            st.session_state[key] = value
    if replaced:
        told = {key for key, (before, _) in replaced.items() if before is not None}
        witnesses = told & set(always) or told
        st.session_state[_REPLACED + group] = time.monotonic(), replaced, witnesses


def undo_late_report(group: str) -> None:
    """Where a group's widgets report the values that were just replaced in them, undo that.

    A browser sends all its values with whatever happens there: with a click, or a fragment's tick,
    that comes before it has heard of the new values, the old ones too.
    """
    state = st.session_state
    since, replaced, witnesses = state.get(_REPLACED + group, (-math.inf, {}, ()))
    if not witnesses or time.monotonic() - since >= GRACE:
        return
    if any(state.get(key) != replaced[key][0] for key in witnesses):
        return  # it has heard
    for key, (before, value) in replaced.items():
        if state.get(key) == before:
            state[key] = value
