"""Points of some classes, put into a plane by hand or by a formula, carried as text."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.arrays import FloatArray, IntArray
from core.data.formula import condition
from core.data.plane import FEATURES
from core.data.samples import Dataset, Plane, Samples, one_hot

CLASSES = "ABCDE"
MOST_POINTS = 500
EDGE = 1.0  # of the square that they lie in
EXAMPLE = "-0.5 0.5 A\n0.5 -0.5 A\n0.5 0.5 B\n-0.5 -0.5 B"
_LINE = "0.25 -0.5 A"
_DIGITS = 2  # decimals that are kept: finer than a point is drawn


def points(text: str, features: Sequence[str]) -> Dataset:
    """Return the points in ``text``, one a line, such as "0.25 -0.5 A": x, y and class.

    All of them are for training, validation and test alike. There are as many classes as the last
    letter says; with two there is one output, the second one's.

    Raises
    ------
    ValueError
        If a line is no point, there are too many, or all are of one class.
    """
    places, labels = read_points(text)
    if len(set(labels.tolist())) < 2:
        raise ValueError("There must be points of at least two classes.")
    names = CLASSES[: labels.max() + 1]
    y = labels[:, None].astype(np.float32) if len(names) == 2 else one_hot(labels, len(names))
    chosen = dict(FEATURES[name] for name in features)
    plane = Plane(chosen, places, places[:0], -EDGE, EDGE)
    rows = Samples(plane.inputs(places), y, labels)
    dataset = Dataset(rows, rows, rows, tuple(chosen), tuple(names[len(names) == 2 :]))
    return replace(dataset, plane=plane, class_names=tuple(names))


def read_points(text: str) -> tuple[FloatArray, IntArray]:
    """Return places (n, 2) and classes (n,), of any number of points up to the limit.

    Raises
    ------
    ValueError
        If a line is no point, or there are too many.
    """
    lines = text.split("\n")
    if len(lines) > MOST_POINTS + 1:  # a last line may be empty
        raise ValueError(f"There can be {MOST_POINTS} points at most.")
    found = [_point(line, n) for n, line in enumerate(lines, start=1) if line.strip()]
    if len(found) > MOST_POINTS:
        raise ValueError(f"There can be {MOST_POINTS} points at most.")
    places = np.array([place for place, _ in found], np.float64).reshape(-1, 2)
    return places, np.array([label for _, label in found], np.intp)


def text_of_points(places: FloatArray, labels: IntArray) -> str:
    """Return points (n, 2) of classes (n,) as ``points`` reads them, to two decimals."""
    pairs = zip((np.round(places, _DIGITS) + 0.0).tolist(), labels.tolist(), strict=True)
    return "\n".join(f"{x:g} {y:g} {CLASSES[label]}" for (x, y), label in pairs)


def table_of_points(text: str) -> str:
    """Return the points in ``text`` as a table with commas, its columns named."""
    places, labels = read_points(text)
    rows = text_of_points(places, labels).replace(" ", ",")
    return f"x,y,class\n{rows}\n"


def scattered(formula: str, count: int, noise: float, seed: int) -> str:
    """Return points anywhere in the square, as text: B where ``formula`` holds, A elsewhere.

    Parameters
    ----------
    noise : float
        Standard deviation of what is then added to each coordinate, as a share of ``EDGE``; none
        leaves the square.

    Raises
    ------
    ValueError
        If the formula makes no sense, or does not part the points.
    """
    holds = condition(formula)
    rng = np.random.default_rng(seed)
    places = rng.uniform(-EDGE, EDGE, (count, 2))
    labels = holds(places[:, 0], places[:, 1]).astype(np.intp)
    if labels.min() == labels.max():
        where = "everywhere" if labels[0] else "nowhere"
        raise ValueError(f"That holds {where} between −1 and 1: all points would be of one class.")
    strayed = places + rng.normal(0, noise * EDGE, places.shape)
    return text_of_points(np.clip(strayed, -EDGE, EDGE), labels)


def _point(line: str, number: int) -> tuple[tuple[float, float], int]:
    try:
        across, up, name = line.split()
        x, y = float(across), float(up)
        if len(name) != 1 or not (abs(x) <= EDGE and abs(y) <= EDGE):
            raise ValueError(line)
        return (x, y), CLASSES.index(name)
    except ValueError as error:
        raise ValueError(
            f"Line {number} is no point. Write x and y between −1 and 1, and a class from A to E: "
            f"{_LINE}"
        ) from error
