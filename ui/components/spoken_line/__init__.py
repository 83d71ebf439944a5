"""A line that only a screen reader says, politely: what others see at a glance."""

from ui.components.kit.linker import component

_MOUNT = component(__file__)


def say(text: str, key: str) -> None:
    """Have ``text`` said whenever it is another than before; takes no room."""
    _MOUNT(key=f"spoken.{key}", data=[text], width=1, height=1)
