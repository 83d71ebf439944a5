"""What a column of cells holds: numbers however they are written, dates, truths, or words."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

NUMBER, DATE, TRUTH, WORDS, EMPTY = "number", "date", "truth", "words", "empty"
MOSTLY = 0.8  # of the cells that hold anything: so many numbers make it a column of numbers
MISSING = frozenset(
    {"", "na", "n/a", "#n/a", "#na", "nan", "-nan", "null", "none", "nil", "nat", "?", "-", "--"}
    | {".", "..", "missing", "<na>", "#value!", "#div/0!", "#num!", "(null)", "unknown"}
)
"""What stands for a value that is not there, in small letters."""

_PLAIN = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?%?")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_SPACED = re.compile(r"[-+]?\d{1,3}(?:[ '\u2019\u00a0\u202f]\d{3})+(?:\.\d*)?")
_SPACES = str.maketrans("", "", " '\u2019\u00a0\u202f")
_POINTED = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+(?:,\d*)?")
_MONEY = re.compile(r"^([-+]?)(?:[$€£¥]|USD|EUR|GBP|CHF)\s?|\s?(?:[$€£¥]|USD|EUR|GBP|CHF)$")
_SHARE = re.compile(r"\s+%$")
_COMMA = re.compile(r"[-+]?\d*,\d+(?:[eE][-+]?\d+)?%?")
_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+")
_BRACKETED = re.compile(r"^\(([^-+()]+)\)$")
_PAIRS = (
    *(("false", "true"), ("no", "yes"), ("n", "y"), ("f", "t"), ("off", "on")),
    *(("nein", "ja"), ("falsch", "wahr"), ("non", "oui"), ("faux", "vrai"), ("no", "sí")),
)
_TRUTHS = {word: float(value) for pair in _PAIRS for value, word in enumerate(pair)}

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,4})([/.])(\d{1,2})\2(\d{2,4})")
_AFTER_DAY = re.compile(r"[T ,]\s*")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}(?:\.\d+)?))?\s*(?:Z|([AaPp])\.?[Mm]\.?)?")


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """What was made of one column.

    Attributes
    ----------
    name : str
        Its own among all names of the table.
    kind : str
        NUMBER, DATE (days since 1970-01-01), TRUTH (1 and 0), WORDS or EMPTY.
    values : (n,) float64
        NaN where there is none; of words the index among ``words``.
    words : tuple of str
        The different ones, in natural order; of truths what stands for 0 and for 1.
    odd : tuple of int
        The rows whose cells hold something that the kind does not allow.
    missing : int
        How many cells hold nothing.
    """

    name: str
    kind: str
    values: NDArray[np.float64]
    words: tuple[str, ...] = ()
    odd: tuple[int, ...] = ()
    missing: int = 0

    @property
    def known(self) -> NDArray[np.float64]:
        """The values that are there."""
        return self.values[np.isfinite(self.values)]


def column(name: str, cells: Sequence[str], decimal: str, kind: str = "") -> Column:
    """Return what ``cells`` hold, read as ``kind`` if that is given, with this decimal sign.

    One or two that are something else, or fewer than a fifth, are slips of whoever wrote it.
    """
    absent = [cell.lower() in MISSING for cell in cells]
    gaps = sum(absent)
    there = len(cells) - gaps
    if not there:
        return Column(name, kind or EMPTY, np.full(len(cells), np.nan), missing=len(cells))
    if kind != WORDS:
        for found, how in ((NUMBER, _numbers), (TRUTH, _truths), (DATE, _dates)):
            if kind not in ("", found):
                continue
            if gaps:
                known = [cell for cell, no in zip(cells, absent, strict=True) if not no]
                values = np.full(len(cells), np.nan)
                values[~np.array(absent)] = how(known, decimal)
            else:
                values = how(cells, decimal)
            good = int(np.isfinite(values).sum())
            slips = there - good <= 2 and 2 * good > there
            if kind or good >= MOSTLY * there or slips:
                odd = np.flatnonzero(~(np.isfinite(values) | np.array(absent)))
                words = _of_truths(cells, values) if found == TRUTH else ()
                if found == TRUTH and not kind and len(odd) > (2 if len(words) == 2 else 0):
                    continue  # yes, no, and maybe: words
                return Column(name, found, values, words, tuple(odd.tolist()), len(cells) - there)
    words = natural({c for c, no in zip(cells, absent, strict=True) if not no})
    places = {word: float(i) for i, word in enumerate(words)}
    values = np.array([np.nan if no else places[c] for c, no in zip(cells, absent, strict=True)])
    return Column(name, WORDS, values, words, (), len(cells) - there)


def decimal_sign(columns: Sequence[Sequence[str]], separator: str) -> str:
    """Return the decimal sign of a table, "." or ",", from how its numbers are written."""
    commas = points = 0
    for cells in columns:
        for cell in map(_bare, cells[:500]):
            if "," in cell and (_COMMA.fullmatch(cell) or _POINTED.fullmatch(cell)):
                commas += 1 if not (separator == "," and _GROUPED.fullmatch(cell)) else 0
            elif "." in cell and (_PLAIN.fullmatch(cell) or _THOUSANDS.fullmatch(cell)):
                points += 1
    if separator == "," and commas:  # in quotes: whether thousands or not, all cells together say
        return "," if commas > points else "."
    if not commas or points:
        return "," if commas > points else "."
    every = [c for c in chain.from_iterable(c[:500] for c in columns) if "," in c]
    grouped = all(_GROUPED.fullmatch(c) for c in every if _COMMA.fullmatch(c))
    return "." if grouped and separator not in ";\t" else ","


def natural(words: set[str]) -> tuple[str, ...]:
    """Return words in the order that people give them: numbers in them by their size.

    Too many to be classes, or inputs, are in plain order.
    """
    return tuple(sorted(words, key=_parts if len(words) <= 1000 else None))


def _parts(word: str) -> tuple[tuple[int, float, str], ...]:
    parts = re.split(r"(\d+)", word)
    return (
        *(
            (0, float(part[:300]), "") if part.isdecimal() else (1, 0.0, part.casefold())
            for part in parts
            if part
        ),
        (2, 0.0, word),
    )


def is_number(cell: str) -> bool:
    """Tell whether a cell is a number, whatever its decimal sign."""
    if _PLAIN.fullmatch(cell):
        return True
    cell = _bare(cell)
    return bool(_PLAIN.fullmatch(cell) or _COMMA.fullmatch(cell) or _THOUSANDS.fullmatch(cell))


def _numbers(cells: Sequence[str], decimal: str) -> NDArray[np.float64]:
    """Return the numbers, NaN where there is none."""
    values = _as_python_writes(cells, decimal)
    if values is not None:
        return values
    read: Callable[[str], float] = _with_comma if decimal == "," else _with_point
    different = set(cells)
    if not any(np.isfinite(read(cell)) for cell in islice(different, 1000)):
        return np.full(len(cells), np.nan)
    known = {cell: read(cell) for cell in different}
    return np.fromiter(map(known.__getitem__, cells), np.float64, len(cells))


def _as_python_writes(cells: Sequence[str], decimal: str) -> NDArray[np.float64] | None:
    """Return numbers that are written as in Python, which is the quick way; None if they are not.

    Python reads 1_000 and infinity as numbers, too: these it must not meet.
    """
    text = "\n".join(cells)
    if "_" in text or (decimal == "," and "." in text):
        return None
    if decimal == ",":
        cells = text.replace(",", ".").split("\n")
    try:
        values = np.fromiter(map(float, cells), np.float64, len(cells))
    except ValueError:
        return None
    return values if np.isfinite(values).all() else None


def _with_point(cell: str) -> float:
    if _PLAIN.fullmatch(cell):
        return _finite(cell)
    bare = _bare(cell)
    if _THOUSANDS.fullmatch(bare):
        return _finite(bare.replace(",", ""))
    if _SPACED.fullmatch(bare):
        return _finite(bare.translate(_SPACES))
    if _COMMA.fullmatch(bare):
        return _finite(bare.replace(",", "."))  # a cell written by another hand
    return _finite(bare) if bare != cell and _PLAIN.fullmatch(bare) else np.nan


def _with_comma(cell: str) -> float:
    if _POINTED.fullmatch(_bare(cell)):
        cell = cell.replace(".", "")
    elif "." in cell and "," not in cell:
        return _with_point(cell)  # here, too
    return _with_point(cell.replace(",", ".")) if cell.count(",") < 2 else _with_point(cell)


def _bare(cell: str) -> str:
    """Return a number without its currency, and with nothing before its percent sign.

    Accountants write losses in brackets: (3.50) is -3.50.
    """
    if cell.endswith(")"):
        cell = _BRACKETED.sub(r"-\1", cell)
    cell = _MONEY.sub(r"\1", cell)
    if cell.endswith(")"):
        cell = _BRACKETED.sub(r"-\1", cell)
    return _SHARE.sub("%", cell).replace("\u2212", "-")


def _finite(cell: str) -> float:
    """Return the number; a share in percent counts as one in a hundred."""
    value = float(cell[:-1]) / 100 if cell.endswith("%") else float(cell)
    return value if np.isfinite(value) else np.nan


def _truths(cells: Sequence[str], _: str) -> NDArray[np.float64]:
    known = {cell: _TRUTHS.get(cell.lower(), np.nan) for cell in set(islice(cells, 100))}
    if not np.isfinite(list(known.values())).any():
        return np.full(len(cells), np.nan)
    return np.array([_TRUTHS.get(cell.lower(), np.nan) for cell in cells])


def _of_truths(cells: Sequence[str], values: NDArray[np.float64]) -> tuple[str, ...]:
    """Return what stands for 0 and what for 1, as it is written; nothing for what never is."""
    where = [np.flatnonzero(values == value) for value in (0, 1)]
    return tuple(cells[rows[0]] for rows in where if len(rows))


def _dates(cells: Sequence[str], _: str) -> NDArray[np.float64]:
    """Return days since 1970-01-01, or hours where all cells are times of day."""
    some = set(islice(cells, 100))
    quick = _all_alike(cells)
    if quick is not None:
        return quick
    if not any(cell[0].isdigit() and len(cell) <= 40 for cell in some):
        return np.full(len(cells), np.nan)
    days, times = list(cells), [""] * len(cells)
    if any(map(_AFTER_DAY.search, some)):
        text = "".join(cells)
        if "T" in text or "," in text or "  " in text:
            parts = [(*_AFTER_DAY.split(cell, maxsplit=1), "")[:2] for cell in cells]
        else:
            parts = [cell.partition(" ")[::2] for cell in cells]
        days, times = map(list, zip(*parts, strict=True))
    day_first = _day_first(set(days))
    known_days = {day: _day(day, day_first) for day in set(days)}
    known_times = {time: _hours(time) for time in set(times)}
    if not np.isfinite(list(known_days.values())).any():
        known = {cell: _hours(cell) for cell in set(cells)}
        return np.array([known[cell] for cell in cells])
    return np.array([known_days[d] + known_times[t] / 24 for d, t in zip(days, times, strict=True)])


def _all_alike(cells: Sequence[str]) -> NDArray[np.float64] | None:
    """Return days of dates that are all written alike, with all zeros; None if they are not.

    NumPy reads them quickly, but takes a bare year and "now", too: these it must not meet.
    """
    size = len(cells[0])
    if size not in (10, 16, 19) or set(map(len, cells)) != {size}:
        return None
    signs = np.array(cells, f"U{size}").view(np.uint32).reshape(-1, size)
    part = cells[0][2]
    slashed = part in "./"
    form = (f"00{part}00{part}0000" if slashed else "0000-00-00") + " 00:00:00"
    for place, sign in enumerate(form[:size]):
        low, high = (sign, "9") if sign == "0" else (sign, sign)
        fits = (signs[:, place] >= ord(low)) & (signs[:, place] <= ord(high))
        if not (fits | ((sign == " ") & (signs[:, place] == ord("T")))).all():
            return None
    if slashed:
        signs = _as_iso(signs, part)
    try:
        seconds = np.ascontiguousarray(signs).view(f"U{size}").ravel().astype("datetime64[s]")
    except ValueError:
        return None
    return np.asarray(seconds.astype(np.int64) / 86400, np.float64)


def _as_iso(signs: NDArray[np.uint32], part: str) -> NDArray[np.uint32]:
    """Put 31.12.2020 or 12/31/2020, each sign in its column, in the order of ISO 8601."""
    first, second = ((signs[:, at] - 48) * 10 + signs[:, at + 1] - 48 for at in (0, 3))
    day_first = (first > 12).any() or (part == "." and not (second > 12).any())
    day, month = ([0, 1], [3, 4]) if day_first else ([3, 4], [0, 1])
    dash = len(signs[0])
    with_dash = np.column_stack([signs, np.full(len(signs), ord("-"), np.uint32)])
    order = [6, 7, 8, 9, dash, *month, dash, *day, *range(10, dash)]
    return with_dash[:, order]


def _day_first(days: set[str]) -> bool:
    """Tell whether 3/4/2020 is in April: if any first number is no month, or points part them."""
    matches = [match for day in days if (match := _SLASHED.fullmatch(day))]
    if any(12 < int(match[1]) < 32 for match in matches):
        return True
    if any(int(match[3]) > 12 for match in matches):
        return False
    return any(match[2] == "." for match in matches)


def _day(text: str, day_first: bool) -> float:
    """Return days since 1970-01-01."""
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _SLASHED.fullmatch(text):
        a, b, c = int(match[1]), int(match[3]), int(match[4])
        if len(match[1]) == 4:
            year, month, day = a, b, c
        else:
            year = c + (2000 if c < 70 else 1900 if c < 100 else 0)
            day, month = (a, b) if day_first else (b, a)
    else:
        return np.nan
    try:
        return float((date(year, month, day) - date(1970, 1, 1)).days)
    except ValueError:
        return np.nan


def _hours(text: str) -> float:
    """Return hours since midnight; none is midnight itself."""
    if not text:
        return 0.0
    match = _TIME.fullmatch(text)
    if not match or int(match[1]) > 24 or int(match[2]) > 59 or float(match[3] or 0) >= 60:
        return np.nan
    hour = int(match[1])
    if half := match[4]:
        hour = hour % 12 + (12 if half in "pP" else 0)
    return hour + int(match[2]) / 60 + float(match[3] or 0) / 3600
