"""Data of one's own: a table as comma-separated text, checked before anything is built from it."""

import csv
import io
from collections.abc import Sequence

import numpy as np

from core.arrays import FloatArray, IntArray
from core.data.samples import Dataset, Plane, Samples, Unit, one_hot

MOST_CHARACTERS = 5_000_000
MOST_ROWS = 50_000
MOST_COLUMNS = 257
MOST_CLASSES = 20
FEWEST_ROWS = 4
SEPARATORS = ",;\t"

Rows = list[list[str]]


def table(text: str, share: float, seed: int) -> Dataset:
    """Return the data in ``text``: one sample a line, its target in the last column.

    The first line may hold the columns' names. Inputs must be numbers; they are brought to mean 0
    and standard deviation 1 over the training samples. Targets that are words or few whole numbers
    are classes, other numbers are quantities, which are scaled like the inputs. A random ``share``
    of the samples is for training.

    Raises
    ------
    ValueError
        With a message for whoever made the table: what is wrong, and in which line.
    """
    names, rows = _parsed(text)
    numbers = [[_number(cell) for cell in row] for row in rows]
    inputs = np.array([row[:-1] for row in numbers])
    if not np.isfinite(inputs).all():
        row, column = np.argwhere(~np.isfinite(inputs))[0]
        raise ValueError(
            f"Sample {row + 1}, column {names[column]!r}: {_short(rows[row][column])} is not a "
            "finite number. Every column but the last must hold numbers."
        )
    targets = [row[-1] for row in rows]
    labels, classes = _classes(targets, np.array([row[-1] for row in numbers]))

    order = np.random.default_rng(seed).permutation(len(rows))
    cut = min(max(round(share * len(rows)), 1), len(rows) - 1)
    train, held_out = order[:cut], order[cut:]
    x, units = _standardised(inputs, train)
    unit = Unit()
    if classes:
        y = one_hot(labels, len(classes))
        everything = Samples(x, y, labels)
    else:
        heights = np.array([[_number(target)] for target in targets])
        y, (unit,) = _standardised(heights, train)
        everything = Samples(x, y, None)
    return Dataset(
        train=everything[train],
        validation=everything[held_out],
        test=everything[held_out],
        input_names=tuple(names[:-1]),
        output_names=tuple(classes) or (names[-1],),
        plane=_plane(names, x, units, train, held_out),
        unit=unit,
    )


def _parsed(text: str) -> tuple[list[str], Rows]:
    """Return the columns' names and the cells of all rows, every row of the same length."""
    if len(text) > MOST_CHARACTERS:
        raise ValueError(
            f"The table has {len(text):,} characters; at most {MOST_CHARACTERS:,} can be read."
        )
    if "\0" in text:
        raise ValueError("This is no text: save the table as CSV (comma-separated values).")
    first = text.lstrip("\ufeff\r\n ").split("\n", 1)[0]
    separator = max(SEPARATORS, key=first.count)
    lines = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=separator)
    rows: Rows = []
    width = 0
    try:
        for line in lines:
            cells = [cell.strip() for cell in line]
            if not any(cells):
                continue
            width = width or len(cells)
            if len(cells) != width:
                raise ValueError(
                    f"Line {lines.line_num} has {_count(len(cells), 'column')}, "
                    f"the first line {width}."
                )
            rows.append(cells)
            if len(rows) > MOST_ROWS + 1:
                raise ValueError(f"The table has more than {MOST_ROWS:,} rows: leave some out.")
    except csv.Error as error:
        raise ValueError(f"Line {lines.line_num} cannot be read: {error}.") from error
    if not 2 <= width <= MOST_COLUMNS:
        raise ValueError(
            f"The table has {_count(width, 'column')}. It needs at least one column of inputs and "
            f"one of targets, at most {MOST_COLUMNS} together, separated by commas."
        )
    has_names = all(np.isnan(_number(cell)) for cell in rows[0][:-1])
    names = [cell or f"column {i + 1}" for i, cell in enumerate(rows[0])]
    if has_names:
        rows = rows[1:]
    else:
        names = [f"column {i + 1}" for i in range(width)]
    if len(rows) < FEWEST_ROWS:
        raise ValueError(
            f"The table has {_count(len(rows), 'sample')}; at least {FEWEST_ROWS} are needed."
        )
    return names, rows


def _classes(cells: Sequence[str], values: FloatArray) -> tuple[IntArray, list[str]]:
    """Return class numbers and names; no names if the targets are quantities."""
    if "" in cells:
        raise ValueError(f"Sample {cells.index('') + 1} has no target in the last column.")
    names, labels = np.unique(np.array(cells), return_inverse=True)
    words = np.isnan(values).any()
    whole = not words and bool((values == np.round(values)).all())
    if len(names) == 1:
        raise ValueError(
            f"All targets (the last column) are {_short(str(names[0]))}: "
            "there is nothing to tell apart."
        )
    if words and len(names) > MOST_CLASSES:
        raise ValueError(
            f"The last column holds {len(names):,} different words. It must hold the target: "
            f"at most {MOST_CLASSES} classes, or numbers."
        )
    if words or (whole and len(names) <= MOST_CLASSES):
        return labels.astype(np.intp), names.tolist()
    if not np.isfinite(values).all():
        raise ValueError("A target in the last column is infinite.")
    return labels, []


def _standardised(values: FloatArray, rows: IntArray) -> tuple[FloatArray, list[Unit]]:
    """Return values with mean 0 and standard deviation 1 over ``rows``, and what they were."""
    with np.errstate(over="ignore", invalid="ignore"):
        middle, spread = values[rows].mean(axis=0), values[rows].std(axis=0)
        spread = np.where(spread > 0, spread, 1)
        scaled: FloatArray = ((values - middle) / spread).astype("f4")
    if not np.isfinite(scaled).all():
        raise ValueError("A column holds numbers too large to compute with.")
    return scaled, [Unit(float(m), float(s)) for m, s in zip(middle, spread, strict=True)]


def _plane(
    names: Sequence[str],
    x: FloatArray,
    units: Sequence[Unit],
    train: IntArray,
    held_out: IntArray,
) -> Plane | None:
    """Return how to draw the data if it has two inputs: in their scaled values."""
    if x.shape[1] != 2:
        return None
    low, high = float(x.min()), float(x.max())
    edge = 0.1 * (high - low)
    horizontal, vertical = names[:2]
    features = {horizontal: lambda x, y: x, vertical: lambda x, y: y}
    across, up = units
    return Plane(features, x[train], x[held_out], low - edge, high + edge, (across, up))


def _number(cell: str) -> float:
    """Return the number in a cell; NaN if there is none."""
    try:
        return float(cell)
    except ValueError:
        return float("nan")


def _short(cell: str) -> str:
    return repr(cell if len(cell) <= 20 else cell[:20] + "…")


def _count(n: int, what: str) -> str:
    return f"{n:,} {what}" if n == 1 else f"{n:,} {what}s"
