"""A small net whose every number can be grabbed and dragged; what follows moves with it.

The browser computes nothing of the net: for each number that can be moved it has what follows, at
each place that it can be moved to.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from ui.components.kit.linker import component
from ui.components.kit.packing import pack

_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class WiggleGrid:
    """A matrix; ``at`` is where its first number stands among what follows, -1 for weights.

    ``why`` is said where one tries to grab a number of it that cannot be moved.
    """

    name: str
    rows: Sequence[Sequence[float]]
    at: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class WiggleLine:
    """The matrices of a layer."""

    title: str
    grids: Sequence[WiggleGrid]


@dataclass(frozen=True, slots=True)
class Movable:
    """A number that can be moved.

    Parameters
    ----------
    grid, row, col
        Where it stands: the matrix by its name.
    slope, formula
        ∂C/∂ of it, and what that is made of: "δ²₁ · a¹₂".
    first : int
        Where what follows it begins; all from there to the end follows.
    node : (layer, unit, input)
        Where it is in the picture: a line, or with input -1 a unit; () for neither.
    """

    name: str
    grid: str
    row: int
    col: int
    slope: float
    formula: str
    first: int
    node: Sequence[int]


@dataclass(frozen=True, slots=True)
class Wiggle:
    """Header of a frame: see ``frame``."""

    key: str
    n: int
    step: float
    names: Sequence[Sequence[str]]
    lines: Sequence[WiggleLine]
    movables: Sequence[Movable]
    count: int
    cost: int


def mount(data: bytes, key: str) -> None:
    """Show what ``frame`` packed."""
    _MOUNT(key=key, data=data)


def frame(
    lines: Sequence[WiggleLine],
    movables: Sequence[Movable],
    base: FloatArray,
    followers: Sequence[FloatArray],
    *,
    cost: int,
    key: str,
    step: float,
    names: Sequence[Sequence[str]],
) -> bytes:
    """Pack a net.

    Parameters
    ----------
    base : (count,)
        All that can follow, layer by layer: inputs, z, a, and so on; then C, its change, and all δ.
    followers : (n, count - first) each
        For each movable, the same from ``first`` on, at n places ``step`` apart; the middle one is
        where it stands. Places where the cost is not finite cannot be reached.
    cost : int
        Where C stands in ``base``.
    names : by layer
        What units are called.
    """
    header = Wiggle(key, len(followers[0]), step, names, lines, movables, len(base), cost)
    return pack(header, [np.asarray(a, np.float32) for a in (base, *followers)])
