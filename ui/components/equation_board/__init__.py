"""Matrices as grids of numbers with operators between them; each cell tells where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ui.components.kit.linker import component
from ui.components.kit.packing import plain

_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class Note:
    """Where a cell comes from, in words; ``uses`` are (grid, row, column) of the same line."""

    text: str
    uses: Sequence[tuple[int, int, int]] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix of written numbers.

    Parameters
    ----------
    notes : rows of Note, optional
        One for each cell.
    lit : bool
        Whether it takes part; else it is dimmed.
    bad : rows to mark as wrong, by their place.
    """

    name: str
    rows: Sequence[Sequence[str]]
    notes: Sequence[Sequence[Note]] = ()
    lit: bool = True
    row_labels: Sequence[str] = ()
    col_labels: Sequence[str] = ()
    bad: Sequence[int] = field(default=())


@dataclass(frozen=True, slots=True)
class Line:
    """Grids and operators side by side; ``title`` stands before them."""

    items: Sequence[Grid | str]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """All of it: lines of grids, then a sentence, then more lines."""

    lines: Sequence[Line]
    below: Sequence[Line]
    hint: str


def board(lines: Sequence[Line], below: Sequence[Line] = (), *, hint: str, key: str) -> None:
    """Show lines of grids, then the sentence about the cell that is pointed at, then more lines.

    Parameters
    ----------
    below : lines
        Stand side by side as far as there is room.
    hint : str
        What stands in the sentence's place until a cell is pointed at.
    """
    _MOUNT(key=key, data=plain(Board(lines, below, hint)))
