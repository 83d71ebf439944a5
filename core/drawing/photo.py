"""Digits in a photo of paper: where there is ink, told from the paper around each place.

Light falls unevenly, shadows have edges, and a sheet may lie on something dark. What is wider than
any pen is paper or desk, so it is what remains when all that is narrower is filled in (a closing);
ink is what is darker than that, as a share, wherever it lies.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.drawing.form import GreyArray, Image
from core.drawing.reading import NO_DIGIT, read_digit

SIDE = 640  # px of the longest side while ink is looked for
SMALL = 40  # px: pictures of such a side are drawings, not photos
WIDEST = (0.07, 0.22)  # pens, as a share of the shorter side: of several digits, and of a bold one
PALE = 0.07  # ink that is darker than its paper by less is none
GRAIN = 24.0  # of 255: a range that is smaller is not stretched any further
DARK = 0.2  # paper that is darker than this is mostly grain
OF_STRONGEST = 0.42  # of the strongest ink: what is less is a line of the paper, or a shadow
LEAST = 0.12  # of the picture's shorter side: what is smaller is a speck
MOST_DIGITS = 12
MOST_BESIDE = 0.2  # of what is around a digit may be as dark as its ink
FILLED = (0.12, 0.85)  # of the picture, by the ink of a digit that was cut out
CLEARLY = 4.0  # standard deviations between ink and paper that one threshold parts
_SURE = 0.6  # confidence from which on one of several is a digit

Box = tuple[int, int, int, int]


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
    boxes, kept = _digits(mask, 1 - grey if light else grey)
    soft = np.clip((share / strongest - 0.25) / 0.5, 0, 1) * _grown(kept)
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
    boxes, kept = _digits(np.pad(ink, room), np.pad(shown, room, constant_values=paper))
    padded *= _grown(kept)
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


def _grown(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the mask and what touches it: soft edges belong to the ink."""
    for _ in range(2):  # down, then across
        wide = np.pad(mask, ((2, 2), (0, 0)))
        mask = (wide[:-4] | wide[1:-3] | wide[2:-2] | wide[3:-1] | wide[4:]).T
    return mask


def _digits(mask: NDArray[np.bool_], grey: GreyArray) -> tuple[list[Box], NDArray[np.bool_]]:
    """Return the boxes of what may be digits, in order, and all their ink: dark in ``grey``."""
    height, width = mask.shape
    labels, parts = _parts(mask)
    if not parts:
        return [], np.zeros_like(mask)
    inside = [p for p in parts if not _reaches_edge(p.box, height, width)]
    most = max((p.size for p in inside), default=0)
    # what reaches the edge is a desk, a shadow or the sheet's end, unless there is nothing else
    if most >= 0.0004 * mask.size and (most * 12 >= max(p.size for p in parts) or len(inside) > 1):
        parts = inside
    tall = max(p.box[3] - p.box[1] for p in parts)
    parts = [p for p in parts if not _is_line(p, height, width)]
    parts = [p for p in parts if p.size >= 12 and max(_sides(p.box)) >= 0.12 * tall]
    least = LEAST * min(height, width)
    groups = [g for g in _merged(parts) if max(_sides(g[0])) >= 0.4 * least]
    groups = [g for g in groups if _stands_alone(g, labels, grey)]
    tall = max((max(_sides(box)) for box, _ in groups), default=0)
    if tall < least:
        return [], np.zeros_like(mask)
    groups = [g for g in groups if max(_sides(g[0])) >= 0.4 * tall][:MOST_DIGITS]
    groups = _in_rows(groups)
    return [box for box, _ in groups], _among(labels, [p for _, group in groups for p in group])


def _stands_alone(group: "_Group", labels: NDArray[np.intp], grey: GreyArray) -> bool:
    """Tell whether there is paper around ink: not so at the end of a shadow, or of a bolder stroke.

    Where what is too wide for a pen was taken for paper, only its corners are left as ink.
    """
    (left, top, right, bottom), parts = group
    room = 6
    left, top = max(left - room, 0), max(top - room, 0)
    here = (slice(top, bottom + room), slice(left, right + room))
    ink = _among(labels[here], parts)
    near = _grown(ink)
    around = _grown(near) & ~near
    if not around.any():
        return True
    level, paper = float(np.median(grey[here][ink])), float(np.percentile(grey[here][around], 90))
    as_dark = grey[here][around] < level + 0.25 * (paper - level)
    return float(as_dark.mean()) < MOST_BESIDE


