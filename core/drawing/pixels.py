"""From a picture of any size to the 28 by 28 picture that a net trained on MNIST expects.

Only the look is known, so the width of the pen has to be estimated, and changed by growing or
shrinking the ink.
"""

import numpy as np

from core.arrays import IntArray
from core.drawing.form import (
    BOX,
    CENTRE,
    FIELD,
    MARGIN,
    NEAR,
    NUDGES,
    PEN,
    WHOLE,
    FloatArray,
    GreyArray,
    Image,
    Pipeline,
    centre_of_mass,
    without_margin,
)

INK = 0.3  # a pixel of a given picture counts as ink above this brightness (0 to 1)
LARGEST = 2**24  # pixels of a picture: more than a camera's, few enough for memory

_WORK = 80  # longest side of the ink while its width is estimated and changed, px
_PASS = 4.0  # largest radius of one pass of growing or shrinking, px; larger ones take several


def image_from_pixels(image: Image, pipeline: Pipeline = WHOLE) -> Image | None:
    """Bring a picture of a digit into the form of MNIST's digits.

    Parameters
    ----------
    image : (h, w) uint8
        A digit of any size anywhere in the picture, light on dark or dark on light.
    pipeline : Pipeline, optional
        The steps to take; all of them, if not given.

    Returns
    -------
    (28, 28) uint8 or None
        White (255) on black, or None if there is no ink (nothing brighter than the picture's edges
        by 30 %). After all steps the longest side of the ink is 20 px, strokes are about 2.6 px
        wide, the centre of mass is at 14.0. A picture of 28 by 28 that is in this form already is
        left as it is.

    Raises
    ------
    ValueError
        If ``image`` is not a two-dimensional array of bytes with at least one pixel, or has more
        than 16 million.
    """
    if not isinstance(image, np.ndarray) or image.ndim != 2 or image.dtype != np.uint8:
        raise ValueError("The picture must be grey: rows and columns of one byte each.")
    if image.size == 0:
        raise ValueError("The picture is empty: it has no pixels.")
    if image.size > LARGEST:
        raise ValueError(f"The picture is too large: at most {LARGEST:,} pixels are read.")
    if image.mean() > 127.5:
        image = ~image
    paper = _paper(image)
    if paper:
        image = np.maximum(image, paper) - paper
    faint = int(INK * 255)
    rows, columns = (np.flatnonzero(image.max(axis=axis) > faint) for axis in (1, 0))
    if not len(rows):
        return None
    if pipeline == WHOLE and _in_form(image, rows, columns):
        return image.copy()
    if pipeline.box:
        # One pixel more on each side: the soft edge of the ink is part of it.
        top, bottom = max(rows[0] - 1, 0), rows[-1] + 2
        left, right = max(columns[0] - 1, 0), columns[-1] + 2
        grey = _bright(image[top:bottom, left:right])
        (left, right), (top, bottom) = _ink(grey)
        grey = _scaled(grey, _WORK / max(right - left, bottom - top, 1.0))
    else:
        grey = _bright(image)
        grey = _scaled(grey, _WORK / BOX * FIELD / max(grey.shape))
    if pipeline.pen:
        grey = _with_pen_width(grey, pipeline.box)
    if pipeline.box:
        (left, right), (top, bottom) = _ink(grey)
        middle = np.array([left + right, top + bottom]) / 2
        scale = BOX / max(right - left, bottom - top, 1.0)
    else:
        middle = np.array([grey.shape[1], grey.shape[0]]) / 2
        scale = BOX / _WORK
    if pipeline.centre:
        return without_margin(_centred(grey, scale))
    return without_margin(_resampled(grey, scale, MARGIN + FIELD / 2 - middle * scale))


def _paper(image: Image) -> np.uint8:
    """Return the brightness of what was drawn on: the median along the picture's edges."""
    edges = (image[0], image[-1], image[:, 0], image[:, -1])
    return np.uint8(np.median(np.concatenate(edges)))


