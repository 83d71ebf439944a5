"""A square to put points of some classes into, by hand: clicked, drawn, erased, taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from ui.components.kit.linker import component
from ui.components.kit.packing import plain

_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class PointPad:
    """What it shows at first, and again whenever ``stamp`` is another: see ``core.data.points``.

    ``most`` points fit.
    """

    text: str
    stamp: int
    most: int


def mount(data: PointPad, key: str, on_points: Callable[[], None]) -> None:
    """Show it; ``on_points`` is called when there are other points."""
    _MOUNT(key=key, data=plain(data), on_points_change=on_points)


def drawn(key: str) -> tuple[str, int] | None:
    """Return in ``on_points`` the points as text, and the stamp of what they were drawn over."""
    said = st.session_state.get(key, {}).get("points")
    if not isinstance(said, Mapping):
        return None
    text, stamp = said.get("text"), said.get("stamp")
    return (text, stamp) if isinstance(text, str) and isinstance(stamp, int) else None
