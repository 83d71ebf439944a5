"""Pictures of many runs, as SVG: single curves, bands, counts, intervals. No Streamlit here."""

from collections.abc import Mapping, Sequence

import numpy as np

from core.explain.luck import Band, Seeds, band
from ui.lessons.kit.drawing import BLUE, GREEN, GREY, ORANGE, WIDTH, Drawing, Plot
from ui.lessons.luck.net import LAST, MANY

_HEIGHT = 300
_BOX = (72.0, 44.0, 540.0, 190.0)
NARROW = 540.0  # of one of two pictures side by side


def curves(found: Seeds, alt: str) -> str:
    """Draw each run's cost; of those that do not have all rows right at the end, in orange."""
    drawing, plot = _costs(found, alt)
    for solved in (False, True):
        for cost in found.cost[found.solved == solved]:
            plot.curve(found.epochs, cost, BLUE if solved else ORANGE, 1.5)
    _key(drawing, (("all right", BLUE), ("not", ORANGE)))
    return drawing.svg()


def banded(
    found: Seeds, epoch: int, alt: str, *, single: bool = False, width: float = WIDTH
) -> str:
    """Draw the band of costs, and a line at an epoch; ``single`` curves as well."""
    drawing, plot = _costs(found, alt, width)
    _band(plot, found, band(found.cost))
    if single:
        for cost in found.cost:
            plot.curve(found.epochs, cost, GREY, 1)
    at = plot.across(epoch)
    drawing.line([(at, _BOX[1]), (at, _BOX[1] + _BOX[3])], ORANGE, 2, "4 3")
    _key(drawing, (("median", BLUE), ("epoch", ORANGE)))
    return drawing.svg()


def counts(solved: Mapping[float, int], chosen: float, alt: str) -> str:
    """Draw for each η how many of the runs have all rows right."""
    drawing = Drawing(_HEIGHT, alt, NARROW)
    left, top, width, height = _BOX
    box = left, top, width - WIDTH + NARROW, height
    plot = Plot(drawing, (-0.5, len(solved) - 0.5), (0, MANY), box)
    plot.axes([], [0, 5, 10, 15, 20], "", f"all rows right, of {MANY}")
    for place, (eta, n) in enumerate(solved.items()):
        at = plot.across(place)
        colour = BLUE if eta == chosen else GREY
        drawing.bar(at, top + height, 56, n / MANY * height, colour)
        drawing.text(at, plot.up(n) - 6, str(n), bold=True)
        drawing.text(at, top + height + 24, f"η {eta:g}")
    return drawing.svg()


def intervals(found: Sequence[tuple[int, float, float, float]], alt: str) -> str:
    """Draw for each number of seeds the difference and its interval."""
    drawing = Drawing(_HEIGHT, alt)
    left, top, width, height = _BOX
    least = -1.0 if min(low for _, _, low, _ in found) < -0.5 else -0.5
    plot = Plot(drawing, (-0.5, max(len(found), 2) - 0.5), (least, 1), _BOX)
    plot.axes([], [least, 0, 0.5, 1], "", "B − A, share with all rows right")
    drawing.line([(left, plot.up(0)), (left + width, plot.up(0))], GREY, 2)
    for place, (n, middle, low, high) in enumerate(found):
        at = plot.across(place)
        colour = GREEN if low > 0 or high < 0 else ORANGE
        drawing.line([(at, plot.up(low)), (at, plot.up(high))], colour, 5)
        drawing.dot(at, plot.up(middle), colour, 8, f"{n} seeds: {middle:+.2f}")
        drawing.text(at, top + height + 24, f"{n}")
    drawing.text(left + width, top + height + 48, "seeds of each", "end")
    return drawing.svg()


def _costs(found: Seeds, alt: str, width: float = WIDTH) -> tuple[Drawing, Plot]:
    drawing = Drawing(_HEIGHT, alt, width)
    left, above, wide, height = _BOX
    top = float(np.ceil(found.cost.max() * 20) / 20)
    plot = Plot(drawing, (0, LAST), (0, top), (left, above, wide - WIDTH + width, height))
    plot.axes([0, LAST // 2, LAST], [0, top / 2, top], "epoch", "cost")
    return drawing, plot


def _band(plot: Plot, found: Seeds, shown: Band) -> None:
    for low, high, opacity in ((shown.low, shown.high, 0.15), (shown.lower, shown.upper, 0.3)):
        x = np.concatenate([found.epochs, found.epochs[::-1]])
        y = np.concatenate([low, high[::-1]])
        points = [(plot.across(p), plot.up(q)) for p, q in zip(x.tolist(), y.tolist(), strict=True)]
        plot.drawing.area(points, BLUE, opacity)
    plot.curve(found.epochs, shown.median, BLUE, 4)


def _key(drawing: Drawing, names: Sequence[tuple[str, str]]) -> None:
    at = drawing.width - 28.0
    for name, colour in reversed(names):
        drawing.line([(at - 20, 25), (at, 25)], colour, 4)
        drawing.text(at - 28, 30, name, "end")
        at -= 15 * len(name) + 56
