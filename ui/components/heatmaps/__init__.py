"""Weights as pictures on canvas: small images side by side, or matrices with labels."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from ui.components.kit.linker import component
from ui.components.kit.packing import pack

Unit = Literal["number", "count", "share"]

MAX_VALUES = 40_000
"""Most values that one frame may carry."""

_EXACT = 2_000  # values; smaller matrices travel as float32, so that their numbers are right
FULL, MISSING = 127, -128  # the colour of the scale's end; of what is not a number
_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True, eq=False)
class Tiles:
    """Small images side by side, such as the weights of each hidden unit over the pixels.

    Parameters
    ----------
    title : str
        Shown above.
    values : (n, rows, cols)
        One image each.
    captions : sequence of str
        One for each image, such as "unit 7".
    scale : float, optional
        The value of the strongest colour, where it is not that of all panels.
    """

    title: str
    values: NDArray[np.floating[Any]]
    captions: Sequence[str]
    scale: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """One matrix with labelled rows and columns.

    Parameters
    ----------
    title : str
        Shown above.
    values : (rows, cols)
        Numbers appear in the cells where there is room.
    row_labels, col_labels : sequence of str
        One for each row and column.
    highlight : int, optional
        A column to put a frame around.
    scale : float, optional
        The value of the strongest colour, where it is not that of all panels.
    """

    title: str
    values: NDArray[np.floating[Any]]
    row_labels: Sequence[str]
    col_labels: Sequence[str]
    highlight: int | None = None
    scale: float | None = None


Panel = Tiles | Matrix


@dataclass(frozen=True, slots=True)
class TilesPanel:
    """``Tiles`` in a frame."""

    kind: Literal["tiles"]
    title: str
    rows: int
    cols: int
    scale: float
    captions: Sequence[str]


@dataclass(frozen=True, slots=True)
class MatrixPanel:
    """A ``Matrix`` in a frame."""

    kind: Literal["matrix"]
    title: str
    rows: int
    cols: int
    scale: float
    row_labels: Sequence[str]
    col_labels: Sequence[str]
    highlight: int | None


@dataclass(frozen=True, slots=True)
class Heatmaps:
    """Header of a frame: see ``frame``; ``shared`` tells whether one scale holds for all."""

    key: str
    title: str
    alt: str
    quantity: str
    unit: str
    clickable: bool
    cell: int
    scale: float
    shared: bool
    panels: Sequence[TilesPanel | MatrixPanel]


def mount(data: bytes, key: str) -> None:
    """Show what ``frame`` packed; ``key`` stays the same as long as the element does."""
    _MOUNT(key=key, data=data, on_cell_change=_nothing)


def clicked(key: str) -> tuple[int, int, int] | None:
    """Return (panel, row, column) of the cell clicked last; for tiles the row is the image."""
    cell = st.session_state.get(key, {}).get("cell")
    if isinstance(cell, list) and len(cell) == 3 and all(type(place) is int for place in cell):
        return cell[0], cell[1], cell[2]
    return None


def _nothing() -> None:
    """Streamlit runs the fragment again by itself; its state is only there with a callback."""


def frame(
    panels: Sequence[Panel],
    *,
    key: str,
    scale: float,
    alt: str,
    title: str = "",
    quantity: str = "weight",
    unit: Unit = "number",
    clickable: bool = False,
    cell: int = 52,
) -> bytes:
    """Pack values as colours: blue above zero, orange below.

    A frame equal to the one before costs the browser nothing.

    Parameters
    ----------
    key : str
        Of the component.
    scale : float
        The value of the strongest colour, shared by all panels: the largest absolute value,
        or a rounded number above it that does not change with every frame.
    alt : str
        What the picture shows, in words; it stands below.
    title : str
        Of the picture as a file.
    quantity : str
        What one value is, for the tooltip.
    unit : str
        How values are written: "number" with a sign; "count" and "share" are never negative, and
        the scale then begins at 0.
    clickable : bool
        Whether a click on a cell is told; see ``clicked``.
    cell : int
        The largest side of a matrix's cell, in pixels.

    Raises
    ------
    ValueError
        If labels and values do not fit together, or there are more than ``MAX_VALUES`` values.
    """
    total = sum(panel.values.size for panel in panels)
    if total > MAX_VALUES:
        raise ValueError(f"heatmaps shows at most {MAX_VALUES:,} values at once, not {total:,}")
    header = Heatmaps(
        key=key,
        title=title,
        alt=alt,
        quantity=quantity,
        unit=unit,
        clickable=clickable,
        cell=cell,
        scale=_strongest(scale),
        shared=all(panel.scale is None for panel in panels),
        panels=[_described(panel, _strongest(_own(panel, scale))) for panel in panels],
    )
    return pack(header, [_sent(panel, scale) for panel in panels])


def _own(panel: Panel, scale: float) -> float:
    return scale if panel.scale is None else panel.scale


def _strongest(scale: float) -> float:
    return float(scale) if math.isfinite(scale) and scale > 0 else 0.0


def _described(panel: Panel, scale: float) -> TilesPanel | MatrixPanel:
    if isinstance(panel, Tiles):
        n, rows, cols = _shape(panel, 3)
        _require(panel, "captions", panel.captions, n)
        return TilesPanel("tiles", panel.title, rows, cols, scale, panel.captions)
    rows, cols = _shape(panel, 2)
    _require(panel, "row labels", panel.row_labels, rows)
    _require(panel, "column labels", panel.col_labels, cols)
    return MatrixPanel(
        kind="matrix",
        title=panel.title,
        rows=rows,
        cols=cols,
        scale=scale,
        row_labels=panel.row_labels,
        col_labels=panel.col_labels,
        highlight=panel.highlight,
    )


def _shape(panel: Panel, dimensions: int) -> tuple[int, ...]:
    if panel.values.ndim != dimensions:
        raise ValueError(
            f"{panel.title!r} needs {dimensions} dimensions, not shape {panel.values.shape}"
        )
    return panel.values.shape


def _require(panel: Panel, what: str, labels: Sequence[str], count: int) -> None:
    if len(labels) != count:
        raise ValueError(f"{panel.title!r} needs {count} {what}, not {len(labels)}")


def _sent(panel: Panel, scale: float) -> NDArray[Any]:
    if isinstance(panel, Matrix) and panel.values.size <= _EXACT:
        return panel.values.astype(np.float32)
    return quantise(panel.values, _own(panel, scale))


def quantise(values: NDArray[np.floating[Any]], scale: float) -> NDArray[np.int8]:
    """Turn values into int8: -127..127 for -scale..scale.

    Parameters
    ----------
    values : array
        Beyond ±scale, infinity included, they count as ±scale.
    scale : float
        Without a positive finite scale every value is 0.

    Returns
    -------
    array of int8, of the same shape
        -128 where a value is not a number.
    """
    missing = np.isnan(values)
    if not (math.isfinite(scale) and scale > 0):
        return np.where(missing, MISSING, 0).astype(np.int8)
    parts: NDArray[Any] = np.rint(np.clip(values, -scale, scale) * (FULL / scale))
    if missing.any():
        parts[missing] = MISSING
    return parts.astype(np.int8)
