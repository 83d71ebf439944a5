"""A line of text whose numbers change without the page moving."""

from ui.components.kit.linker import component
from ui.components.kit.packing import pack

_MOUNT = component(__file__)


def mount(data: bytes, key: str) -> None:
    """Show what ``frame`` packed."""
    _MOUNT(key=key, data=data)


def frame(text: str, *, key: str) -> bytes:
    """Pack a line; what stands between asterisks is set in bold, in figures of one width."""
    return pack({"key": key, "parts": text.split("*")}, [])