def _in_form(image: Image, rows: IntArray, columns: IntArray) -> bool:
    """Tell whether a picture is one of MNIST's already, or of ours: then nothing is to be done.

    ``rows`` and ``columns`` are those with ink. MNIST's pictures were moved by whole pixels.
    """
    if image.shape != (FIELD, FIELD):
        return False
    longest = max(np.ptp(rows), np.ptp(columns)) + 1
    off = np.abs(centre_of_mass(image.astype(np.float32)) - CENTRE).max()
    return bool(abs(longest - BOX) <= 2 and off <= 0.5)


def _bright(image: Image) -> GreyArray:
    """Return the picture as 0 to 1, its brightest ink 1."""
    return image.astype(np.float32) / np.float32(image.max())


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
    edges = (start + scale * np.arange(n_in + 1)).astype(np.float32)
    new = np.arange(n_out, dtype=np.float32)[:, None]
    covered = np.minimum(edges[1:], new + 1)
    covered -= np.maximum(edges[:-1], new)
    return np.maximum(covered, np.float32(0), out=covered)


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


def _ink(grey: GreyArray) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the edges (left, right) and (top, bottom) of a picture's ink."""
    return _extent(grey.max(axis=0)), _extent(grey.max(axis=1))


def _scaled(grey: GreyArray, scale: float) -> GreyArray:
    """Resample a picture by area, with one pixel more around it."""
    height, width = (int(np.ceil(side * scale)) + 2 for side in grey.shape)
    down = _coverage(grey.shape[0], height, scale, (height - grey.shape[0] * scale) / 2)
    across = _coverage(grey.shape[1], width, scale, (width - grey.shape[1] * scale) / 2)
    large: GreyArray = (down @ grey @ across.T).astype(np.float32, copy=False)
    return large


def _pen_width(grey: GreyArray) -> float:
    """Estimate how wide the strokes of a picture are, in px.

    A stroke of width w and length l has an area of w l and two edges, over each of which the
    brightness changes by 1: the gradient adds up to 2 l. Their quotient, times 2, is w.
    """
    padded = np.zeros((grey.shape[0] + 2, grey.shape[1] + 2), np.float32)
    padded[1:-1, 1:-1] = grey
    dy = (padded[2:, 1:-1] - padded[:-2, 1:-1]) / 2
    dx = (padded[1:-1, 2:] - padded[1:-1, :-2]) / 2
    edges = float(np.hypot(dx, dy).sum())
    return 2 * float(grey.sum()) / max(edges, 1e-6)


def _with_pen_width(grey: GreyArray, box: bool) -> GreyArray:
    """Grow or shrink ink so that its strokes are `PEN` px wide once the picture is scaled down.

    With ``box`` the path of the pen, `_WORK` minus one width long, will be scaled to `BOX` minus
    `PEN`: that gives the width wanted here. Ink that would vanish is shrunk less.
    """
    width = _pen_width(grey)
    wanted = PEN * (max(_WORK - width, 1.0) / (BOX - PEN) if box else _WORK / BOX)
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


def _resampled(grey: GreyArray, scale: float, start: FloatArray) -> GreyArray:
    """Scale by area into field and margin; the left upper corner comes to ``start`` (x, y)."""
    side = FIELD + 2 * MARGIN
    down = _coverage(grey.shape[0], side, scale, float(start[1]))
    across = _coverage(grey.shape[1], side, scale, float(start[0]))
    fitted: GreyArray = (down @ grey @ across.T).astype(np.float32, copy=False)
    return fitted


def _centred(grey: GreyArray, scale: float) -> GreyArray:
    """Scale by area, the centre of mass at `CENTRE`; the margin is still there."""
    # An index counts from a pixel's centre, `_coverage` from its edge: half a pixel apart.
    centre = CENTRE + MARGIN
    start = centre + 0.5 - (centre_of_mass(grey) + 0.5) * scale
    for _ in range(NUDGES):
        fitted = _resampled(grey, scale, start)
        shift = centre - centre_of_mass(fitted)
        if np.abs(shift).max() < NEAR:
            break
        start = start + shift
    return fitted
