"""The cost over a plane through weight space: contours or a surface, with a run's path on it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ui.components.kit.linker import component
from ui.components.kit.packing import pack

_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class LandscapeMap:
    """Header of a frame: see ``frame``."""

    key: str
    title: str
    alt: str
    side: int
    low: float
    high: float
    bounds: tuple[float, float, float, float]
    axes: tuple[str, str]
    here: tuple[float, float, float]
    steps: int
    random: bool
    closer: int
    choosable: bool
    most: int


def mount(data: bytes, key: str) -> None:
    """Show what ``frame`` packed."""
    _MOUNT(key=key, data=data)


def frame(
    heights: NDArray[np.float32],
    path: NDArray[np.float32],
    moments: NDArray[np.float32],
    *,
    key: str,
    alt: str,
    ends: tuple[float, float],
    bounds: tuple[float, float, float, float],
    axes: tuple[str, str],
    here: tuple[float, float, float],
    steps: int,
    random: bool = False,
    closer: int = 0,
    choosable: bool = True,
    title: str = "",
    most: int = 310,
) -> bytes:
    """Pack a landscape.

    Parameters
    ----------
    heights : (side, side)
        The cost, rows going up; NaN where it is no number. (0, 0) while nothing is known.
    path : (k, 3)
        Places of a run over time, and how far each is off the plane.
    moments : (k,)
        After how many steps each was.
    ends : pair of float
        The costs of the lowest and the highest colour.
    bounds : four floats
        Of the plane's part: low and high across, low and high up.
    here, steps
        As one of ``path`` and ``moments``: the moment that is looked at.
    random, closer, choosable
        Which directions and which part was asked for, and whether the visitor may ask for others.
    most : int
        Pixels of a side, where there is room.
    """
    header = LandscapeMap(
        key=key,
        title=title,
        alt=alt,
        side=len(heights),
        low=ends[0],
        high=ends[1],
        bounds=bounds,
        axes=axes,
        here=here,
        steps=steps,
        random=random,
        closer=closer,
        choosable=choosable,
        most=most,
    )
    return pack(header, [heights, path, moments])
