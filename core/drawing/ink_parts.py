"""Ink that hangs together, and which of it may be digits: not lines, specks, shadows or desks."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.drawing.form import GreyArray

LEAST = 0.12  # of the picture's shorter side: what is smaller is a speck
MOST_DIGITS = 12
MOST_BESIDE = 0.2  # of what is around a digit may be as dark as its ink

Box = tuple[int, int, int, int]
"""Left, top, right, bottom."""


def grown(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return the mask and what touches it: soft edges belong to the ink."""
    for _ in range(2):  # down, then across
        wide = np.pad(mask, ((2, 2), (0, 0)))
        mask = (wide[:-4] | wide[1:-3] | wide[2:-2] | wide[3:-1] | wide[4:]).T
    return mask


def digits_in(mask: NDArray[np.bool_], grey: GreyArray) -> tuple[list[Box], NDArray[np.bool_]]:
    """Return the boxes of what may be digits, in reading order, and where their ink is.

    ``mask`` (h, w) is all that was taken for ink; it is dark in ``grey``, 0 to 1.
    """
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
    near = grown(ink)
    around = grown(near) & ~near
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
