"""From a drawing to the 28 by 28 picture that a net trained on MNIST expects.

MNIST's digits were scaled to fit a box of 20 pixels and then moved until their centre of mass lay
in the middle of a field of 28 pixels. A net knows nothing else, so a drawing gets the same
treatment, with a pen of the width that MNIST's writers left. Size, place and pen of the drawing
then no longer matter.

Coordinates: a point is (x, y) with y down; pictures are indexed [y, x]. A pixel's index is its
centre: pixel 14 reaches from 13.5 to 14.5.

Two ways in. `image_from_strokes` knows the path of the pen and draws it anew. `image_from_pixels`
knows only a picture and has to estimate how wide the pen was.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]
GreyArray = NDArray[np.float32]
Image = NDArray[np.uint8]

FIELD = 28  # side of the picture, px
BOX = 20.0  # longest side of the ink, px
CENTRE = 14.0  # index, in both directions, of the centre of mass
PEN = 2.6  # width of the pen in the picture, px; MNIST's median is 2.57

INK = 0.3  # a pixel of a given picture counts as ink above this brightness (0 to 1)
WORK = 80  # longest side of the ink while its width is estimated and changed, px

_STEP = 0.25  # a path is drawn in pieces of at most this length, px: a tenth of the pen's width
_SAME = 1e-9  # strokes whose extent is less than this part of their coordinates are one dot
_MANY = 4000  # pieces; beyond, pieces with the same middle (to a quarter of a pixel) count once
_WALK = 40_000  # pieces of all paths together; endless scribbles are cut into longer ones
_REACH = np.arange(-1, 3)  # columns (and rows) about a piece's middle that its ink can touch
_MARGIN = 24  # px around the field, for ink that leaves it: cut off in the end, it has mass before
_PASS = 4.0  # largest radius of one pass of growing or shrinking, px; larger ones take several
_NUDGES = 3  # times a picture is moved, at most, until its centre of mass is right
_NEAR = 0.02  # how near to `CENTRE` is near enough, px


def image_from_strokes(strokes: Sequence[ArrayLike]) -> Image | None:
    """Draw strokes the way MNIST's digits look.

    Parameters
    ----------
    strokes : sequence of (k, 2)
        The path of the pen from where it touched down to where it was lifted: x and y, y down, in
        any unit (canvas pixels, say). A stroke of one point is a dot; one of no points is ignored.

    Returns
    -------
    (28, 28) uint8 or None
        White (255) on black, or None if there is no ink. The longest side of the ink, pen
        included, is 20 px, the pen 2.6 px wide, the centre of mass at index 14.0. A lone dot keeps
        the pen's size. Ink so far from the centre of mass that it leaves the field is cut off.

    Raises
    ------
    ValueError
        If a stroke is not a list of pairs of finite numbers.
    """
    paths = [path for path in map(_checked_path, strokes) if len(path)]
    if not paths:
        return None
    points = np.concatenate(paths)
    if not np.isfinite(points).all():
        raise ValueError("A stroke has a point that is not a finite number.")
    counts = np.array([len(path) for path in paths])
    low, high = points.min(axis=0), points.max(axis=0)
    with np.errstate(over="ignore"):
        extent = float((high - low).max())
    if not np.isfinite(extent):
        raise ValueError("The drawing is too large: its coordinates exceed what can be computed.")
    if extent <= _SAME * float(np.abs(points).max()):
        points, counts, scale = points[:1], np.array([1]), 1.0
    else:
        scale = (BOX - PEN) / extent
    middle = low + (high - low) / 2
    starts, ends = _pieces((points - middle) * scale + CENTRE, counts)
    grey = _render(starts, ends)
    for _ in range(_NUDGES):
        shift = CENTRE + _MARGIN - _centre_of_mass(grey)
        if np.abs(shift).max() < _NEAR:
            break
        starts, ends = starts + shift, ends + shift
        grey = _render(starts, ends)
    return _to_bytes(_field(grey))


def image_from_pixels(image: Image) -> Image | None:
    """Bring a picture of a digit into the form of MNIST's digits.

    Parameters
    ----------
    image : (h, w) uint8
        A digit of any size anywhere in the picture, light on dark or dark on light.

    Returns
    -------
    (28, 28) uint8 or None
        White (255) on black, or None if there is no ink (nothing brighter than 30 %). The longest
        side of the ink is 20 px, strokes are about 2.6 px wide, the centre of mass is at 14.0.

    Raises
    ------
    ValueError
        If ``image`` is not a two-dimensional array of bytes with at least one pixel.
    """
    if not isinstance(image, np.ndarray) or image.ndim != 2 or image.dtype != np.uint8:
        raise ValueError("The picture must be grey: rows and columns of one byte each.")
    if image.size == 0:
        raise ValueError("The picture is empty: it has no pixels.")
    if image.mean() > 127.5:
        image = ~image
    mask = image > INK * 255
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not len(rows):
        return None
    # One pixel more on each side: the soft edge of the ink is part of it.
    top, bottom = max(rows[0] - 1, 0), rows[-1] + 2
    left, right = max(columns[0] - 1, 0), columns[-1] + 2
    crop = image[top:bottom, left:right].astype(np.float32) / np.float32(255)
    large = _with_pen_width(_scaled_to_work(crop))
    return _to_bytes(_field(_fitted(large)))


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


def _render(starts: FloatArray, ends: FloatArray) -> FloatArray:
    """Draw pieces of a path with a round pen.

    Parameters
    ----------
    starts, ends : (n, 2)
        In px of the picture, x and y; each piece at most about a quarter of a pixel long, so that
        its ink reaches no pixel two or more away from its middle.

    Returns
    -------
    (28 + 2 margins, 28 + 2 margins)
        How much of each pixel of the field and its margin is ink, 0 to 1: 1 well inside, falling
        to 0 over one pixel at the edge.
    """
    side = FIELD + 2 * _MARGIN
    along = (ends - starts).T[:, :, None, None]
    square = np.maximum(along[0] ** 2 + along[1] ** 2, 1e-30)
    corner = np.floor((starts + ends) / 2).astype(np.int64)
    corner = np.clip(corner, 1 - _MARGIN, FIELD + _MARGIN - 3).T
    x = corner[0, :, None, None] + _REACH[None, None, :]
    y = corner[1, :, None, None] + _REACH[None, :, None]
    dx, dy = x - starts[:, 0, None, None], y - starts[:, 1, None, None]
    nearest = np.clip((dx * along[0] + dy * along[1]) / square, 0.0, 1.0)
    distance = np.sqrt((dx - nearest * along[0]) ** 2 + (dy - nearest * along[1]) ** 2)
    ink = np.clip(PEN / 2 + 0.5 - distance, 0.0, 1.0)
    field = np.zeros(side * side)
    np.maximum.at(field, ((y + _MARGIN) * side + x + _MARGIN).ravel(), ink.ravel())
    return field.reshape(side, side)


def _centre_of_mass(grey: NDArray[np.floating]) -> FloatArray:
    """Return the index (x, y) about which the ink of a picture is balanced."""
    columns, rows = grey.sum(axis=0), grey.sum(axis=1)
    mass = float(columns.sum())
    x = float(columns @ np.arange(len(columns))) / mass
    y = float(rows @ np.arange(len(rows))) / mass
    return np.array([x, y])


def _field(grey: NDArray[np.floating]) -> NDArray[np.floating]:
    """Cut off the margin."""
    return grey[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN]


def _to_bytes(grey: NDArray[np.floating]) -> Image:
    """Return brightness 0 to 1 as bytes."""
    image: Image = np.rint(np.clip(grey, 0.0, 1.0) * 255).astype(np.uint8)
    return image


def _coverage(n_in: int, n_out: int, scale: float, start: float) -> GreyArray:
    """Weights that resample a row of pixels by area.

    Parameters
    ----------
    n_in, n_out : int
        Pixels before and after.
    scale : float
        Pixels after, for one before.
    start : float
        Where the left *edge* of the first pixel comes to lie, in px after.

    Returns
    -------
    (n_out, n_in)
        The part of each new pixel that each old one covers.
    """
    edges = start + scale * np.arange(n_in + 1)
    new = np.arange(n_out)[:, None]
    covered = np.minimum(edges[1:], new + 1) - np.maximum(edges[:-1], new)
    weights: GreyArray = np.maximum(covered, 0.0).astype(np.float32)
    return weights


def _extent(profile: GreyArray) -> tuple[float, float]:
    """Edges of the ink in a profile (the brightest pixel of each column or row).

    A pixel counts as ink as far as it is bright, so the edges fall between the pixels.
    """
    ink = np.flatnonzero(profile > INK)
    first, last = int(ink[0]), int(ink[-1])
    low = first + 1 - float(profile[first])
    high = last + float(profile[last])
    if first > 0:
        low -= float(profile[first - 1])
    if last + 1 < len(profile):
        high += float(profile[last + 1])
    return low, high


def _scaled_to_work(crop: GreyArray) -> GreyArray:
    """Resample a picture by area until the longest side of its ink is `WORK` px."""
    (left, right), (top, bottom) = _extent(crop.max(axis=0)), _extent(crop.max(axis=1))
    scale = WORK / max(right - left, bottom - top, 1.0)
    height, width = (int(np.ceil(side * scale)) + 2 for side in crop.shape)
    down = _coverage(crop.shape[0], height, scale, 1.0)
    across = _coverage(crop.shape[1], width, scale, 1.0)
    large: GreyArray = (down @ crop @ across.T).astype(np.float32, copy=False)
    return large


def _pen_width(grey: GreyArray) -> float:
    """Estimate how wide the strokes of a picture are, in px.

    A stroke of width w and length l has an area of w l and two edges, over each of which the
    brightness changes by 1: the gradient adds up to 2 l. Their quotient, times 2, is w.
    """
    padded = np.pad(grey, 1)
    dy = (padded[2:, 1:-1] - padded[:-2, 1:-1]) / 2
    dx = (padded[1:-1, 2:] - padded[1:-1, :-2]) / 2
    edges = float(np.hypot(dx, dy).sum())
    return 2 * float(grey.sum()) / max(edges, 1e-6)


def _with_pen_width(grey: GreyArray) -> GreyArray:
    """Grow or shrink ink so that its strokes are `PEN` px wide once it has been scaled to `BOX`.

    The path of the pen, `WORK` minus one width long, will be scaled to `BOX` minus `PEN`: that
    gives the width wanted here. Ink that would vanish is shrunk less.
    """
    width = _pen_width(grey)
    wanted = PEN * max(WORK - width, 1.0) / (BOX - PEN)
    radius = (wanted - width) / 2
    if radius >= 0:
        return _grown(grey, radius)
    while radius < -0.25:
        shrunk = np.float32(1) - _grown(np.float32(1) - np.pad(grey, 1), -radius)
        if shrunk.max() > 2 * INK:
            return shrunk
        radius /= 2
    return grey


def _grown(grey: GreyArray, radius: float) -> GreyArray:
    """Replace every pixel by the brightest within ``radius`` px, fading over one pixel more.

    The picture grows by the radius on every side, filled with its own edge.
    """
    passes = max(1, int(np.ceil(radius / _PASS)))
    for _ in range(passes):
        grey = _grown_once(grey, radius / passes)
    return grey


def _grown_once(grey: GreyArray, radius: float) -> GreyArray:
    """Do one pass of `_grown`."""
    margin = int(np.ceil(radius)) + 1
    height, width = grey.shape
    source = np.pad(grey, 2 * margin, mode="edge")
    height, width = height + 2 * margin, width + 2 * margin
    grown = source[margin : margin + height, margin : margin + width].copy()
    faded = np.empty_like(grown)
    for dy in range(-margin, margin + 1):
        for dx in range(-margin, margin + 1):
            weight = 1 + radius - float(np.hypot(dx, dy))
            if weight <= 0:
                continue
            part = source[margin + dy : margin + dy + height, margin + dx : margin + dx + width]
            if weight < 1:
                part = np.multiply(part, np.float32(weight), out=faded)
            np.maximum(grown, part, out=grown)
    return grown


def _fitted(grey: GreyArray) -> GreyArray:
    """Scale ink to `BOX` px by area, its centre of mass at `CENTRE`; the margin is still there."""
    (left, right), (top, bottom) = _extent(grey.max(axis=0)), _extent(grey.max(axis=1))
    scale = BOX / max(right - left, bottom - top, 1.0)
    # An index counts from a pixel's centre, `_coverage` from its edge: half a pixel apart.
    side, centre = FIELD + 2 * _MARGIN, CENTRE + _MARGIN
    start = centre + 0.5 - (_centre_of_mass(grey) + 0.5) * scale
    for _ in range(_NUDGES):
        down = _coverage(grey.shape[0], side, scale, float(start[1]))
        across = _coverage(grey.shape[1], side, scale, float(start[0]))
        fitted: GreyArray = (down @ grey @ across.T).astype(np.float32, copy=False)
        shift = centre - _centre_of_mass(fitted)
        if np.abs(shift).max() < _NEAR:
            break
        start = start + shift
    return fitted
