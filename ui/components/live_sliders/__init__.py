"""Sliders that the page follows while they are dragged: in a fragment it answers at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from ui.components.kit.linker import component
from ui.components.kit.packing import plain

_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class Slider:
    """One slider: ``value`` is where it stands at first, ``step`` how fine it is."""

    name: str
    label: str
    low: float
    high: float
    value: float
    step: float = 0.01


@dataclass(frozen=True, slots=True)
class LiveSliders:
    """What it shows; ``seen`` is the number of the last change that the page knows of."""

    sliders: Sequence[Slider]
    seen: int


def live_sliders(sliders: Sequence[Slider], key: str) -> dict[str, float]:
    """Show sliders and return where they stand, by name; while they are dragged, too.

    The values stay while another idea is shown: see ``put``.
    """
    told, store = f"{key}.live", _store(key)
    seen, values = st.session_state.get(store, (0, {}))

    def moved() -> None:
        sent = st.session_state.get(told, {}).get("moved")
        if isinstance(sent, dict):
            _keep(store, sliders, sent)

    now = [replace(one, value=float(values.get(one.name, one.value))) for one in sliders]
    _MOUNT(key=told, data=plain(LiveSliders(now, seen)), on_moved_change=moved)
    return {one.name: one.value for one in now}


def put(key: str, values: dict[str, float]) -> None:
    """Set some of the sliders; for callbacks."""
    seen, before = st.session_state.get(_store(key), (0, {}))
    st.session_state[_store(key)] = seen, {**before, **values}


def standing(key: str) -> dict[str, float]:
    """Return where sliders were left that have been moved, by name."""
    _, values = st.session_state.get(_store(key), (0, {}))
    return dict(values)


def _store(key: str) -> str:
    return f"{key}.values"


def _keep(store: str, sliders: Sequence[Slider], sent: dict[str, object]) -> None:
    """Keep what a browser sent, as far as sliders can stand there."""
    _, before = st.session_state.get(store, (0, {}))
    values = dict(before)
    for one in sliders:
        value = sent.get(one.name)
        if isinstance(value, int | float):
            values[one.name] = min(max(float(value), one.low), one.high)
    number = sent.get("number")
    st.session_state[store] = number if isinstance(number, int) else 0, values
