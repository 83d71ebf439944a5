"""A table as it was read: what is learned of it, what is left out, and what one should know."""

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from core.arrays import IntArray
from core.data import table_columns as columns
from core.data import table_roles as roles
from core.data.table_columns import DATE, NUMBER, TRUTH, WORDS, Column
from core.data.table_said import OUT, Reading
from core.data.table_text import count, grid

MOST_INPUTS = 1024
FEWEST_ROWS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A table as it was read, before anything is scaled or dealt out.

    Attributes
    ----------
    columns : tuple of Column
        All of them, in order, whatever becomes of them; over all rows.
    target : int
        Which of them is learned.
    inputs : tuple of int
        Which of them are given to the network.
    classes : tuple of str
        In natural order; none where the target is a quantity.
    labels : (n,)
        Each kept row's class.
    kept : (n,)
        The rows that are learned from: none of what is needed is missing in them.
    left_out : by the column's place
        Why a column is not given to the network.
    notes : tuple of str
        What else whoever made the table should know.
    pictures : bool
        Whether the inputs are pixels 0..255 of pictures.
    """

    separator: str
    decimal: str
    header: bool
    columns: tuple[Column, ...]
    target: int
    inputs: tuple[int, ...]
    classes: tuple[str, ...]
    labels: IntArray
    kept: IntArray
    left_out: Mapping[int, str]
    notes: tuple[str, ...]
    rows: int
    pictures: bool

    def sentence(self) -> str:
        """Say what the table was read as."""
        goal = self.columns[self.target]
        inputs = (
            f"{count(len(self.kept), 'picture')} of {roles.PICTURE} × {roles.PICTURE} pixels"
            if self.pictures
            else f"{count(len(self.kept), 'sample')}, {count(len(self.inputs), 'input')}"
        )
        if self.classes:
            names = ", ".join(islice(self.classes, 6)) + (" …" if len(self.classes) > 6 else "")
            return f"{inputs}; target “{goal.name}”: {len(self.classes)} classes ({names})."
        low, high = goal.known.min(), goal.known.max()
        return f"{inputs}; target “{goal.name}”: a quantity, {low:,.7g} to {high:,.7g}."


Progress = Callable[[float], None]


class Unusable(ValueError):
    """A table can be read, but not learned as it is; ``names`` are its columns'."""

    def __init__(self, message: str, names: Sequence[str]) -> None:
        super().__init__(message)
        self.names = tuple(names)


def read(text: str, said: str = "", progress: Progress | None = None) -> Read:
    """Return what is in the table, and what of it is learned; ``said`` is a ``Reading``'s text.

    Raises
    ------
    ValueError
        With a message for whoever made the table: what is wrong, and in which line.
    """
    return _read(_Asked(text, said, progress))


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    said: str
    progress: Progress | None = field(compare=False)


@functools.lru_cache(maxsize=4)
def _read(asked: _Asked) -> Read:
    how = Reading.from_text(asked.said)
    found = grid(asked.text, how.sep, asked.progress)
    cells, lines = found.columns, found.lines
    width = len(cells)
    if width < 2:
        raise ValueError(
            f"The table has {count(width, 'column')}. It needs at least one column of inputs and "
            "one of targets, separated by commas, semicolons or tabs."
        )
    header = how.head == "yes" or (not how.head and roles.has_names(cells))
    titles, notes = [""] * width, found.notes
    if header:
        above = roles.rows_of_names(cells)
        titles = [column[0] for column in cells]
        if above > 1:
            titles = roles.joined_names(cells, above)
            notes = (*notes, f"Lines {lines[0]} to {lines[above - 1]} hold names: put together.")
        cells, lines = [column[above:] for column in cells], lines[above:]
    names = roles.names(titles)
    try:
        return _made(how, found.separator, header, names, cells, lines, notes)
    except ValueError as error:
        raise Unusable(str(error), names) from error


