"""A line of text whose numbers change without the page moving."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.components.kit.linker import component
from ui.components.kit.packing import pack

_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """Header of a frame: every second of the parts is set in bold."""

    key: str
    parts: Sequence[str]


def mount(data: bytes, key: str) -> None:
    """Show what ``frame`` packed."""
    _MOUNT(key=key, data=data)


def frame(text: str, *, key: str) -> bytes:
    """Pack a line; what stands between asterisks is set in bold, in figures of one width."""
    return pack(ProgressLine(key, text.split("*")), [])
