"""Strokes as a canvas shows them: white ink on black, with soft edges."""

import numpy as np

from core.drawing.form import Image
from core.drawing.strokes import CANVAS, Strokes, joined

_PHASES = 4  # a disc is kept for so many places between two pixels, across and down
_LARGEST = 2048  # side of a picture, px
_DISCS = 100_000  # of a drawing; beyond, they lie further apart


def painted(strokes: Strokes, side: int = int(CANVAS.side), pen: float = CANVAS.pen) -> Image:
    """Paint strokes with a round pen.

    Parameters
    ----------
    strokes : sequence of (k, 2)
        Points x, y in px of the picture, y down; a stroke of one point is a dot.
    side : int
        Of the picture, px.
    pen : float
        Width of the pen, px.

    Returns
    -------
    (side, side) uint8
        What lies outside is cut off.

    Raises
    ------
    ValueError
        If a stroke is not a list of pairs of finite numbers, or side or pen are out of range.
    """
    if not 1 <= side <= _LARGEST or not 0 < pen <= side:
        raise ValueError(f"A canvas has a side of 1 to {_LARGEST} px and a pen not wider than it.")
    points, counts = joined(strokes)
    reach = int(np.ceil(pen / 2)) + 1
    field = np.zeros((side + 4 * reach + 2, side + 4 * reach + 2), np.float32)
    if len(points):
        discs = {
            (i, j): _disc(pen, reach, i / _PHASES, j / _PHASES)
            for i in range(_PHASES)
            for j in range(_PHASES)
        }
        whole, part = _places(points, counts, side, reach, max(pen / 8, 0.5))
        size = 2 * reach + 2
        for (x, y), (i, j) in zip(whole.tolist(), part.tolist(), strict=True):
            window = field[y : y + size, x : x + size]
            np.maximum(window, discs[i, j], out=window)
    inner = field[2 * reach : 2 * reach + side, 2 * reach : 2 * reach + side]
    image: Image = np.rint(inner * 255).astype(np.uint8)
    return image


def _places(
    points: np.ndarray, counts: np.ndarray, side: int, reach: int, step: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return where discs go: (n, 2) left upper corners in the field, (n, 2) phases; each once."""
    points = np.clip(points, -reach, side + reach)
    last = np.zeros(len(points), dtype=bool)
    last[np.cumsum(counts) - 1] = True
    line = np.where(last[:, None], points, np.roll(points, -1, axis=0)) - points
    length = np.hypot(line[:, 0], line[:, 1])
    step = max(step, float(length.sum()) / _DISCS)
    n = np.maximum(np.ceil(length / step).astype(np.int64), 1)
    which = np.repeat(np.arange(len(points)), n)
    number = np.arange(len(which)) - np.repeat(np.cumsum(n) - n, n)
    at = points[which] + number[:, None] * (line / n[:, None])[which]
    quarters = np.unique(np.rint(at * _PHASES).astype(np.int64), axis=0)
    return quarters // _PHASES + reach, quarters % _PHASES


def _disc(pen: float, reach: int, x: float, y: float) -> np.ndarray:
    """Return a soft-edged disc, its middle (x, y) off the pixel of index (reach, reach)."""
    index = np.arange(2 * reach + 2)
    distance = np.hypot(index[None, :] - reach - x, index[:, None] - reach - y)
    disc: np.ndarray = np.clip(pen / 2 + 0.5 - distance, 0.0, 1.0).astype(np.float32)
    return disc
