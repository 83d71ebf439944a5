"""What each column of a table is for: names above it, the target, and what is no input."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from core.data import table_columns as columns
from core.data.table_columns import DATE, EMPTY, MISSING, NUMBER, TRUTH, WORDS, Column
from core.data.table_said import OUT

MOST_CLASSES = 30
MOST_WORDS = 40  # different ones in a column that each become an input
PICTURE = 28  # pixels of a side: 784 columns of 0..255 are pictures

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


def names(cells: Sequence[str]) -> list[str]:
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


def rows_of_names(table: Sequence[Sequence[str]]) -> int:
    """Return how many rows at the top hold names, if the first does.

    Two where words stand above numbers in the second row, too: pandas' columns of two levels, or a
    row of units. Below them pandas may write the index's name, alone in its row.
    """
    if len(table[0]) < 4:
        return 1
    numeric = words = 0
    for column in table:
        there = [cell for cell in column[2:_LOOKED_AT] if cell.lower() not in MISSING]
        if sum(map(columns.is_number, there)) < max(columns.MOSTLY * len(there), 1):
            continue
        numeric += 1
        if columns.is_number(column[1]) or column[1].lower() in MISSING - {""}:
            return 1
        words += bool(column[1])
    if words < 2 or 2 * words < numeric:
        return 1
    alone = table[0][2] and not any(column[2] for column in table[1:])
    return 3 if alone else 2


def joined_names(table: Sequence[Sequence[str]], rows: int) -> list[str]:
    """Return one name for each column from its names in several rows.

    A name above several columns stands only over the first of them where cells were merged.
    """
    upper = ""
    joined = []
    for place, column in enumerate(table):
        upper = column[0] or (upper if place > 1 and column[1] else "")
        joined.append(f"{upper} {column[1]}".strip())
    if rows == 3:
        joined[0] = table[0][2]
    return joined


def has_names(table: Sequence[Sequence[str]]) -> bool:
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


def target(found: Sequence[Column], wanted: str, header: bool) -> int:
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
    if are_pixels(found[1:]) and _few_whole(found[0]):
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


def are_pixels(found: Sequence[Column]) -> bool:
    """Tell whether columns are the pixels of pictures like MNIST's: whole numbers up to 255."""
    return len(found) == PICTURE * PICTURE and all(
        column.kind == NUMBER
        and column.values.min() >= 0
        and column.values.max() <= 255
        and not (column.values % 1).any()
        for column in found
    )


def is_quantity(goal: Column, said: str) -> bool:
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


def left_out(
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
            reasons[i] = f"is always {short(value)}"
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


def short(cell: str) -> str:
    """Quote a cell, cut off where it is long."""
    return repr(cell if len(cell) <= 20 else cell[:20] + "…")
