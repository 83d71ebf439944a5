"""The plane's grid and samples as a hidden layer of two units sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ui.components.decision_map import Kind, Points
from ui.components.kit.linker import component
from ui.components.kit.packing import pack

_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class WarpedGrid:
    """Header of a frame: see ``frame``."""

    key: str
    title: str
    kind: Kind
    points: int
    low: float
    high: float
    ticks: Sequence[float]
    line: str
    last: bool
    alt: str
    side: int


def mount(data: bytes, key: str) -> None:
    """Show what ``frame`` packed."""
    _MOUNT(key=key, data=data)


def frame(
    grid: NDArray[np.float32],
    train: Points,
    held_out: Points,
    lines: NDArray[np.float32],
    *,
    key: str,
    kind: Kind,
    ends: tuple[float, float],
    ticks: Sequence[float],
    line: str,
    last: bool,
    alt: str,
    title: str = "",
    side: int = 310,
) -> bytes:
    """Pack a bent grid.

    Parameters
    ----------
    grid : (lines, points, 2)
        Where the points of the plane's grid lines come to lie.
    lines : (m, 3)
        u, v, c of straight lines ux + vy + c = 0; ``line`` says what they are, ``last`` whether
        each belongs to a class.
    ends : pair of float
        Of both axes.
    """
    header = WarpedGrid(
        key=key,
        title=title,
        kind=kind,
        points=grid.shape[1],
        low=ends[0],
        high=ends[1],
        ticks=ticks,
        line=line,
        last=last,
        alt=alt,
        side=side,
    )
    shown = (train.places, train.colours, held_out.places, held_out.colours)
    arrays: list[NDArray[Any]] = [grid, *shown, lines]
    return pack(header, arrays)
