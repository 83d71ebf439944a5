"""The page's end of the live socket: it takes frames to the live components on the page."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from ui.components.kit.linker import component
from ui.components.kit.packing import plain

KEY = "live_socket"
_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class LiveSocket:
    """What the page says to its end of the socket.

    Attributes
    ----------
    run : str
        Its key.
    playing : bool, optional
        What the page's buttons say; when the socket says otherwise, the fragment runs again. None
        where the page has no such buttons of Streamlit's.
    followed : int
        How many planned changes its fields have followed; likewise.
    views : mapping
        The options of each view on the page, by its name.
    at : int, optional
        The steps after which the run is to be seen; None for now.
    present : int
        In how many rows views fill the screen while presenting; 0 when not.
    base : str
        The path that the whole app is served under.
    lost : bool
        What the page knows of it; see ``lost``.
    owner : str
        This browser's secret.
    written : float
        When the page ran, in seconds of any clock: else a browser would not hear of a run that
        changes nothing, and commands would wait for it.
    """

    run: str
    playing: bool | None
    followed: int
    views: Mapping[str, Mapping[str, Any]]
    at: int | None
    present: int
    base: str
    lost: bool
    owner: str
    written: float = field(default_factory=time.monotonic)


def live_socket(said: LiveSocket, own: Callable[[Mapping[str, Any]], object]) -> None:
    """Have the socket bring frames for the views on the page, as long as it can.

    ``own`` does a command for a page that may only watch the run: on a copy.
    """
    _MOUNT(
        key=KEY,
        data=plain(said),
        on_lost_change=_nothing,
        on_moved_change=_nothing,
        on_guest_change=lambda: _as_guest(own),
        height=1,
    )


def lost() -> bool:
    """Tell whether the socket does not bring this page its frames, so that something else has to.

    The page itself says so: until it does, the socket is about to. A page that would rather bring
    them meanwhile sends all it has some ten times before the first one comes.
    """
    return bool(st.session_state.get(KEY, {}).get("lost"))


def _as_guest(own: Callable[[Mapping[str, Any]], object]) -> None:
    said = st.session_state.get(KEY, {}).get("guest")
    if isinstance(said, Mapping):
        with suppress(ValueError):  # the socket has looked at it before
            own(said)


def _nothing() -> None:
    """Streamlit runs the fragment again by itself; its state is only there with a callback."""
