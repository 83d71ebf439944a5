"""P has a page fill the screen, larger and without what stands around it; B makes it black."""

from ui.components.kit.linker import component

KEY = "present_key"
_MOUNT = component(__file__)


def mount() -> None:
    """Listen to the two keys on this page."""
    _MOUNT(key=KEY, data=[{}])
