"""A network as units and edges: colour and width are weights, units show what they answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.components.kit.linker import component
from ui.components.kit.packing import pack

_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """The units of one layer that are shown, the first of all.

    Parameters
    ----------
    title : str
        Of the layer.
    size : int
        How many units there are; as many as ``names`` are shown.
    names : sequence of str
        What the shown ones are called. Of pixels none is shown, but a picture.
    values : (shown,) or (height, width)
        Their answers, or the picture: 0 to 1.
    scale : float
        The value of the strongest colour; values below zero are orange.
    w : (shown, shown before), optional
        Their weights; after a picture (shown, 1), each the norm of a unit's weights.
    b : (shown,), optional
        Their biases. The layer of inputs has neither.
    maps : (shown, n, n), optional
        int8: what each of them answers at n x n places of the plane.
    """

    title: str
    size: int
    names: Sequence[str]
    values: NDArray[np.float32]
    scale: float
    w: NDArray[np.float32] | None = None
    b: NDArray[np.float32] | None = None
    maps: NDArray[np.int8] | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A ``Layer`` in a frame; ``picture`` is the shape of inputs that are one."""

    title: str
    size: int
    names: Sequence[str]
    scale: float
    picture: Sequence[int] | None


@dataclass(frozen=True, slots=True)
class NetworkDiagram:
    """Header of a frame: see ``frame``; ``n`` places lie along a side of a unit's map."""

    key: str
    title: str
    alt: str
    scale: float
    norm: float
    answers: str
    edge: Sequence[int] | None
    lit: Sequence[Sequence[int]]
    n: int
    layers: Sequence[Column]


def mount(data: bytes, key: str, on_select: Callable[[], None]) -> None:
    """Show what ``frame`` packed; ``on_select`` is called when an edge or a unit was clicked."""
    _MOUNT(key=key, data=data, on_edge_change=on_select)


def selected(key: str) -> list[int] | None:
    """Return (layer, unit, input) of the edge clicked last, from 0; input -1 is the bias."""
    edge = st.session_state.get(key, {}).get("edge")
    if isinstance(edge, list) and len(edge) == 3 and all(type(place) is int for place in edge):
        return edge
    return None


def frame(
    layers: Sequence[Layer],
    *,
    key: str,
    scale: float,
    norm: float,
    answers: str,
    alt: str,
    title: str = "",
    edge: Sequence[int] | None = None,
    lit: Sequence[Sequence[int]] = (),
) -> bytes:
    """Pack a diagram.

    Parameters
    ----------
    layers : sequence of Layer
        From inputs to outputs.
    scale : float
        The weight or bias of the strongest colour and the widest edge.
    norm : float
        The norm of the widest edge from a picture.
    answers : str
        What the values are, for the tooltip: "mean of 250 samples", say.
    edge : (layer, unit, input), optional
        What is selected.
    lit : sequence of (layer, unit, input)
        Lines that stand out.
    """
    header = NetworkDiagram(
        key=key,
        title=title,
        alt=alt,
        scale=scale,
        norm=norm,
        answers=answers,
        edge=edge,
        lit=lit,
        n=next((layer.maps.shape[1] for layer in layers if layer.maps is not None), 0),
        layers=[
            Column(
                layer.title,
                layer.size,
                layer.names,
                layer.scale,
                None if layer.values.ndim == 1 else layer.values.shape,
            )
            for layer in layers
        ],
    )
    nothing = np.zeros(0, np.float32)
    no_maps = np.zeros(0, np.int8)
    arrays: list[NDArray[Any]] = []
    for layer in layers:
        arrays += [
            layer.values.astype(np.float32),
            nothing if layer.w is None else layer.w.astype(np.float32),
            nothing if layer.b is None else layer.b.astype(np.float32),
            no_maps if layer.maps is None else layer.maps,
        ]
    return pack(header, arrays)
