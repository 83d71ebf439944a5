"""From the path of a pen to the 28 by 28 picture that a net trained on MNIST expects.

The path is known, so it is drawn anew with the right pen, in the right size and place.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.drawing.form import (
    BOX,
    CENTRE,
    FIELD,
    MARGIN,
    MIDDLE,
    NEAR,
    NUDGES,
    OFF,
    PEN,
    TRIES,
    WHOLE,
    FloatArray,
    Image,
    Pipeline,
    centre_of_mass,
    without_margin,
)

Strokes = Sequence[ArrayLike]

_STEP = 0.25  # a path is drawn in pieces of at most this length, px: a tenth of the pen's width
_SAME = 1e-9  # strokes whose extent is less than this part of their coordinates are one dot
_LEAST = 1e-300  # of what is no dot: less cannot be scaled up to the size of a digit
_MANY = 4000  # pieces; beyond, pieces with the same middle (to a quarter of a pixel) count once
_WALK = 40_000  # pieces of all paths together; endless scribbles are cut into longer ones


class Canvas(NamedTuple):
    """Where strokes were drawn: matters only to a pipeline that lacks a step."""

    side: float = 280.0  # in the unit of the strokes
    pen: float = 16.0


CANVAS = Canvas()


def image_from_strokes(
    strokes: Strokes, pipeline: Pipeline = WHOLE, canvas: Canvas = CANVAS
) -> Image | None:
    """Draw strokes the way MNIST's digits look.

    Parameters
    ----------
    strokes : sequence of (k, 2)
        The path of the pen from where it touched down to where it was lifted: x and y, y down, in
        any unit (canvas pixels, say). A stroke of one point is a dot; one of no points is ignored.
    pipeline : Pipeline, optional
        The steps to take; all of them, if not given.
    canvas : Canvas, optional
        Its size and pen, for a pipeline that lacks a step.

    Returns
    -------
    (28, 28) uint8 or None
        White (255) on black, or None if there is no ink. After all steps the longest side of the
        ink, pen included, is 20 px, the pen 2.6 px wide, the centre of mass at index 14.0. A lone
        dot keeps the pen's size. Ink so far from the centre of mass that it leaves the field is
        cut off.

    Raises
    ------
    ValueError
        If a stroke is not a list of pairs of finite numbers.
    """
    points, counts = joined(strokes)
    if not len(points):
        return None
    low, high = points.min(axis=0), points.max(axis=0)
    extent = float((high - low).max())
    if extent <= max(_SAME * float(np.abs(points).max()), _LEAST):
        points, counts, extent = points[:1], np.array([1]), 0.0
    if pipeline.box:
        origin = low + (high - low) / 2
        if not pipeline.pen:
            scale = BOX / (extent + canvas.pen)
        else:
            scale = (BOX - PEN) / extent if extent else 1.0
    else:
        origin, scale = np.full(2, canvas.side / 2), FIELD / canvas.side
        points = np.clip(points, -canvas.side, 2 * canvas.side)
    pen = PEN if pipeline.pen else canvas.pen * scale
    place = CENTRE if pipeline.centre else MIDDLE
    starts, ends = _pieces((points - origin) * scale + place, counts)
    grey = _render(starts, ends, pen)
    if pipeline.centre and grey.any():
        before, share = np.zeros(2), 1.0
        for nudge in range(TRIES):
            shift = CENTRE + MARGIN - centre_of_mass(grey)
            if np.abs(shift).max() < (NEAR if nudge < NUDGES else OFF):
                break
            # A dot's mass depends a little on where it lies between pixels: whole steps may swing.
            if (shift * before < -(before**2) / 2).any():
                share /= 2
            starts, ends = starts + share * shift, ends + share * shift
            grey, before = _render(starts, ends, pen), shift
    image = without_margin(grey)
    return image if image.any() else None  # all of it may lie beyond the canvas


def joined(strokes: Strokes) -> tuple[FloatArray, NDArray[np.intp]]:
    """Return the points of all strokes, (n, 2), and how many each stroke that has any has.

    Raises
    ------
    ValueError
        If a stroke is not a list of pairs of finite numbers.
    """
    if not isinstance(strokes, Iterable) or isinstance(strokes, str | bytes | dict):
        raise ValueError("A drawing must be a list of strokes.")
    paths = [path for path in map(_checked_path, strokes) if len(path)]
    if not paths:
        return np.empty((0, 2)), np.empty(0, np.intp)
    points = np.concatenate(paths)
    if not np.isfinite(points).all():
        raise ValueError("A stroke has a point that is not a finite number.")
    with np.errstate(over="ignore"):
        extent = np.ptp(points, axis=0)
    if not np.isfinite(extent).all():
        raise ValueError("The drawing is too large: its coordinates exceed what can be computed.")
    return points, np.array([len(path) for path in paths], np.intp)


def _checked_path(stroke: ArrayLike) -> FloatArray:
    """Return the stroke as (k, 2) float64; raise ValueError for anything else."""
    try:
        path: NDArray[Any] = np.asarray(stroke)
    except (TypeError, ValueError):
        path = np.array(None)
    if path.size == 0:
        return np.empty((0, 2))
    if path.ndim != 2 or path.shape[1] != 2 or path.dtype.kind not in "iuf":
        raise ValueError("A stroke must be a list of points, each of two numbers: x and y.")
    return path.astype(np.float64, copy=False)


def _pieces(points: FloatArray, counts: NDArray[np.integer]) -> tuple[FloatArray, FloatArray]:
    """Cut paths into short straight pieces.

    Parameters
    ----------
    points : (n, 2)
        The points of all paths, one path after the other, in px of the picture.
    counts : (paths,)
        How many of them belong to each path.

    Returns
    -------
    starts, ends : (pieces, 2) each
        At most `_STEP` px long each, except on endless scribbles (see `_WALK`).
    """
    last = np.zeros(len(points), dtype=bool)
    last[np.cumsum(counts) - 1] = True
    # A line from every point to the next; from a path's last point to itself, which draws dots.
    target = np.where(last[:, None], points, np.roll(points, -1, axis=0))
    line = target - points
    length = np.hypot(line[:, 0], line[:, 1])
    step = max(_STEP, float(length.sum()) / _WALK)
    # A little is taken off so that rounding does not decide between n and n + 1 pieces.
    n = np.maximum(np.ceil(length / step - 1e-6).astype(np.int64), 1)
    which = np.repeat(np.arange(len(points)), n)
    number = np.arange(len(which)) - np.repeat(np.cumsum(n) - n, n)
    piece = (line / n[:, None])[which]
    starts = points[which] + number[:, None] * piece
    if len(starts) > _MANY:
        cell = np.floor((starts + piece / 2) / _STEP).astype(np.int64)
        _, first = np.unique(cell[:, 0] * 4096 + cell[:, 1], return_index=True)
        starts, piece = starts[first], piece[first]
    return starts, starts + piece


def _render(starts: FloatArray, ends: FloatArray, pen: float) -> FloatArray:
    """Draw pieces of a path with a round pen.

    Parameters
    ----------
    starts, ends : (n, 2)
        In px of the picture, x and y; each piece at most about a quarter of a pixel long.
    pen : float
        Its width, px.

    Returns
    -------
    (28 + 2 margins, 28 + 2 margins)
        How much of each pixel of the field and its margin is ink, 0 to 1: 1 well inside, falling
        to 0 over one pixel at the edge.
    """
    side = FIELD + 2 * MARGIN
    # How many columns (and rows) to each side of a piece's middle its ink can touch.
    reach = int(np.ceil(pen / 2 + 0.5 + _STEP / 2))
    near = np.arange(1 - reach, reach + 1)
    along = (ends - starts).T[:, :, None, None]
    square = np.maximum(along[0] ** 2 + along[1] ** 2, 1e-30)
    corner = np.floor((starts + ends) / 2).astype(np.int64)
    corner = np.clip(corner, reach - 1 - MARGIN, FIELD + MARGIN - reach - 1).T
    x = corner[0, :, None, None] + near[None, None, :]
    y = corner[1, :, None, None] + near[None, :, None]
    dx, dy = x - starts[:, 0, None, None], y - starts[:, 1, None, None]
    nearest = np.clip((dx * along[0] + dy * along[1]) / square, 0.0, 1.0)
    distance = np.sqrt((dx - nearest * along[0]) ** 2 + (dy - nearest * along[1]) ** 2)
    ink = np.clip(pen / 2 + 0.5 - distance, 0.0, 1.0)
    field = np.zeros(side * side)
    np.maximum.at(field, ((y + MARGIN) * side + x + MARGIN).ravel(), ink.ravel())
    return field.reshape(side, side)
