"""People's digits on a canvas of 280 x 280 pixels, in the ways in which visitors draw them."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from assets.recipe.strokes import Strokes, turned

SIDE = 280


class Drawn(NamedTuple):
    """Strokes in px of the canvas, and the width of the pen, px."""

    strokes: Strokes
    pen: float


def _placed(strokes: Strokes, size: float, pen: float, place: tuple[float, float]) -> Drawn:
    """Scale to a longest side of ``size`` px, pen included; put the middle at ``place``."""
    return Drawn([s * max(size - pen, 1.0) + np.array(place) for s in strokes], pen)


def _anywhere(size: float, rng: Generator) -> tuple[float, float]:
    """Return a place for the middle such that all of the digit is on the canvas."""
    room = (SIDE - size) / 2
    x, y = SIDE / 2 + rng.uniform(-room, room, 2)
    return float(x), float(y)


def _offset(size: float, rng: Generator) -> tuple[float, float]:
    """Return a place near one of the canvas's corners."""
    room = (SIDE - size) / 2
    x, y = SIDE / 2 + rng.choice([-1, 1], 2) * rng.uniform(0.6, 1.0, 2) * room
    return float(x), float(y)


_MIDDLE = (SIDE / 2, SIDE / 2)


def _centred(strokes: Strokes, rng: Generator) -> Drawn:
    return _placed(strokes, 200, 16, _MIDDLE)


def _small(strokes: Strokes, rng: Generator) -> Drawn:
    return _placed(strokes, 100, 14, _MIDDLE)


def _tiny(strokes: Strokes, rng: Generator) -> Drawn:
    return _placed(strokes, 40, 8, _MIDDLE)


def _off_centre(strokes: Strokes, rng: Generator) -> Drawn:
    return _placed(strokes, 140, 16, _offset(140, rng))


def _thin(strokes: Strokes, rng: Generator) -> Drawn:
    return _placed(strokes, 200, 5, _MIDDLE)


def _thick(strokes: Strokes, rng: Generator) -> Drawn:
    return _placed(strokes, 200, 32, _MIDDLE)


def _slanted(strokes: Strokes, rng: Generator) -> Drawn:
    slant = float(rng.choice([-1, 1]) * rng.uniform(0.25, 0.45))
    return _placed(turned(strokes, shear=slant), 200, 16, _MIDDLE)


def _rotated(strokes: Strokes, rng: Generator) -> Drawn:
    angle = float(rng.choice([-1, 1]) * rng.uniform(15, 25))
    return _placed(turned(strokes, angle), 200, 16, _MIDDLE)


def _mixed(strokes: Strokes, rng: Generator) -> Drawn:
    size = float(rng.uniform(60, 240))
    pen = float(np.clip(size * rng.uniform(0.04, 0.16), 3, 30))
    angle, slant = float(rng.normal(0, 8)), float(rng.normal(0, 0.15))
    return _placed(turned(strokes, angle, slant), size, pen, _anywhere(size, rng))


VARIATIONS: dict[str, Callable[[Strokes, Generator], Drawn]] = {
    "centred": _centred,
    "small": _small,
    "tiny": _tiny,
    "off-centre": _off_centre,
    "thin": _thin,
    "thick": _thick,
    "slanted": _slanted,
    "rotated": _rotated,
    "mixed": _mixed,
}
