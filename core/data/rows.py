"""A row as it stands in a table: what a network is given for it, and what its answer means."""

from collections.abc import Sequence

import numpy as np

from core.arrays import FloatArray
from core.data.samples import Dataset, Entry, Unit
from core.data.table_columns import DATE, MISSING, NUMBER, column
from core.evaluation import answers


def asked_for(data: Dataset) -> tuple[str, ...]:
    """Return what the cells of a row are called, in order."""
    return tuple(entry.name for entry in data.entries) or data.input_names


def inputs_of(data: Dataset, cells: Sequence[str]) -> FloatArray:
    """Return what a network is given for a row, (1, n_0); an empty cell holds what is usual.

    Raises
    ------
    ValueError
        If there are more cells or fewer than columns, or one holds what its column never does.
    """
    names = asked_for(data)
    if len(cells) != len(names):
        some = ", ".join(names[:10]) + (", …" if len(names) > 10 else "")
        raise ValueError(f"The row has {len(cells)} cells; {len(names)} are needed: {some}.")
    if data.entries:
        pairs = zip(data.entries, cells, strict=True)
        return data.inputs_for([_value(entry, cell.strip()) for entry, cell in pairs])
    units = data.input_units or (Unit(0.0, 1 / data.train.scale),) * len(names)
    values = [_number(name, cell) for name, cell in zip(names, cells, strict=True)]
    scaled = [(v - unit.middle) / unit.spread for v, unit in zip(values, units, strict=True)]
    return np.array([scaled], np.float32)


def answer_of(data: Dataset, a: FloatArray) -> str:
    """Say what outputs a, (1, n_L), mean: a class and how much for each, or quantities."""
    names = data.output_names
    if data.regression:
        own = [data.unit.own(float(value)) for value in a[0]]
        return ", ".join(f"{name} = {v:.7g}" for name, v in zip(names, own, strict=True))
    each = ", ".join(f"{name} {float(v):.4f}" for name, v in zip(names, a[0], strict=True))
    return f"{(data.class_names or names)[int(answers(a)[0])]}  ({each})"


def _value(entry: Entry, cell: str) -> float:
    if entry.words and cell in entry.words:
        return float(entry.words.index(cell))
    if cell.lower() in MISSING:
        return entry.usual
    if entry.words:
        some = ", ".join(entry.words[:10]) + (", …" if len(entry.words) > 10 else "")
        raise ValueError(f"{cell[:40]!r} never stands in the column “{entry.name}”: {some} do.")
    return _number(entry.name, cell)


def _number(name: str, cell: str) -> float:
    """Return a number, or a date's days, however it is written."""
    read = column(name, [cell.strip()], ".")
    if read.kind not in (NUMBER, DATE) or not len(read.known):
        raise ValueError(f"{cell[:40]!r} is no number, for the column “{name}”.")
    return float(read.values[0])
