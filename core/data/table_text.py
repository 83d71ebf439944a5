"""A table's text: bytes to characters, characters to rows of cells, each with its line."""

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, compress, islice

MOST_CHARACTERS = 20_000_000
MOST_CELLS = 1_000_000
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "spaces"}
"""What may stand between cells; where several would do, one that comes first."""

Rows = list[list[str]]

_LOOKED_AT = 200  # lines, to find the separator
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_SAID = re.compile(r"\s*\"?sep=(.|\\t)\"?\s*(?:\n|$)", re.IGNORECASE)
_PLAIN = re.compile(r"[-+]?[\d.,'\u00a0\u202f ]*\d(?:[eE][-+]?\d+)?%?|[^,;\t|]*")
_AT_ONCE = 10_000  # rows, between two words on progress


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """All rows of a table that hold anything, of one length.

    Attributes
    ----------
    columns : list of columns of cells
        Without blanks around them.
    lines : list of int
        In which line of the text each row begins, from 1, as an editor counts.
    separator : str
        What stood between cells.
    notes : tuple of str
        What of the text is no row, and was passed over.
    """

    columns: list[list[str]]
    lines: list[int]
    separator: str
    notes: tuple[str, ...]


def decoded(content: bytes) -> tuple[str, str]:
    """Return a file's text and what it was encoded in.

    UTF-16 is known by its mark, or by every other byte being 0; what is not UTF-8 is taken for
    Windows' Western European code page, which spreadsheets mean by "CSV".

    Raises
    ------
    ValueError
        If it is no text, with what it is instead where that can be told.
    """
    if content.startswith(b"PK\x03\x04") or content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ValueError("This is a workbook or an archive: save the sheet as CSV.")
    for mark, codec, name in _MARKS:
        if content.startswith(mark):
            return _checked(_decode(content, codec), name)
    pairs = content[: 2 * _LOOKED_AT]
    if len(pairs) >= 4 and pairs[1::2].count(0) > 0.8 * len(pairs[1::2]):
        return _checked(_decode(content, "utf-16-le"), "UTF-16")
    if len(pairs) >= 4 and pairs[::2].count(0) > 0.8 * len(pairs[::2]):
        return _checked(_decode(content, "utf-16-be"), "UTF-16")
    try:
        return _checked(content.decode(), "UTF-8")
    except UnicodeDecodeError:
        return _checked(content.decode("cp1252", "replace"), "Windows-1252")


def grid(text: str, separator: str = "", progress: Callable[[float], None] | None = None) -> Grid:
    """Return the cells of ``text``; without a ``separator`` the one that fits best is found.

    ``progress`` is told now and then which share has been read.

    Raises
    ------
    ValueError
        With a message for whoever made the table: what is wrong, and in which line.
    """
    if len(text) > MOST_CHARACTERS:
        raise ValueError(
            f"The table has {len(text):,} characters; at most {MOST_CHARACTERS:,} can be read."
        )
    if "\0" in text:
        raise ValueError("This is no text: save the table as CSV (comma-separated values).")
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    skipped, notes = 0, []
    remarks: list[int] = []
    if named := _SAID.match(text):
        separator = separator or named[1].replace("\\t", "\t")
        skipped, text = 1, text[named.end() :]
        if separator not in SEPARATORS:
            raise ValueError(f"Line 1 names {separator!r} as separator, which is none.")
    separator = separator or _separator(text)
    found: list[list[str]] = []
    lines: list[int] = []
    width = cells = 0
    last = text.count("\n") + 1
    for numbers, rows in _blocks(text, separator, skipped):
        if not width:
            titles = _titles(rows)
            if titles:
                passed = (
                    f"{numbers[0]}" if titles == 1 else f"{numbers[0]} to {numbers[titles - 1]}"
                )
                notes.append(f"Passed over as a title: line {passed}.")
            numbers, rows = numbers[titles:], rows[titles:]
            width = len(rows[0])
            if rows[0][0] == "#" and len(rows) > 1 and len(rows[1]) == width - 1:
                rows[0].pop(0)  # as NumPy writes names
                width -= 1
            if len(rows) > 1 and all(len(row) == width + 1 for row in rows[1:]):
                rows[0].insert(0, "")  # as R writes the names of rows
                width += 1
            found = [[] for _ in range(width)]
        if set(map(len, rows)) != {width}:
            said = [_is_remark(row, width) for row in rows]
            if any(said):
                remarks += compress(numbers, said)
                rows = [row for row, no in zip(rows, said, strict=True) if not no]
                numbers = [line for line, no in zip(numbers, said, strict=True) if not no]
                if not rows:
                    continue
            rows = [_fitted(row, width, line) for row, line in zip(rows, numbers, strict=True)]
        cells += width * len(rows)
        if cells > MOST_CELLS + width:  # one row may hold the names
            raise ValueError(
                f"The table has more than {MOST_CELLS:,} cells: leave rows or columns out."
            )
        for column, more in zip(found, zip(*rows, strict=True), strict=True):
            column.extend(map(str.strip, more))
        lines += numbers
        if progress is not None:
            progress(min(lines[-1] / last, 1.0))
    if remarks:
        some = ", ".join(map(str, remarks[:5])) + (" …" if len(remarks) > 5 else "")
        what = "a remark" if len(remarks) == 1 else count(len(remarks), "remark")
        notes.append(f"Passed over as {what}: line {some}.")
    return Grid(found, lines, separator, tuple(notes))


