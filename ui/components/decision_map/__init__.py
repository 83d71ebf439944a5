"""What a network answers at every place of a plane, with the samples on it."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ui.components.kit.linker import component
from ui.components.kit.packing import pack

Kind = Literal["one", "many", "value"]
"""What a colour means: an output around ½, the class of the largest output, or a quantity."""

STRONG = 115  # the colour of a sample of one of two classes, of 127
_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Samples in the plane: places (m, 2), and colours (m,): int8 like the field's, or classes."""

    places: NDArray[np.float32]
    colours: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class DecisionMap:
    """Header of a frame: see ``frame``. ``points`` is equal where the samples are."""

    key: str
    title: str
    kind: Kind
    n: int
    k: int
    low: float
    high: float
    scale: float
    names: tuple[str, str]
    outputs: Sequence[str]
    legend: Sequence[str]
    ticks: Sequence[float]
    alt: str
    discrete: bool
    side: int
    points: int


def mount(data: bytes, key: str) -> None:
    """Show what ``frame`` packed."""
    _MOUNT(key=key, data=data)


def frame(
    field: NDArray[np.int8],
    train: Points,
    held_out: Points,
    *,
    key: str,
    kind: Kind,
    ends: tuple[float, float],
    scale: float,
    names: tuple[str, str],
    outputs: Sequence[str],
    legend: Sequence[str],
    ticks: Sequence[float],
    alt: str,
    title: str = "",
    discrete: bool = False,
    side: int = 310,
) -> bytes:
    """Pack a map.

    Parameters
    ----------
    field : (outputs, n, n)
        -127..127 for -scale..scale, the first row at the top. "one" is the output less ½.
    ends : pair of float
        Of both axes.
    legend : sequence of str
        What the colours of the samples mean: below and above ½, or class by class.
    discrete : bool
        Whether classes are shown with sharp borders.
    side : int
        In pixels, where there is room.
    """
    arrays: list[NDArray[Any]] = [
        train.places,
        train.colours,
        held_out.places,
        held_out.colours,
    ]
    fingerprint = 0
    for array in arrays:
        fingerprint = zlib.crc32(array.tobytes(), fingerprint)
    header = DecisionMap(
        key=key,
        title=title,
        kind=kind,
        n=field.shape[1],
        k=field.shape[0],
        low=ends[0],
        high=ends[1],
        scale=scale,
        names=names,
        outputs=outputs,
        legend=legend,
        ticks=ticks,
        alt=alt,
        discrete=discrete,
        side=side,
        points=fingerprint,  # then they need not be drawn again
    )
    return pack(header, [field, *arrays])
