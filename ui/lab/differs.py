"""The setting that B differs in: which it is, B's value of it, and how both are said."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

import streamlit as st

from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.specs import NetworkSpec, Setup, TrainSpec
from core.specs.settings import Setting
from core.specs.training import STOPPING
from ui.shell.widgets import place, shown

DIFFERS = "b"
"""The URL's key of it: a setting and B's value of it, as in eta.0.5."""
FIELDS: dict[str, type[NetworkSpec] | type[TrainSpec]] = {
    **{
        field.name: TrainSpec
        for field in fields(TrainSpec)
        if "setting" in field.metadata and TrainSpec.about(field.name).group != STOPPING
    },
    "cost": NetworkSpec,
    "init": NetworkSpec,
}
_NAME = "compare.name"  # the session's key of the setting,
_KEPT = "compare.differs"  # and of both, for when the page is opened again
_MOST = 1e9  # that a URL may have a field show
_HIDDEN_ACTIVATION = "activation"


def ask(setup: Setup) -> tuple[str, Any]:
    """Ask which setting differs from this set-up's, and for B's value of it; return both."""
    names = _names(setup)
    if st.session_state.get(_NAME) not in (None, *names):
        del st.session_state[_NAME]  # A has another shape by now
    if _NAME not in st.session_state:
        _follow(setup, names)
    name = st.selectbox("B differs in", names, place(_NAME, names), format_func=_label, key=_NAME)
    value = _value(setup, name)
    st.session_state[_KEPT] = f"{name}.{value}"
    return name, value


def asked(setup: Setup) -> tuple[str, Any]:
    """Return what ``ask`` would, without showing its fields again.

    Raises
    ------
    KeyError
        If they have not been shown.
    """
    name = st.session_state[_NAME]
    return name, shown(f"compare.value.{name}", _first(_own(setup, name), name))


def of(a: Setup, b: Setup) -> str:
    """Return the setting that two set-ups differ in, the first one if in none."""
    names = _names(a)
    return next((name for name in names if _own(a, name) != _own(b, name)), names[0])


def _names(setup: Setup) -> list[str]:
    """Return the settings that B may differ in."""
    hidden = [_HIDDEN_ACTIVATION] if len(setup.network.sizes) > 2 else []
    return [*FIELDS, *hidden]


def headline(name: str, a: Setup, b: Setup) -> str:
    """Say what differs between two set-ups, in Markdown."""
    own, other = _said(a, name), _said(b, name)
    if own == other:
        return f"{_label(name)}: {own} in both"
    return f"{_label(name)}: :blue[A {own}] against :orange[B {other}]"


def _label(name: str) -> str:
    return "Hidden activation" if name == _HIDDEN_ACTIVATION else FIELDS[name].about(name).label


def _choices(name: str) -> Mapping[str, str] | None:
    """Return the values that a setting can have, and how they are called; None for a number."""
    if name != _HIDDEN_ACTIVATION:
        return FIELDS[name].about(name).choices
    inner = (activation for activation in ACTIVATIONS if activation not in OUTPUT_ONLY)
    return {activation: ACTIVATIONS[activation].label for activation in inner}


def _own(setup: Setup, name: str) -> Any:
    """Return a set-up's value of a setting."""
    if name == _HIDDEN_ACTIVATION:
        return setup.network.activations[0]
    return getattr(setup.network if FIELDS[name] is NetworkSpec else setup.settings, name)


def _said(setup: Setup, name: str) -> str:
    """Write a set-up's value of a setting."""
    value, choices = _own(setup, name), _choices(name)
    return choices[value] if choices else f"{value:g}".replace("-", "−")


def _value(setup: Setup, name: str) -> Any:
    """Show the field for B's value; at first another one than A's."""
    key, own, choices = f"compare.value.{name}", _own(setup, name), _choices(name)
    if choices is not None:
        return _choice(own, choices, key)
    whole = isinstance(own, int)
    return st.number_input(
        "B's value",
        value=shown(key, _first(own, name)),
        step=1 if whole else 0.1,
        format="%d" if whole else "%g",
        key=key,
    )


def _choice(own: str, labels: Mapping[str, str], key: str) -> str:
    names = [*(name for name in labels if name != own), own]
    at = place(key, names)
    return st.selectbox(
        "B's value",
        names,
        at,
        format_func=lambda name: labels[name],
        key=key,
    )


def _first(own: Any, name: str) -> Any:
    """Return B's value of a setting before there is another answer: not A's ``own``."""
    if (choices := _choices(name)) is not None:
        return next(value for value in (*choices, own) if value != own)
    return another(own, FIELDS[name].about(name))


def another(own: float, about: Setting) -> float:
    """Return a value that a setting may have, smaller than ``own`` if there is one."""
    low = about.low or 0
    if isinstance(own, int):
        return own // 2 if own // 2 >= max(low, 1) else own + 1
    return own / 10 if own / 10 > low else own * 10 or 0.1


def changed(setup: Setup, name: str, value: Any) -> Setup:
    """Return the set-up with another value of a setting.

    Raises
    ------
    ValueError
        If it does not fit; the text says why.
    """
    if name == _HIDDEN_ACTIVATION:
        names = setup.network.activations
        return setup.changed("activations", (value,) * (len(names) - 1) + names[-1:])
    return setup.changed(name, value)


def _follow(setup: Setup, names: Sequence[str]) -> None:
    """Have the fields show what this session or the URL says of B, if it makes sense."""
    told: str = st.session_state.get(_KEPT) or st.query_params.get(DIFFERS, "")
    name, _, text = told.partition(".")
    if name not in names:
        return
    value: Any = text
    if (choices := _choices(name)) is None:
        try:
            value = type(_own(setup, name))(text)
        except ValueError:
            return
    if value in choices if choices else -_MOST <= value <= _MOST:
        st.session_state[_NAME] = name
        st.session_state[f"compare.value.{name}"] = value
