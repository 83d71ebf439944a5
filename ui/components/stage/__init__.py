"""The stage: a network that learns before your eyes, and all that one does to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st

from ui.components.kit.linker import component
from ui.components.kit.packing import pack

KEY = "stage"
_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class Named:
    """Something to choose, and what it is called on screen."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Openable:
    """A view in the filmstrip; ``kind`` is the component that draws it."""

    name: str
    label: str
    title: str
    help: str
    kind: str


@dataclass(frozen=True, slots=True)
class Stage:
    """Header of what the stage is given; its arrays are first frames of the run's views.

    Attributes
    ----------
    run : str
        The run's key.
    before, deed : str
        The key of the run whose place it took, and what was done by that, if it can be undone.
    following : bool
        Whether it only follows what a lecturer does, in a lecture room.
    fresh : bool
        Whether nobody has played it yet: it begins by itself.
    pace : float, optional
        Steps a second; None for as many as possible.
    sentence, notice : str
        What one sees, and what to look out for.
    told : str
        Why something that was asked for is not possible.
    data : str
        The name of the data.
    tiles : sequence of Named
        Data to choose.
    activations, last : sequence of Named
        Those that a hidden layer and the output layer may have.
    features, chosen : sequence of Named, of str
        What the network may be told of a point, and what it is told.
    row : bool
        Whether it learns a table whose rows can be said.
    optimizer : str
        Its name on screen.
    views : sequence of Openable
        What can be opened besides the answer, in order.
    most_layers, most_units : int
        Limits of a network.
    """

    key: str
    run: str
    before: str
    deed: str
    following: bool
    fresh: bool
    pace: float | None
    sentence: str
    notice: str
    told: str
    data: str
    tiles: Sequence[Named]
    activations: Sequence[Named]
    last: Sequence[Named]
    features: Sequence[Named]
    chosen: Sequence[str]
    row: bool
    optimizer: str
    views: Sequence[Openable]
    most_layers: int
    most_units: int


def mount(about: Stage, frames: Sequence[bytes], on_ask: Callable[[], None]) -> None:
    """Show the stage; ``on_ask`` is called when it asks for what only the page can do."""
    arrays = [np.frombuffer(frame, np.uint8) for frame in frames]
    _MOUNT(key=KEY, data=pack(about, arrays), on_ask_change=on_ask)


def asked() -> Mapping[str, Any]:
    """Return what the stage asks for; for ``on_ask``."""
    asked = st.session_state.get(KEY, {}).get("ask")
    return asked if isinstance(asked, Mapping) else {}
