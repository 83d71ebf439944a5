"""A slider for the learning rate that the run follows while it is dragged."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from ui.components.kit.linker import component
from ui.components.kit.packing import plain

KEY = "eta_slider"
LOWEST, HIGHEST = 1e-4, 10.0
_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class EtaSlider:
    """What it shows: η, and the ends of its scale."""

    eta: float
    low: float
    high: float


def eta_slider(eta: float, *, on_release: Callable[[], None]) -> None:
    """Show η on a logarithmic scale.

    While it is dragged the live socket takes η to the run. ``on_release`` is called when it is let
    go; ``released`` then tells the value, which the run has not got yet if there is no socket.
    """
    _MOUNT(
        key=KEY,
        data=plain(EtaSlider(eta, LOWEST, HIGHEST)),
        on_eta_change=on_release,
    )


def released() -> float | None:
    """Return the η that the slider was left at; for ``on_release``."""
    value = st.session_state.get(KEY, {}).get("eta")
    return float(value) if isinstance(value, int | float) else None
