"""Tables of live numbers, side by side where there is room."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.components.kit.linker import component
from ui.components.kit.packing import pack

_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class Block:
    """One table: ``head`` names its columns, ``rows`` hold texts; ``sum`` sets the last apart."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""
    sum: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptTable:
    """Header of a frame: see ``frame``."""

    key: str
    title: str
    alt: str
    blocks: Sequence[Block]


def mount(data: bytes, key: str) -> None:
    """Show what ``frame`` packed."""
    _MOUNT(key=key, data=data)


def frame(title: str, blocks: Sequence[Block], *, key: str, alt: str) -> bytes:
    """Pack tables under a title."""
    return pack(ReceiptTable(key, title, alt, blocks), [])
