"""How a table is read: what was found out by itself, and what somebody says instead."""

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from itertools import islice
from urllib.parse import parse_qsl, urlencode

import numpy as np
from numpy.typing import NDArray

from core.arrays import IntArray
from core.data import table_columns as columns
from core.data.table_columns import DATE, EMPTY, MISSING, NUMBER, TRUTH, WORDS, Column
from core.data.table_text import SEPARATORS, count, grid

MOST_CLASSES = 30
MOST_WORDS = 40  # different ones in a column that each become an input
MOST_INPUTS = 1024
FEWEST_ROWS = 4
PICTURE = 28  # pixels of a side: 784 columns of 0..255 are pictures
OUT = "out"
KINDS = {NUMBER: "number", WORDS: "words", DATE: "date", TRUTH: "true or false", OUT: "left out"}
"""What somebody may say a column is."""

_COLUMN = "is."
_TARGETS = (
    *("target", "label", "labels", "survived", "diagnosis", "species", "variety", "digit"),
    *("outcome", "medv", "saleprice", "quality", "class", "classes", "klasse", "output"),
)
"""What columns to learn are often called, the surest first."""

_IDS = re.compile(
    r"(?i:(?:.*[ _.-])?(?:id|index|idx|uuid)|unnamed: 0|nr\.?|no\.?|#|row)|\w*[a-z]I[dD]"
)
_LOOKED_AT = 200  # rows, to tell names from what is below them
_MANY = 20  # rows, from which on what counts by one is no measurement


@dataclass(frozen=True)
class Reading:
    """What somebody said about a table; all that is empty is found out.

    Attributes
    ----------
    sep, dec : str
        What stands between cells, and before decimals.
    head : str
        "yes" or "no": whether the first row holds names.
    target : str
        The name of the column to learn.
    answer : str
        "classes" or "quantity".
    missing : str
        "fill": the mean, or the most frequent word, takes the place of what is not there. Else
        rows with anything missing are left out.
    kinds : by column's name
        What other columns are: keys of ``KINDS``.
    """

    sep: str = ""
    dec: str = ""
    head: str = ""
    target: str = ""
    answer: str = ""
    missing: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_text(cls, text: str) -> "Reading":
        """Read what ``text`` of a reading gives.

        Raises
        ------
        ValueError
            If something in it is unknown.
        """
        said: dict[str, str] = {}
        kinds: dict[str, str] = {}
        for name, value in parse_qsl(text):
            if name.startswith(_COLUMN):
                kinds[name.removeprefix(_COLUMN)] = value
            else:
                said[name] = value
        allowed = {
            "sep": tuple(SEPARATORS),
            "dec": (".", ","),
            "head": ("yes", "no"),
            "answer": ("classes", "quantity"),
            "missing": ("fill",),
        }
        for name, value in said.items():
            if name != "target" and value not in allowed.get(name, ()):
                raise ValueError(f"A table cannot be read with {name} = {value[:40]!r}.")
        if unknown := set(kinds.values()) - set(KINDS):
            raise ValueError(f"A column cannot be {min(unknown)[:40]!r}: use {', '.join(KINDS)}.")
        return cls(**said, kinds=kinds)

    def text(self) -> str:
        """Write it down; what is found out is left out."""
        said = [(f.name, getattr(self, f.name)) for f in fields(self) if f.name != "kinds"]
        said += [(_COLUMN + name, kind) for name, kind in sorted(self.kinds.items())]
        return urlencode([(name, value) for name, value in said if value])


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
            f"{count(len(self.kept), 'picture')} of {PICTURE} × {PICTURE} pixels"
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
    width, rows = len(cells), len(lines)
    if width < 2:
        raise ValueError(
            f"The table has {count(width, 'column')}. It needs at least one column of inputs and "
            "one of targets, separated by commas, semicolons or tabs."
        )
    header = how.head == "yes" or (not how.head and _has_names(cells))
    names = _names([column[0] for column in cells] if header else [""] * width)
    if header:
        cells, lines, rows = [column[1:] for column in cells], lines[1:], rows - 1
    try:
        return _made(how, found.separator, header, names, cells, lines, found.notes)
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
    target = _target(all_columns, how.target, header)
    goal = all_columns[target]
    quantity = _is_quantity(goal, how.answer)
    pixels = _are_pixels([*all_columns[:target], *all_columns[target + 1 :]])
    left_out = {} if pixels else _left_out(all_columns, cells, target, how.kinds, header)
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