def _made(
    how: Reading,
    separator: str,
    header: bool,
    names: Sequence[str],
    cells: Sequence[Sequence[str]],
    lines: Sequence[int],
    remarks: Sequence[str],
) -> Read:
    """Return what is learned of columns of cells."""
    width, rows = len(cells), len(lines)
    if rows < FEWEST_ROWS:
        raise ValueError(
            f"The table has {count(rows, 'sample')}; at least {FEWEST_ROWS} are needed."
        )
    decimal = how.dec or columns.decimal_sign(cells, separator)
    kinds = {name: kind for name, kind in how.kinds.items() if kind != OUT}
    all_columns = tuple(
        columns.column(name, column, decimal, kinds.get(name, ""))
        for name, column in zip(names, cells, strict=True)
    )
    target = roles.target(all_columns, how.target, header)
    goal = all_columns[target]
    quantity = roles.is_quantity(goal, how.answer)
    pixels = roles.are_pixels([*all_columns[:target], *all_columns[target + 1 :]])
    left_out = {} if pixels else roles.left_out(all_columns, cells, target, how.kinds, header)
    inputs = tuple(i for i in range(width) if i != target and i not in left_out)
    if not inputs:
        why = "; ".join(f"“{all_columns[i].name}” {reason}" for i, reason in left_out.items())
        raise ValueError(f"No column is left to learn from: {why}.")
    notes = list(remarks)
    needed = [goal] if how.missing == "fill" else [goal, *(all_columns[i] for i in inputs)]
    bad = np.zeros(rows, bool)
    for column in needed:
        bad |= ~np.isfinite(column.values)
    kept = np.flatnonzero(~bad)
    for place in (*inputs, target):
        notes += _odd_ones(all_columns[place], cells[place], lines)
    notes += _gaps(all_columns, inputs, target, int(bad.sum()), how.missing == "fill")
    if len(kept) < FEWEST_ROWS:
        raise ValueError(
            f"Only {count(len(kept), 'sample')} of {rows:,} can be used; at least "
            f"{FEWEST_ROWS} are needed. {' '.join(notes)}"
        )
    labels, classes = _classes(goal, cells[target], kept, quantity)
    size = sum(_width(all_columns[i]) for i in inputs)
    if size > MOST_INPUTS:
        raise ValueError(
            f"The table makes {size:,} inputs of {count(len(inputs), 'column')}; at most "
            f"{MOST_INPUTS:,} are possible."
        )
    return Read(
        separator=separator,
        decimal=decimal,
        header=header,
        columns=all_columns,
        target=target,
        inputs=inputs,
        classes=classes,
        labels=labels,
        kept=kept,
        left_out=left_out,
        notes=tuple(notes),
        rows=rows,
        pictures=pixels and bool(classes),
    )


def _width(column: Column) -> int:
    """Return how many inputs a column makes."""
    return len(column.words) if column.kind == WORDS else 1


def _odd_ones(column: Column, cells: Sequence[str], lines: Sequence[int]) -> list[str]:
    """Say which cells are not what their column holds, by line and column."""
    if not column.odd:
        return []
    what = {NUMBER: "no number", DATE: "no date", TRUTH: "neither true nor false"}[column.kind]
    first = column.odd[0]
    more = len(column.odd) - 1
    others = f", nor {'is' if more == 1 else 'are'} {more:,} more" if more else ""
    good, cell = len(column.known), roles.short(cells[first])
    return [
        f"Line {lines[first]}, column “{column.name}”: {cell} is {what}{others}; "
        f"{good:,} of {len(cells):,} are fine."
    ]


def _gaps(
    found: Sequence[Column], inputs: Sequence[int], target: int, bad: int, fill: bool
) -> list[str]:
    """Say how many values are missing, and what becomes of their rows."""
    notes = []
    holes = sum(found[i].missing + len(found[i].odd) for i in inputs)
    if bad:
        where = [found[i].name for i in (*inputs, target) if found[i].missing + len(found[i].odd)]
        named = ", ".join(f"“{name}”" for name in where[:4]) + (" …" if len(where) > 4 else "")
        notes.append(
            f"{count(bad, 'row')} left out: "
            + (f"no target in {'it' if bad == 1 else 'them'}." if fill else f"gaps in {named}.")
        )
    if fill and holes:
        notes.append(f"{count(holes, 'gap')} filled with the column's mean or commonest word.")
    return notes


def _classes(
    goal: Column, cells: Sequence[str], kept: IntArray, quantity: bool
) -> tuple[IntArray, tuple[str, ...]]:
    """Return class numbers and names in natural order; no names if the targets are quantities."""
    values = goal.values[kept]
    different, labels = np.unique(values, return_inverse=True)
    if len(different) == 1:
        alone = goal.words[int(different[0])] if goal.kind == WORDS else cells[kept[0]]
        raise ValueError(
            f"All targets (“{goal.name}”) are {roles.short(alone)}: there is nothing to tell apart."
        )
    if quantity:
        return labels.astype(np.intp), ()
    if len(different) > roles.MOST_CLASSES:
        words = "words" if goal.kind == WORDS else "values"
        raise ValueError(
            f"The target “{goal.name}” holds {len(different):,} different {words}: at most "
            f"{roles.MOST_CLASSES} classes, or a quantity, can be learned. Choose another target."
        )
    if goal.kind == WORDS:
        names = [goal.words[int(value)] for value in different]
    elif goal.kind == TRUTH:
        written = {float(goal.values[row]): cells[row] for row in kept.tolist()}
        names = [written[float(value)] for value in different]
    else:
        names = [f"{value:.12g}" for value in different]
    return labels.astype(np.intp), tuple(names)


def filled(column: Column) -> NDArray[np.float64]:
    """Return a column's values with the mean, or the commonest word, where there is none."""
    values, known = column.values, column.known
    if len(known) == len(values) or not len(known):
        return values
    if column.kind in (WORDS, TRUTH):
        usual = float(np.bincount(known.astype(np.intp)).argmax())
    else:
        usual = float(known.mean())
    return np.where(np.isfinite(values), values, usual)
