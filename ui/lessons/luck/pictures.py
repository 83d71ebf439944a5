"""The pictures of the lesson on luck, as SVG. No Streamlit here."""

from collections.abc import Mapping, Sequence

import numpy as np

from core.explain.luck import Trained
from core.explain.numbers import number, percent
from ui.lessons.kit.drawing import BLUE, GREEN, GREY, ORANGE, Drawing, Plot

_TOP = 1.0  # of the costs that are drawn
_BOX = (52, 40, 540, 232)  # room for half of the last tick


def single(nets: Trained, count: int) -> str:
    """Draw the cost of the first ``count`` nets, those that solve XOR in another colour."""
    solved = nets.solved[:count]
    drawing, plot = _plot(nets, f"{solved.sum():.0f} of {count} nets end with all four right.")
    for cost, good in zip(nets.cost[:count], solved, strict=True):
        plot.curve(nets.steps, cost, GREEN if good else ORANGE, 2)
    return drawing.svg()


def band(nets: Trained, followed: int) -> str:
    """Draw the median, the band between the quartiles, and one net."""
    share = float(nets.in_band[followed])
    drawing, plot = _plot(nets, f"Seed {followed} is in the band {percent(share, 0)} of the time.")
    _band(plot, nets, BLUE)
    plot.curve(nets.steps, nets.cost[followed], ORANGE, 2.5)
    return drawing.svg()


def bands(shown: Mapping[str, Trained]) -> str:
    """Draw the medians and bands of several learning rates."""
    ends = "; ".join(
        f"{name}: median {number(float(nets.quartiles[1, -1]))} at the end"
        for name, nets in shown.items()
    )
    drawing, plot = _plot(next(iter(shown.values())), f"{ends}.")
    for colour, nets in zip((BLUE, ORANGE), shown.values(), strict=True):
        _band(plot, nets, colour)
    return drawing.svg()


def intervals(
    found: Sequence[tuple[int, float, tuple[float, float]]], chosen: int | None = None
) -> str:
    """Draw for each number of seeds the mean difference and its interval, about zero."""
    alt = "; ".join(f"{n} seeds: {signed(low)} to {signed(high)}" for n, _, (low, high) in found)
    drawing = Drawing(340, f"Intervals of the difference. {alt}.")
    plot = Plot(drawing, (-1, 1), (0, len(found)), (130, 40, 470, 232))
    plot.axes((-1, -0.5, 0, 0.5, 1), (), "share solved, A − B", "seeds each")
    plot.segment((0, 0), (0, len(found)), GREY, 2)
    for place, (n, mean, (low, high)) in enumerate(found):
        at = len(found) - place - 0.5
        colour = GREEN if low > 0 or high < 0 else ORANGE
        drawing.line([(plot.across(low), plot.up(at)), (plot.across(high), plot.up(at))], colour, 5)
        plot.dot(mean, at, colour, 7, f"{n} seeds: {signed(mean)}")
        drawing.text(112, plot.up(at) + 6, f"{n}", "end", bold=n == chosen)
    return drawing.svg()


def signed(difference: float) -> str:
    """Write a difference of two shares: "+0.10", "−0.05"."""
    return f"{difference + 0.0:+.2f}".replace("-", "−")


def _plot(nets: Trained, alt: str) -> tuple[Drawing, Plot]:
    last = float(nets.steps[-1])
    drawing = Drawing(330, alt)
    plot = Plot(drawing, (0, last), (0, _TOP), _BOX)
    plot.axes((0, last / 2, last), (0, _TOP / 2, _TOP), "step", "C")
    return drawing, plot


def _band(plot: Plot, nets: Trained, colour: str) -> None:
    lower, median, upper = np.minimum(nets.quartiles, _TOP)
    plot.between(nets.steps, lower, upper, colour)
    plot.curve(nets.steps, median, colour, 4)