def _in_rows(groups: Sequence["_Group"]) -> list["_Group"]:
    """Put digits in the order in which one reads: those beside each other make a row."""
    rows: list[list[_Group]] = []
    for group in sorted(groups, key=lambda g: g[0][1] + g[0][3]):
        middle = (group[0][1] + group[0][3]) / 2
        row = next((r for r in rows if any(b[1] < middle < b[3] for b, _ in r)), None)
        if row is None:
            rows.append([group])
        else:
            row.append(group)
    return [group for row in rows for group in sorted(row, key=lambda g: g[0][0])]


class _Part(NamedTuple):
    """Ink that hangs together."""

    label: int
    box: Box
    size: int


_Group = tuple[Box, list[_Part]]


def _sides(box: Box) -> tuple[int, int]:
    return box[2] - box[0], box[3] - box[1]


def _reaches_edge(box: Box, height: int, width: int) -> bool:
    return box[0] <= 1 or box[1] <= 1 or box[2] >= width - 1 or box[3] >= height - 1


def _is_line(part: _Part, height: int, width: int) -> bool:
    """Tell whether it is a line of the paper: as wide as that, and hardly high."""
    across, up = _sides(part.box)
    long, thin = (across, up) if across / width > up / height else (up, across)
    return long > 0.7 * (width if long == across else height) and thin < 0.06 * long


def _merged(parts: Sequence[_Part]) -> list[_Group]:
    """Put parts together whose boxes overlap, or lie above each other: strokes of one digit."""
    groups = [(part.box, [part]) for part in sorted(parts, key=lambda p: -p.size)]
    merged = True
    while merged:
        merged = False
        for i in range(len(groups)):
            for j in range(len(groups) - 1, i, -1):
                if _belong(groups[i][0], groups[j][0]):
                    a, b = groups[i][0], groups[j][0]
                    box = (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))
                    groups[i] = box, groups[i][1] + groups[j][1]
                    del groups[j]
                    merged = True
    return groups


def _belong(a: Box, b: Box) -> bool:
    """Tell whether two boxes are of one digit: the smaller one lies mostly over the larger one."""
    across = min(a[2], b[2]) - max(a[0], b[0])
    up = min(a[3], b[3]) - max(a[1], b[1])
    narrow = min(a[2] - a[0], b[2] - b[0])
    tall = max(a[3] - a[1], b[3] - b[1])
    wide = max(a[2] - a[0], b[2] - b[0])
    if across >= 0.5 * narrow and up > -0.25 * tall:
        return True
    return across > -0.08 * max(wide, tall) and up > 0.2 * tall and across > -4


def _parts(mask: NDArray[np.bool_]) -> tuple[NDArray[np.intp], list[_Part]]:
    """Label ink that hangs together, corners included: runs of a row join those above them."""
    height, width = mask.shape
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, stops = np.nonzero(edges == -1)
    parent = list(range(len(rows)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    first = np.searchsorted(rows, np.arange(height + 1)).tolist()
    a, b = starts.tolist(), stops.tolist()
    for row in range(1, height):
        above, above_end = first[row - 1], first[row]
        for i in range(first[row], first[row + 1]):
            while above < above_end and b[above] < a[i]:
                above += 1
            j = above
            while j < above_end and a[j] <= b[i]:
                parent[root(i)] = root(j)
                j += 1
    labels = np.zeros(mask.shape, np.intp)
    found: dict[int, tuple[Box, int]] = {}
    for i, (row, start, stop) in enumerate(zip(rows.tolist(), a, b, strict=True)):
        label = root(i) + 1
        labels[row, start:stop] = label
        box, size = found.get(label, ((width, height, 0, 0), 0))
        grown = (min(box[0], start), min(box[1], row), max(box[2], stop), max(box[3], row + 1))
        found[label] = grown, size + stop - start
    return labels, [_Part(label, box, size) for label, (box, size) in found.items()]


def _among(labels: NDArray[np.intp], parts: Sequence[_Part]) -> NDArray[np.bool_]:
    """Return where the parts lie."""
    wanted = np.zeros(labels.max(initial=0) + 1, bool)
    wanted[[part.label for part in parts if part.label < len(wanted)]] = True
    where: NDArray[np.bool_] = wanted[labels]
    return where


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
