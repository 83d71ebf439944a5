"""People's digits as photos of paper: pens, light, grain, desks, lines, and cut out tightly."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.random import Generator

from assets.recipe.strokes import PenDigits, Strokes
from core.arrays import ByteArray, FloatArray
from core.drawing import painted
from core.drawing.photo import read_photo

HEIGHT, WIDTH = 480, 640
SIDE = 300  # px of the digit's longest side
SEED = 2


def _ink(strokes: Strokes, pen: float, height: int = HEIGHT, width: int = WIDTH) -> FloatArray:
    """Return ink 0 to 1 with the digit in the middle of a sheet."""
    at = SIDE + 2 * 40
    drawn = painted([s * (SIDE - pen) + at / 2 for s in strokes], at, pen) / 255
    sheet = np.zeros((height, width))
    top, left = (height - at) // 2, (width - at) // 2
    sheet[top : top + at, left : left + at] = drawn
    return sheet


def _light(height: int = HEIGHT, width: int = WIDTH) -> FloatArray:
    return np.outer(np.linspace(0.95, 0.7, height), np.linspace(1, 0.9, width))


def _marker(strokes: Strokes, rng: Generator) -> FloatArray:
    return _light() * (1 - 0.85 * _ink(strokes, rng.uniform(16, 30)))


def _pencil(strokes: Strokes, rng: Generator) -> FloatArray:
    return _light() * (1 - rng.uniform(0.2, 0.3) * _ink(strokes, rng.uniform(6, 10)))


def _ballpoint(strokes: Strokes, rng: Generator) -> FloatArray:
    return _light() * (1 - 0.6 * _ink(strokes, rng.uniform(4, 7)))


def _shadow(strokes: Strokes, rng: Generator) -> FloatArray:
    across = np.add.outer(np.arange(HEIGHT) * rng.uniform(-0.7, 0.7), np.arange(WIDTH))
    shaded = np.where(across > np.median(across) + rng.uniform(-90, 90), 0.45, 1.0)
    return 0.9 * shaded * (1 - 0.75 * _ink(strokes, rng.uniform(14, 24)))


def _desk(strokes: Strokes, rng: Generator) -> FloatArray:
    desk = np.full((HEIGHT + 200, WIDTH + 240), 0.15)
    desk[100:-100, 120:-120] = 0.9 * (1 - 0.8 * _ink(strokes, rng.uniform(14, 24)))
    return desk


def _squared(strokes: Strokes, rng: Generator) -> FloatArray:
    lines = np.zeros((HEIGHT, WIDTH))
    lines[20::36] = lines[21::36] = 0.3
    lines[:, 20::36] = 0.3
    return _light() * (1 - np.maximum(0.8 * _ink(strokes, rng.uniform(14, 24)), lines))


def _chalk(strokes: Strokes, rng: Generator) -> FloatArray:
    return 0.2 + 0.6 * _ink(strokes, rng.uniform(14, 24))


def _cut_out(strokes: Strokes, rng: Generator) -> FloatArray:
    pen = rng.uniform(34, 60)
    ink = _ink(strokes, pen)
    rows, columns = (np.flatnonzero(ink.max(axis=axis) > 0.5) for axis in (1, 0))
    room = int(rng.integers(0, 12))
    cut = ink[max(rows[0] - room, 0) : rows[-1] + room + 1]
    cut = cut[:, max(columns[0] - room, 0) : columns[-1] + room + 1]
    return _light(*cut.shape) * (1 - 0.85 * cut)


PHOTOS: dict[str, Callable[[Strokes, Generator], FloatArray]] = {
    "marker": _marker,
    "pencil": _pencil,
    "ballpoint": _ballpoint,
    "hard shadow": _shadow,
    "dark desk": _desk,
    "squared paper": _squared,
    "chalk": _chalk,
    "bold, cut out": _cut_out,
}


def taken(brightness: FloatArray, rng: Generator) -> ByteArray:
    """Return it as a camera takes it: with grain."""
    grain = rng.normal(0, 0.012, brightness.shape)
    return (np.clip(brightness + grain, 0, 1) * 255).astype(np.uint8)


def found(digits: PenDigits, kind: str, chosen: Sequence[int]) -> float:
    """Return in how many of a hundred photos just the one digit is found, and read right."""
    rng = np.random.default_rng(SEED)
    right = 0
    for i in chosen:
        picture = taken(PHOTOS[kind](digits.strokes[i], rng), rng)
        read = [digit.label for digit in read_photo(picture).digits]
        right += read == [int(digits.labels[i])]
    return 100 * right / len(chosen)
