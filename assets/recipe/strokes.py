"""Real people's digits as the path of their pen, from a file that this project may not contain.

It is made from "Pen-Based Recognition of Handwritten Digits" (E. Alpaydin and F. Alimoglu, 1998),
UCI Machine Learning Repository, data set 81, https://doi.org/10.24432/C5MG6K, licence CC BY 4.0:
the *original, unnormalised* strokes of the training part, pendigits-orig.tra, as an ``.npz`` of

    points (n, 2)       x and y of the pen, y down, in the unit of the tablet
    stroke_offsets      where in ``points`` each stroke begins, and the end of the last
    sample_offsets      where in the strokes each digit begins, and the end of the last
    labels, writer      of each digit
"""

import zipfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

SOURCE = (
    "the original strokes of UCI data set 81, Pen-Based Recognition of Handwritten Digits "
    "(https://doi.org/10.24432/C5MG6K, CC BY 4.0), as the arrays that assets/recipe/strokes.py "
    "describes"
)

Strokes = list[np.ndarray]


@dataclass(frozen=True)
class PenDigits:
    """n digits: the strokes of each, its label (n,) and its writer (n,)."""

    strokes: list[Strokes]
    labels: np.ndarray
    writers: np.ndarray

    def __len__(self) -> int:
        return len(self.strokes)

    def where(self, mask: np.ndarray) -> "PenDigits":
        """Return the digits at which ``mask`` (n,) is true."""
        rows = np.flatnonzero(mask)
        strokes = [self.strokes[i] for i in rows]
        return PenDigits(strokes, self.labels[rows], self.writers[rows])


def read_pen_digits(path: Path) -> PenDigits:
    """Read the file.

    Raises
    ------
    ValueError
        If it is missing or has other arrays.
    """
    try:
        with np.load(path, allow_pickle=False) as arrays:
            points = arrays["points"].astype(float)
            paths = np.split(points, arrays["stroke_offsets"][1:-1])
            bounds = arrays["sample_offsets"]
            labels, writers = arrays["labels"].astype(np.intp), arrays["writer"].astype(np.intp)
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ValueError(f"{path} is not the file of strokes. Needed: {SOURCE}.") from error
    strokes = [paths[a:b] for a, b in pairwise(bounds)]
    return PenDigits(strokes, labels, writers)


def held_out(digits: PenDigits, every: int = 5) -> np.ndarray:
    """Tell which digits validate: those of every fifth writer, (n,)."""
    return digits.writers % every == every - 1


def boxed(strokes: Strokes) -> Strokes:
    """Move strokes to the middle 0, and scale them to a longest side of 1."""
    points = np.concatenate(strokes)
    low, high = points.min(axis=0), points.max(axis=0)
    side = max(float((high - low).max()), 1e-6)
    return [(stroke - (low + high) / 2) / side for stroke in strokes]


def turned(
    strokes: Strokes, degrees: float = 0.0, shear: float = 0.0, aspect: float = 1.0
) -> Strokes:
    """Stretch in x by ``aspect``, slant to the right by ``shear``, then turn clockwise."""
    angle = np.deg2rad(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix = turn @ np.array([[aspect, -shear], [0.0, 1.0]])
    return boxed([stroke @ matrix.T for stroke in strokes])
