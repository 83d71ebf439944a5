"""A slider over the run's past: what it points at is what all views show."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import streamlit as st

from ui.components.kit.linker import component
from ui.components.kit.packing import pack

KEY = "rewind"
_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class RewindBar:
    """Header of a frame: see ``frame``."""

    key: str
    run: str
    now: int
    playing: bool
    alt: str = ""


def mount(data: bytes, key: str, on_fork: Callable[[], None]) -> None:
    """Show what ``frame`` packed; ``on_fork`` is called when training shall go on from there."""
    _MOUNT(key=key, data=data, on_at_change=_nothing, on_fork_change=on_fork)


def frame(
    steps: tuple[int, ...], epochs: list[float], now: int, *, key: str, run: str, playing: bool
) -> bytes:
    """Pack the moments that can be seen again.

    Parameters
    ----------
    steps, epochs : as many as there are checkpoints
        After how many steps and epochs each was taken.
    now : int
        Steps done by now; the slider's right end.
    run : str
        The run's key.
    """
    return pack(
        RewindBar(key, run, now, playing),
        [np.array(steps, np.float32), np.array(epochs, np.float32)],
    )


def pointed_at(run: str, now: int) -> int | None:
    """Return the steps after which the visitor wants to see the run; None for the present.

    ``now`` is how many steps the run with this key has done: a wish for another run, or from before
    it went on, is no longer one.
    """
    at = st.session_state.get(KEY, {}).get("at")
    if not isinstance(at, list) or at[1:] != [now, run] or type(at[0]) is not int:
        return None
    steps: int = at[0]
    return steps if 0 <= steps < now else None


def fork_from() -> int | None:
    """Return the steps after which to go on; for ``on_fork``."""
    steps = st.session_state.get(KEY, {}).get("fork")
    return steps if type(steps) is int else None


def _nothing() -> None:
    """Streamlit runs the fragment again by itself; its state is only there with a callback."""