def count(n: int, what: str) -> str:
    """Write how many there are of something."""
    return f"{n:,} {what}" if n == 1 else f"{n:,} {what}s"


def _decode(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise ValueError("The file breaks off in the middle of a character.") from error


def _checked(text: str, name: str) -> tuple[str, str]:
    if "\0" in text:
        raise ValueError("This is no text: save the table as CSV (comma-separated values).")
    return text, name


def _titles(rows: Rows) -> int:
    """Return how many rows at the top are titles or remarks: alone in a row of a wider table."""
    width, _ = Counter(map(len, rows[:_LOOKED_AT])).most_common(1)[0]
    titles = 0
    while width > 1 and rows[titles][0] and not any(rows[titles][1:]):
        titles += 1
        if titles == len(rows):
            return 0
    return titles


def _is_remark(row: list[str], width: int) -> bool:
    """Tell whether a row is no part of a wider table: it begins with # and has other cells."""
    return len(row) != width and row[0].startswith("#")


def _separator(text: str) -> str:
    """Return the separator that cuts the first lines into most even rows of plain cells."""
    end = 0
    for _ in range(_LOOKED_AT):
        end = text.find("\n", end) + 1
        if not end:
            break
    sample = text[: end or len(text)]
    best, best_score = ",", (0.0, 0.0)
    for separator in SEPARATORS:
        try:
            rows = [row for _, block in _blocks(sample, separator, 0) for row in block]
        except ValueError:
            continue
        widths = Counter(len(cells) for cells in rows)
        if not widths:
            continue
        width, times = max(widths.items(), key=lambda entry: (entry[1], entry[0]))
        if width < 2:
            continue
        cells = [cell.strip() for row in rows for cell in row]
        plain = sum(1 for cell in cells if _PLAIN.fullmatch(cell)) / len(cells)
        even = times / len(rows)
        # rows in blanks only where nothing else cuts them: words may hold blanks as well
        score = (round(even * plain, 2) - (0.5 if separator == " " else 0), float(width > 1))
        if score > best_score:
            best, best_score = separator, score
    return best


def _blocks(text: str, separator: str, skipped: int) -> Iterator[tuple[list[int], Rows]]:
    """Yield the rows that hold anything, many at a time, and the lines in which they begin."""
    if separator == " ":
        text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=separator != "\t"
    )
    while True:
        before = reader.line_num
        try:
            rows = list(islice(reader, _AT_ONCE))
        except csv.Error as error:
            line = reader.line_num + skipped
            raise ValueError(f"Line {line} cannot be read: {error}.") from error
        if not rows:
            return
        first = before + skipped + 1
        lines = list(range(first, first + len(rows)))
        if reader.line_num - before != len(rows):  # cells with line breaks in them
            sizes = [1 + sum(cell.count("\n") for cell in row) for row in rows]
            lines = [first + size for size in accumulate(sizes[:-1], initial=0)]
        full = [any(map(str.strip, row)) for row in rows]
        if not all(full):
            rows, lines = list(compress(rows, full)), list(compress(lines, full))
        if rows:
            yield lines, rows


def _fitted(row: list[str], width: int, line: int) -> list[str]:
    """Return a row without separators after its end."""
    if len(row) >= width and not any(map(str.strip, row[width:])):
        return row[:width]
    broken = any("\n" in cell for cell in row)
    raise ValueError(
        f"Line {line} has {count(len(row), 'column')}, the first line {width}."
        + (" A quotation mark is opened there and closed only lines later." if broken else "")
        + (" If it is a remark, begin it with #." if len(row) < width and not broken else "")
    )