def _names(cells: Sequence[str]) -> list[str]:
    """Return a name for each column, no two alike."""
    names: list[str] = []
    taken = {cell for cell in cells if cell}
    for i, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or f"column {i}"
        wanted, n = name, 1
        while name in names or (name != cell and name in taken):
            n += 1
            name = f"{wanted} ({n})"
        names.append(name)
    return names


def _has_names(table: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row holds names, from how it differs from those below it."""
    first, cells = [column[0] for column in table], [column[1:_LOOKED_AT] for column in table]
    if not cells[0]:
        return not any(map(columns.is_number, first))
    word_alone = False
    for name, column in zip(first, cells, strict=True):
        there = [cell for cell in column if cell.lower() not in MISSING]
        if not there:
            continue
        numbers = sum(map(columns.is_number, there)) >= columns.MOSTLY * len(there)
        if numbers or columns.column("", column, ".").kind in (DATE, TRUTH):
            if name and name.lower() not in MISSING and not _is_like(name, column):
                return True
        elif name in column:
            return False
        elif len(set(there)) <= max(MOST_CLASSES, 2):
            word_alone = True
    numbers_above = [name for name in first if columns.is_number(name)]
    whole = all(re.fullmatch(r"-?\d+", name) for name in numbers_above)
    if word_alone:
        return whole and len(set(numbers_above)) == len(numbers_above)
    counted = [name for name in first if name]
    if counted != [str(i) for i in range(len(counted))] or len(counted) < len(first) - 1:
        return not numbers_above and len(set(first)) == len(first)
    # 0, 1, 2 ... above numbers: names as NumPy's arrays get them
    if not first[0]:
        return True
    return len(first) > 2 and any("." in cell for column in cells for cell in column)


def _is_like(name: str, column: Sequence[str]) -> bool:
    """Tell whether a first cell is of the kind of those below it."""
    if columns.is_number(name):
        return True
    kind = columns.column("", [name, *column], ".").kind
    return kind in (DATE, TRUTH) and np.isfinite(columns.column("", [name], ".", kind).values[0])


def _target(found: Sequence[Column], wanted: str, header: bool) -> int:
    """Return which column is learned: the one of that name, or of a usual name, or the last."""
    names = [column.name for column in found]
    if wanted:
        if wanted not in names:
            raise ValueError(
                f"No column is called {wanted[:40]!r}: choose one of {', '.join(names)[:200]}."
            )
        return names.index(wanted)
    filled = [i for i, column in enumerate(found) if column.kind != EMPTY]
    if not filled:
        raise ValueError("All columns are empty.")
    last = filled[-1]
    if _are_pixels(found[1:]) and _few_whole(found[0]):
        return 0
    if header:
        small = [name.lower() for name in names]
        usual = [i for i in filled if small[i] in _TARGETS]
        if usual:
            return max(usual, key=lambda i: (-_TARGETS.index(small[i]), i))
        return last
    words = [i for i in filled if found[i].kind == WORDS and len(found[i].words) <= MOST_CLASSES]
    if len(words) == 1 and found[last].kind != WORDS:
        return words[0]
    if len(filled) > 4 and _few_whole(found[0]) and not _few_whole(found[last]):
        return 0
    return last


def _few_whole(column: Column) -> bool:
    """Tell whether a column holds few whole numbers that count from 0 or 1."""
    if column.kind != NUMBER:
        return False
    values = np.unique(column.known)
    return 2 <= len(values) <= 11 and np.array_equal(values, np.arange(len(values)) + values[0] % 2)


def _are_pixels(found: Sequence[Column]) -> bool:
    """Tell whether columns are the pixels of pictures like MNIST's: whole numbers up to 255."""
    return len(found) == PICTURE * PICTURE and all(
        column.kind == NUMBER
        and column.values.min() >= 0
        and column.values.max() <= 255
        and not (column.values % 1).any()
        for column in found
    )


def _is_quantity(goal: Column, said: str) -> bool:
    """Tell whether the target is a quantity: numbers, other than few whole ones."""
    if goal.kind in (WORDS, TRUTH):
        if said == "quantity" and goal.kind == WORDS:
            raise ValueError(f"The target “{goal.name}” holds words: it cannot be a quantity.")
        return said == "quantity"
    if said:
        return said == "quantity"
    values = goal.known
    different = np.unique(values)
    few = len(different) <= 20 and 2 * len(different) <= max(len(values), 6)
    return goal.kind == DATE or not few or bool((different % 1).any())


def _left_out(
    found: Sequence[Column],
    cells: Sequence[Sequence[str]],
    target: int,
    said: Mapping[str, str],
    header: bool,
) -> dict[int, str]:
    """Return why columns are not given to the network, by their places."""
    reasons: dict[int, str] = {}
    others, n = len(found) - 1, len(cells[0])
    for i, column in enumerate(found):
        if i == target:
            continue
        if column.name in said:
            if said[column.name] == OUT:
                reasons[i] = "is left out as you said"
            elif not len(column.known):
                reasons[i] = "holds nothing that could be read so"
            continue
        known = column.known
        different = len(column.words) if column.kind == WORDS else len(np.unique(known))
        if column.kind == EMPTY:
            reasons[i] = "is empty"
        elif 2 * (column.missing + len(column.odd)) > n:
            reasons[i] = f"is empty in {column.missing + len(column.odd):,} of {n:,} rows"
        elif different == 1:
            value = column.words[0] if column.kind == WORDS else f"{known[0]:g}"
            reasons[i] = f"is always {_short(value)}"
        elif others >= (2 if header else 3) and _is_row_number(column, cells[i], i, header):
            reasons[i] = "only counts the rows"
        elif others >= 2 and _is_id(column, i, header, n):
            reasons[i] = "names each row: no two are alike"
        elif column.kind == WORDS and (different > MOST_WORDS or 2 * different > max(n, 8)):
            reasons[i] = f"holds {different:,} different words"
    return reasons


def _is_row_number(column: Column, cells: Sequence[str], place: int, header: bool) -> bool:
    """Tell whether a column counts the rows: the first, without a name or with a telling one."""
    values = column.values
    if column.kind != NUMBER or not (np.diff(values) == 1).all():
        return False
    if header:
        nameless = column.name.startswith("column ") and place == 0
        return nameless or bool(_IDS.fullmatch(column.name))
    return place == 0 and cells[0] in ("0", "1") and len(cells) >= _MANY


def _is_id(column: Column, place: int, header: bool, n: int) -> bool:
    """Tell whether a column names the rows."""
    if column.missing or column.odd:
        return False
    if column.kind == WORDS:
        return len(column.words) == n and (place == 0 or bool(_IDS.fullmatch(column.name)))
    values = column.values
    if column.kind != NUMBER or (values % 1).any() or len(np.unique(values)) < 0.99 * n:
        return False
    if header:
        return bool(_IDS.fullmatch(column.name))
    return place == 0 and n >= _MANY and float(np.ptp(values)) > 50 * n


def _odd_ones(column: Column, cells: Sequence[str], lines: Sequence[int]) -> list[str]:
    """Say which cells are not what their column holds, by line and column."""
    if not column.odd:
        return []
    what = {NUMBER: "no number", DATE: "no date", TRUTH: "neither true nor false"}[column.kind]
    first = column.odd[0]
    more = len(column.odd) - 1
    others = f", nor {'is' if more == 1 else 'are'} {more:,} more" if more else ""
    good = len(column.known)
    return [
        f"Line {lines[first]}, column “{column.name}”: {_short(cells[first])} is {what}{others}; "
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
            f"All targets (“{goal.name}”) are {_short(alone)}: there is nothing to tell apart."
        )
    if quantity:
        return labels.astype(np.intp), ()
    if len(different) > MOST_CLASSES:
        words = "words" if goal.kind == WORDS else "values"
        raise ValueError(
            f"The target “{goal.name}” holds {len(different):,} different {words}: at most "
            f"{MOST_CLASSES} classes, or a quantity, can be learned."
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
    if column.kind == WORDS:
        usual = float(np.bincount(known.astype(np.intp)).argmax())
    else:
        usual = float(known.mean())
    return np.where(np.isfinite(values), values, usual)


def _short(cell: str) -> str:
    return repr(cell if len(cell) <= 20 else cell[:20] + "…")
