"""Digits in a photo of paper: where there is ink, told from the paper around each place.

Light falls unevenly, shadows have edges, and a sheet may lie on something dark. What is wider than
any pen is paper or desk, so it is what remains when all that is narrower is filled in (a closing);
ink is what is darker than that, as a share, wherever it lies.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from core.drawing.form import GreyArray, Image
from core.drawing.ink_parts import Box, digits_in, grown
from core.drawing.reading import NO_DIGIT, read_digit

SIDE = 640  # px of the longest side while ink is looked for
SMALL = 40  # px: pictures of such a side are drawings, not photos
WIDEST = (0.07, 0.22)  # pens, as a share of the shorter side: of several digits, and of a bold one
PALE = 0.07  # ink that is darker than its paper by less is none
GRAIN = 24.0  # of 255: a range that is smaller is not stretched any further
DARK = 0.2  # paper that is darker than this is mostly grain
OF_STRONGEST = 0.42  # of the strongest ink: what is less is a line of the paper, or a shadow
FILLED = (0.12, 0.85)  # of the picture, by the ink of a digit that was cut out
CLEARLY = 4.0  # standard deviations between ink and paper that one threshold parts
_SURE = 0.6  # confidence from which on one of several is a digit


class Digit(NamedTuple):
    """One digit: where it lies in ``Photo.ink`` (left, top, right, bottom), its picture, a label.

    ``picture`` is light on black with room around; ``label`` is -1 where it is read as none.
    """

    box: Box
    picture: Image
    label: int
    confidence: float


@dataclass(frozen=True, eq=False)
class Photo:
    """What was found: ``ink`` (h, w), light on black, and the digits from the top left on.

    ``why`` says why there is none.
    """

    ink: Image
    digits: tuple[Digit, ...]
    why: str = ""


def read_photo(picture: Image) -> Photo:
    """Find and read the digits in a picture (h, w), light on dark or dark on light."""
    whole = _as_it_is(picture)
    if min(picture.shape) <= SMALL or (_quality(whole) >= 0.9 and _is_flat(picture)):
        return whole
    grey = _smaller(picture)
    tried = [_found(grey, light, widest) for light in (False, True) for widest in WIDEST]
    best = max([*tried, *_cut_out(grey)], key=_quality)
    read = [digit for digit in best.digits if digit.label != NO_DIGIT]
    if not read and not whole.digits:
        return Photo(best.ink, (), _why(grey))
    alike = len(best.digits) == 1 and [d.label for d in best.digits] == [
        d.label for d in whole.digits
    ]
    # what needs no finding is left alone; where both are sure of something else, a shadow's edge
    # has been taken for a digit, or two digits for one
    unsure = _quality(best) < _SURE <= _quality(whole)
    torn = len(best.digits) > 1 and min(d.confidence for d in best.digits) < 0.9
    return whole if alike or unsure or (torn and _quality(whole) >= 0.9) else best


def _quality(photo: Photo) -> float:
    """Return how sure the network is of what was found; of several digits, each counts a little."""
    good = [digit.confidence for digit in photo.digits if digit.label != NO_DIGIT]
    if not good:
        return 0.001 * bool(photo.digits)
    return float(np.mean([d.confidence for d in photo.digits])) + 0.05 * (len(good) - 1)


def _as_it_is(picture: Image) -> Photo:
    height, width = picture.shape
    reading = read_digit(picture)
    sure = float(reading.probabilities.max())
    digit = Digit((0, 0, width, height), picture, reading.label, sure)
    return Photo(picture, (digit,) if reading.label != NO_DIGIT else ())


def _is_flat(picture: Image) -> bool:
    """Tell whether its paper is of one shade, as no photo's is: it was drawn on a screen."""
    edges = np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])
    paper = float(np.median(edges))
    return bool((np.abs(picture - paper) <= 2).mean() > 0.5)


