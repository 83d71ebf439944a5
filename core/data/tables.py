"""Data of one's own: a table, read as ``table_reading`` says, made into samples."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.arrays import FloatArray, IntArray
from core.data.samples import Dataset, Entry, Plane, Samples, Unit, one_hot
from core.data.table_columns import DATE, NUMBER, WORDS, Column
from core.data.table_reading import Read, filled, read
from core.data.table_roles import PICTURE

_DIGITS = tuple("0123456789")


def table(text: str, share: float, seed: int, reading: str = "") -> Dataset:
    """Return the data in ``text``: one sample a row, a target in one of the columns.

    Numbers and dates are brought to mean 0 and standard deviation 1 over the training samples; each
    word of a column of words is an input of its own, 1 where it stands. Quantities to learn are
    scaled like the inputs. A random ``share`` of the samples is for training. ``reading`` is what
    somebody said of how to read it: see ``core.data.table_said.Reading``.

    Raises
    ------
    ValueError
        With a message for whoever made the table: what is wrong, and in which line.
    """
    found = read(text, reading)
    n = len(found.kept)
    order = np.random.default_rng(seed).permutation(n)
    cut = min(max(round(share * n), 1), n - 1)
    train, held_out = order[:cut], order[cut:]
    columns = [found.columns[i] for i in found.inputs]
    goal = found.columns[found.target]
    unit = Unit()
    if found.pictures and set(found.classes) <= set(_DIGITS):  # whoever draws may draw any
        digits = np.array([int(name) for name in found.classes], np.intp)
        found = replace(found, labels=digits[found.labels], classes=_DIGITS)
    if found.classes:
        y = one_hot(found.labels, len(found.classes))
    else:
        y, (unit,) = _scaled(goal.values[found.kept, None], [True], train)
    if found.pictures:
        return _pictures(found, columns, y, train, held_out)
    own = np.column_stack([_inputs(column)[found.kept] for column in columns])
    to_scale = [column.kind in (NUMBER, DATE) for column in columns for _ in _named(column)]
    x, units = _scaled(own, to_scale, train)
    names = _distinct([name for column in columns for name in _named(column)])
    everything = Samples(x, y, found.labels if found.classes else None)
    return Dataset(
        train=everything[train],
        validation=everything[held_out],
        test=everything[held_out],
        input_names=tuple(names),
        output_names=found.classes or (goal.name,),
        plane=_plane(names, x, units, train, held_out),
        unit=unit,
        input_units=tuple(units),
        entries=tuple(_entry(column, found.kept) for column in columns),
    )


def _pictures(
    found: Read, columns: Sequence[Column], y: FloatArray, train: IntArray, held_out: IntArray
) -> Dataset:
    """Return rows of pixels as pictures, in the form of MNIST."""
    x = np.column_stack([column.values[found.kept] for column in columns]).astype(np.uint8)
    everything = Samples(x, y, found.labels, 1 / 255)
    return Dataset(
        train=everything[train],
        validation=everything[held_out],
        test=everything[held_out],
        input_names=tuple(column.name for column in columns),
        output_names=found.classes,
        image_shape=(PICTURE, PICTURE),
        input_units=(Unit(0.0, 255.0),) * len(columns),
    )


def _inputs(column: Column) -> FloatArray:
    """Return a column as inputs: (n, 1), or (n, words) with a 1 where each word stands."""
    values = filled(column)
    if column.kind != WORDS:
        return values.reshape(-1, 1)
    return np.asarray(values[:, None] == np.arange(len(column.words)), np.float64)


def _named(column: Column) -> list[str]:
    if column.kind == WORDS:
        return [f"{column.name} = {word}" for word in column.words]
    return [column.name]


def _distinct(names: Sequence[str]) -> list[str]:
    """Return names, no two alike: a column may be called as another one's word is."""
    made: list[str] = []
    for name in names:
        wanted, n = name, 1
        while name in made:
            n += 1
            name = f"{wanted} ({n})"
        made.append(name)
    return made


def _entry(column: Column, kept: IntArray) -> Entry:
    values = filled(column)[kept]
    if len(column.words) > 1:
        usual = float(np.bincount(values.astype(np.intp)).argmax())
        return Entry(
            column.name, 0, len(column.words) - 1, usual, True, column.words, column.kind != WORDS
        )
    whole = not (values % 1).any()
    usual = round(float(values.mean())) if whole else float(values.mean())
    return Entry(column.name, float(values.min()), float(values.max()), usual, whole)


def _scaled(
    values: FloatArray, which: Sequence[bool], rows: IntArray
) -> tuple[FloatArray, list[Unit]]:
    """Return values with mean 0 and standard deviation 1 over ``rows``, and what they were.

    Columns that are not of ``which`` stay as they are.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        middle, spread = values[rows].mean(axis=0), values[rows].std(axis=0)
        spread = np.where(which & (spread > 0), spread, 1)
        middle = np.where(which, middle, 0)
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
    edge = 0.1 * (high - low) or 1.0  # a range is never empty
    horizontal, vertical = names
    features = {horizontal: lambda x, y: x, vertical: lambda x, y: y}
    across, up = units
    return Plane(features, x[train], x[held_out], low - edge, high + edge, (across, up))
