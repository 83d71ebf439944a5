"""A still picture as SVG: there at once, while Plotly's JavaScript would still be on its way."""

from ui.components.kit.linker import component
from ui.components.kit.packing import plain

_MOUNT = component(__file__)


def mount(svg: str, key: str) -> None:
    """Show an SVG of our own making; it takes the width there is."""
    _MOUNT(key=key, data=plain(svg=svg))
