"""The pictures of the lesson on the chain rule, as SVG. No Streamlit here."""

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from core.explain.chain import Stop, Way
from core.explain.graph import Edge, Graph
from core.explain.numbers import number
from core.network import Batch
from ui.lessons.kit.drawing import BLUE, GREEN, GREY, ORANGE, Drawing

_UNIT = 110.0  # of a number line: how long a change of 1 is, at most
_LEFT, _MIDDLE, _RIGHT = 60.0, 240.0, 460.0
_TALL = 350.0


def lines(stops: Sequence[Stop]) -> str:
    """Draw a number line for each stop, all to one scale, with how far it moved."""
    tall = _TALL / len(stops)
    alt = ", ".join(f"Δ{stop.name} = {number(stop.change)}" for stop in stops) + "."
    drawing = Drawing(tall * len(stops) + 14, alt)
    room = [(_MIDDLE - _LEFT if stop.change < 0 else _RIGHT - _MIDDLE) / abs(stop.change)
            for stop in stops if stop.change]  # fmt: skip
    unit = min([_UNIT, *room])
    for row, stop in enumerate(stops):
        y = 30 + tall * row
        colour = GREEN if stop.name == "C" else BLUE
        drawing.text(8, y + 6, stop.name, "start", bold=True)
        drawing.line([(_LEFT, y), (_RIGHT, y)], GREY, 1)
        for tick in range(-int((_MIDDLE - _LEFT) / unit), int((_RIGHT - _MIDDLE) / unit) + 1):
            at = _MIDDLE + tick * unit
            drawing.line([(at, y - 5), (at, y + 5)], GREY, 1)
        to = _MIDDLE + stop.change * unit
        drawing.dot(_MIDDLE, y, GREY, 5, f"{stop.name} was {number(stop.before)}")
        drawing.arrow(_MIDDLE, y, to, y, colour, 4)
        drawing.dot(to, y, colour, 6, f"{stop.name} is {number(stop.after)}")
        drawing.text(632, y, f"Δ{stop.name} {number(stop.change)}", "end", bold=True)
        moved = f"{number(stop.before)} → {number(stop.after)}"
        drawing.text(632, y + min(24, 0.4 * tall), moved, "end")
    return drawing.svg()


def ratios(stops: Sequence[Stop]) -> list[tuple[str, float, float]]:
    """Return each ratio of neighbours: its name, as this nudge has it, and its limit."""
    return [
        (f"Δ{after.name} / Δ{before.name}", after.change / before.change, after.slope)
        for before, after in pairwise(stops)
        if before.change
    ]


def two_ways(batch: Batch, ways: Sequence[Way]) -> str:
    """Draw a 1-2-1 network, and what each way brings back from the cost."""
    a, network = batch.a, batch.network
    total = sum(way.share for way in ways)
    shares = ", ".join(f"way {way.through + 1} {number(way.share)}" for way in ways)
    drawing = Drawing(330, f"Two ways to the cost: {shares}; together {number(total)}.")
    unit, out, cost = (70.0, 165.0), (455.0, 165.0), (580.0, 165.0)
    for way, y, colour in zip(ways, (70.0, 260.0), (BLUE, ORANGE), strict=True):
        middle = (265.0, y)
        w_out = float(network.w[2][0, way.through])
        width = 1.5 + 2 * abs(way.weight)
        drawing.line([(unit[0] + 34, unit[1]), (middle[0] - 34, y)], colour, width)
        drawing.line([(middle[0] + 34, y), (out[0] - 34, out[1])], colour, 1.5 + 2 * abs(w_out))
        drawing.ring(*middle, colour, 34)
        drawing.text(middle[0], y + 6, number(float(a[1][0, way.through])))
        above = y < unit[1]
        beside = y - 46 if above else y + 60
        drawing.text(middle[0], beside, f"δ{['¹₁', '¹₂'][way.through]} {number(way.blame)}")
        drawing.text(142, 92 if above else 252, number(way.weight), "end", bold=True)
        drawing.text(385, 92 if above else 252, number(w_out), "start", bold=True)
    for where, name, value in (
        (unit, "a⁰", float(a[0][0, 0])),
        (out, "a²", float(a[2][0, 0])),
    ):
        drawing.ring(*where, GREY, 34)
        drawing.text(where[0], where[1] + 6, number(value))
        drawing.text(where[0], where[1] - 44, name, bold=True)
    drawing.arrow(out[0] + 36, out[1], cost[0] - 40, cost[1], GREY)
    drawing.text(cost[0], cost[1] - 30, "C", bold=True)
    drawing.text(cost[0], cost[1] + 6, number(batch.cost()))
    return drawing.svg()


_PLACES: Mapping[str, tuple[float, float]] = {
    "a⁰₁": (40, 140),
    "w¹₁₁": (40, 44), "b¹₁": (130, 42), "w¹₂₁": (40, 232), "b¹₂": (130, 232),
    "z¹₁": (165, 90), "a¹₁": (245, 90), "z¹₂": (165, 190), "a¹₂": (245, 190),
    "w²₁₁": (290, 42), "w²₁₂": (290, 232), "b²₁": (350, 198),
    "z²₁": (350, 140), "a²₁": (430, 140), "C": (505, 140),
}  # fmt: skip


def sweep(of: Graph, lit: Sequence[Edge], known: Collection[str], origin: str) -> str:
    """Draw the graph of a 1-2-1 network with the edges of a sweep lit, and what is known by now."""
    drawing = Drawing(275, f"{len(lit)} of {len(of.edges)} lines lit; {len(known)} known.", 545)
    for edge in of.edges:
        (x, y), (to_x, to_y) = _PLACES[edge.origin], _PLACES[edge.to]
        taken = edge in lit
        newest = bool(lit) and edge == lit[-1]
        drawing.line(
            [(x, y), (to_x, to_y)], ORANGE if taken else GREY, 5 if newest else 3 if taken else 1
        )
    for name, (x, y) in _PLACES.items():
        learnt = name in of.learnt
        colour = ORANGE if name in known or name == origin else BLUE if learnt else GREY
        drawing.dot(x, y, colour, 9 if learnt else 12, f"{name} = {number(of.values[name])}")
        up = -18 if y <= 140 or not learnt else 33
        drawing.text(x, y + up, name)
    return drawing.svg()