def _smaller(picture: Image) -> GreyArray:
    """Return the picture as 0 to 1, stretched to its own range, its longest side `SIDE` or less."""
    grey = picture.astype(np.float32)
    factor = -(-max(picture.shape) // SIDE)
    if factor > 1:
        height, width = (side // factor * factor for side in picture.shape)
        if min(height, width) == 0:
            return (grey / 255).astype(np.float32)
        blocks = grey[:height, :width].reshape(height // factor, factor, width // factor, factor)
        grey = blocks.mean(axis=(1, 3))
    low, high = (float(v) for v in np.percentile(grey, (0.1, 99.9)))
    stretched: GreyArray = np.clip((grey - low) / max(high - low, GRAIN), 0, 1)
    shown: GreyArray = (stretched * (1 - low / 512) + low / 512).astype(np.float32)
    return shown


def _found(grey: GreyArray, light: bool, widest: float) -> Photo:
    """Find and read digits whose strokes are light, or dark, and no wider than that."""
    share = _ink(grey, light, widest)
    strongest = float(np.percentile(share, 99.7)) if share.size else 0.0
    if strongest < PALE:
        return Photo(np.zeros(grey.shape, np.uint8), ())
    mask = share > max(OF_STRONGEST * strongest, 0.6 * PALE)
    boxes, kept = digits_in(mask, 1 - grey if light else grey)
    soft = np.clip((share / strongest - 0.25) / 0.5, 0, 1) * grown(kept)
    ink: Image = np.rint(255 * soft).astype(np.uint8)
    return Photo(ink, tuple(_read(ink, box) for box in boxes))


def _cut_out(grey: GreyArray) -> list[Photo]:
    """Find a digit that fills its picture, by one threshold: its pen may be as wide as it likes."""
    dark = grey < _between(grey)
    edges = np.concatenate([dark[0], dark[-1], dark[1:-1, 0], dark[1:-1, -1]])
    light = bool(edges.mean() > 0.5)  # most of the edge is paper
    ink = ~dark if light else dark
    if not FILLED[0] < ink.mean() < FILLED[1]:
        return []
    shown = 1 - grey if light else grey
    level, paper = float(shown[ink].mean()), float(shown[~ink].mean())
    if paper - level < CLEARLY * max(float(shown[ink].std()), float(shown[~ink].std()), 0.01):
        return []
    soft = np.clip((paper - shown) / (paper - level), 0, 1)
    room = 8
    padded: Image = np.pad(np.rint(255 * soft).astype(np.uint8), room)
    boxes, kept = digits_in(np.pad(ink, room), np.pad(shown, room, constant_values=paper))
    padded *= grown(kept)
    return [Photo(padded, tuple(_read(padded, box) for box in boxes))]


def _between(grey: GreyArray) -> float:
    """Return the threshold that parts dark from light best (Otsu 1979): means furthest apart."""
    counts, edges = np.histogram(grey, 128, (0, 1))
    middles = (edges[:-1] + edges[1:]) / 2
    below, mass = np.cumsum(counts), np.cumsum(counts * middles)
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = below * above * (mass / below - (mass[-1] - mass) / above) ** 2
    return float(edges[1 + int(np.nanargmax(np.where(above > 0, apart, -1)))])


def _ink(grey: GreyArray, light: bool, widest: float) -> GreyArray:
    """Return how much darker (or lighter) each place is than its paper, as a share of that."""
    blurred = _blurred(1 - grey if light else grey)
    paper = _closed(blurred, max(3, round(widest * min(grey.shape))))
    if light:  # on something dark, shares of what little light there is say nothing
        return np.asarray(paper - blurred, np.float32)
    return np.asarray((paper - blurred) / np.maximum(paper, DARK), np.float32)


def _blurred(grey: GreyArray) -> GreyArray:
    """Return means over 3 by 3 places."""
    wide = np.pad(grey, 1, mode="edge")
    rows = wide[:-2] + wide[1:-1] + wide[2:]
    blurred: GreyArray = (rows[:, :-2] + rows[:, 1:-1] + rows[:, 2:]) / 9
    return blurred


def _closed(grey: GreyArray, radius: int) -> GreyArray:
    """Fill in what is dark and narrower than twice the radius: the largest, then the smallest."""
    size = 2 * radius + 1
    filled = -_largest(-_largest(np.pad(grey, radius, mode="edge"), size), size)
    paper: GreyArray = np.maximum(filled[radius:-radius, radius:-radius], grey)
    return paper


def _largest(grey: GreyArray, size: int) -> GreyArray:
    """Return the largest value within a square of that odd side, by doubling."""
    for axis in (0, 1):
        reach, padded = (
            1,
            np.pad(
                grey, [(size // 2, size // 2) if a == axis else (0, 0) for a in (0, 1)], mode="edge"
            ),
        )
        n = grey.shape[axis]
        while 2 * reach <= size:
            padded = np.maximum(*_apart(padded, reach, axis))
            reach *= 2
        grey = np.maximum(
            np.take(padded, range(n), axis),
            np.take(padded, range(size - reach, size - reach + n), axis),
        )
    return grey


def _apart(grey: GreyArray, by: int, axis: int) -> tuple[GreyArray, GreyArray]:
    if axis == 0:
        return grey[:-by], grey[by:]
    return grey[:, :-by], grey[:, by:]


def _read(ink: Image, box: Box) -> Digit:
    """Read what lies in a box, with room around it: then all agree what is paper."""
    left, top, right, bottom = box
    left, top = max(left - 2, 0), max(top - 2, 0)
    cut = ink[top : bottom + 2, left : right + 2]
    picture = np.pad(cut, max(cut.shape) // 2)
    reading = read_digit(picture)
    return Digit(box, picture, reading.label, float(reading.probabilities.max()))


def _why(grey: GreyArray) -> str:
    """Say why no digit was found."""
    strongest = max(
        float(np.percentile(_ink(grey, light, widest), 99.7))
        for light in (False, True)
        for widest in WIDEST
    )
    if strongest < PALE:
        return "No ink found: nothing stands out from the paper. Press harder, or take more light."
    if strongest < 2 * PALE:
        return "No digit found: the ink is too pale to tell from the paper's grain."
    return (
        "No digit found in what was taken for ink. Fill the picture with the digit, all of it on "
        "the sheet."
    )
