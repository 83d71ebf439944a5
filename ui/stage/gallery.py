"""Set-ups to choose from, each with a picture of what comes of it, and the visitor's own runs."""

from pathlib import Path

from core.data.catalogue import DATASETS
from core.data.load import load
from core.explain.numbers import number, percent
from runs.library import Library
from runs.run import Run
from runs.saved import Summary
from ui.components import gallery
from ui.components.gallery import Item
from ui.shell import server, session
from ui.shell.presets import PRESETS
from ui.stage import begin, panels_open

PICTURES = Path(__file__).resolve().parents[2] / "assets" / "gallery"
GROUPS = {
    "First look": ("digits", "spiral", "circles", "three", "even_odd", "bump", "second"),
    "What goes wrong": (
        "overfit",
        "saturate",
        "vanish",
        "dead",
        "overshoot",
        "zeros",
        "rounding",
        "line",
        "parity",
    ),
    "Published runs": ("class", "raw", "xor", "nand"),
}
_OWN = "run."  # what the name of a run begins with


def show(run: Run) -> None:
    """Show them; a click starts one and closes the gallery."""
    shown = [(group, name) for group, names in GROUPS.items() for name in names]
    items = [
        Item(name, PRESETS[name].label, PRESETS[name].goal, group, place)
        for place, (group, name) in enumerate(shown)
    ]
    items += [_own(other) for other in _others(run)]
    pictures = [(PICTURES / f"{name}.png").read_bytes() for _, name in shown]
    gallery.mount(items, pictures, lambda: _start(run))


def _others(run: Run) -> list[Summary]:
    """Return this browser's other runs; those of others that it watched are not among them."""
    library = Library(session.me(), server.runs(), server.keeper())
    own = {entry.key for entry in library.entries()} - {run.key}
    return [other for other in session.recent() if other.key in own]


def _own(run: Summary) -> Item:
    good, data = run.accuracy, load(run.setup.data)
    how = f": R² {number(good)}" if data.regression else f": {percent(good)} right"
    how = how if data.graded else ""
    return Item(
        name=f"{_OWN}{run.key}",
        title=DATASETS[run.setup.data.name].label,
        text=f"{'-'.join(map(str, run.setup.network.sizes))}, epoch {run.epochs:.1f}{how}",
        group="Your runs",
        picture=-1,
    )


def _start(run: Run) -> None:
    name = gallery.chosen()
    own = next((one for one in session.recent() if f"{_OWN}{one.key}" == name), None)
    found = own and server.runs().get(own.key)
    if found is not None:
        begin.again(found, "Another of your runs")
    elif name in PRESETS:
        begin.with_preset(run, name)
    panels_open.close()
