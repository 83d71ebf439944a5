"""A still picture as SVG: there at once, while Plotly's JavaScript would still be on its way."""

from dataclasses import dataclass

from ui.components.kit.linker import component
from ui.components.kit.packing import plain

_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class StillSvg:
    """What it shows: an SVG's text."""

    svg: str


def mount(svg: str, key: str) -> None:
    """Show an SVG of our own making; it takes the width there is."""
    _MOUNT(key=key, data=plain(StillSvg(svg)))
