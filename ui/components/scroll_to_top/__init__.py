"""Where a page begins once it shows something else: at its top."""

from ui.components.kit.linker import component

_MOUNT = component(__file__)


def begin_at_top(what: str) -> None:
    """Scroll up whenever ``what`` is another than before; takes no room."""
    _MOUNT(key="scroll_to_top", data={"what": what}, width=1, height=1)
