"""What a network answers at every place of a plane, with the samples on it."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from ui.components.heatmaps import quantise
from ui.components.kit.linker import component
from ui.components.kit.packing import pack

Kind = Literal["one", "many", "value"]
"""What a colour means: an output around ½, the class of the largest output, or a quantity."""

KNEE = 0.5  # from the border, where half of the byte is used up; less where all is nearer
STRONG = 115  # the colour of a sample of one of two classes, of 127
_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True, eq=False)
class Points:
    """Samples in the plane: places (m, 2), and colours (m,): int8 like the field's, or classes."""

    places: NDArray[np.float32]
    colours: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class PlaneAxis:
    """An axis of the map: its name, its ends and some round places, in the data's own units."""

    name: str
    low: float
    high: float
    ticks: Sequence[float]


@dataclass(frozen=True, slots=True)
class DecisionMap:
    """Header of a frame: see ``frame``. ``points`` is equal where the samples are.

    ``knee`` is 0 where no distances from the border came along.
    """

    key: str
    title: str
    kind: Kind
    n: int
    k: int
    low: float
    high: float
    middle: float
    scale: float
    axes: tuple[PlaneAxis, PlaneAxis]
    knee: float
    odds: bool
    outputs: Sequence[str]
    legend: Sequence[str]
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
    middle: float,
    scale: float,
    axes: tuple[PlaneAxis, PlaneAxis],
    outputs: Sequence[str],
    legend: Sequence[str],
    alt: str,
    title: str = "",
    distances: NDArray[np.floating[Any]] | None = None,
    odds: bool = False,
    discrete: bool = False,
    side: int = 310,
) -> bytes:
    """Pack a map.

    Parameters
    ----------
    field : (outputs, n, n)
        -127..127 for -scale..scale, the first row at the top. "one" is the output less ½.
    ends : pair of float
        Of both axes, as the samples' places are.
    middle, scale : float
        The answer where a colour is 0, and how much more it is at its strongest.
    axes : pair of PlaneAxis
        How both are written.
    distances : (outputs, n, n), optional
        How far each place is from where its output is ½, without bounds: with these the border is
        a smooth line also where the answer jumps. The logarithm of the answer's odds (``odds``),
        or four times the answer less ½, which is the same near ½.
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
    knee, squeezed = _squeezed(distances)
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
        middle=middle,
        scale=scale,
        axes=axes,
        knee=knee,
        odds=odds,
        outputs=outputs,
        legend=legend,
        alt=alt,
        discrete=discrete,
        side=side,
        points=fingerprint,  # then they need not be drawn again
    )
    return pack(header, [field, *arrays, *squeezed])


def _squeezed(distances: NDArray[np.floating[Any]] | None) -> tuple[float, list[NDArray[np.int8]]]:
    """Return the distance that takes half of a byte, and all of them as bytes."""
    if distances is None:
        return 0.0, []
    middle = float(np.median(np.abs(distances)))
    knee = min(middle, KNEE) if middle > 0 else KNEE
    return knee, [quantise(distances / (np.abs(distances) + knee), 1.0)]
