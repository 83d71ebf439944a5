"""Curves that grow while a network learns, drawn by a small chart of our own."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ui.components.kit.linker import component
from ui.components.kit.packing import pack

Dash = Literal["solid", "dot", "dash", "dashdot", "longdash"]

_TICKS = re.compile(r"(\.\d%)?")
_VALUES = re.compile(r"\.\d%|\.[1-9]g")
_STEPS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """One curve.

    Parameters
    ----------
    name : str
        As the legend shows it.
    x, y : array-like
        Its points, x ascending. NaN and infinity leave a gap. Curves that share one ``x`` object
        send it once.
    colour : int or str
        A place in the theme's categorical colours, or any CSS colour.
    """

    name: str
    x: ArrayLike
    y: ArrayLike
    colour: int | str = 0
    dash: Dash = "solid"
    width: float = 2.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """One diagram.

    Parameters
    ----------
    title : str
        What its y axis shows.
    y_range : pair of float, optional
        Fixed ends of the y axis. By default they follow the data in rounded steps.
    x_range : pair of float, optional
        Fixed ends of its x axis, where it is not that of all panels.
    log : bool
        Whether the y axis is logarithmic; values of zero and below are then left out.
    tick_format : str
        How ticks are written: "" for plain numbers, or ".0%" for percentages, with no decimals
        here and any single digit elsewhere. Both show more decimals where neighbours need them.
    value_format : str
        How values in the legend and under the pointer are written: ".2%" for a percentage with
        two decimals, ".3g" for three significant digits. There are no other formats.
    """

    title: str
    traces: Sequence[Trace]
    y_range: tuple[float, float] | None = None
    x_range: tuple[float, float] | None = None
    log: bool = False
    tick_format: str = ""
    value_format: str = ".3g"


@dataclass(frozen=True, slots=True)
class Mark:
    """A vertical line where something was changed, with a short label such as "η 0.5"."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a curve is drawn."""

    dash: Dash
    width: float


@dataclass(frozen=True, slots=True)
class Curve:
    """A ``Trace`` in a frame; ``x`` and ``y`` are places among the arrays."""

    name: str
    x: int
    y: int
    colour: int | str
    line: Stroke
    opacity: float


@dataclass(frozen=True, slots=True)
class Diagram:
    """A ``Panel`` in a frame; ``range`` are the ends of the y axis, ``x_range`` its own x axis."""

    title: str
    x_range: tuple[float, float] | None
    range: Sequence[float]
    log: bool
    ticks: str
    values: str
    traces: Sequence[Curve]


@dataclass(frozen=True, slots=True)
class Axis:
    """The x axis of all diagrams that have none of their own."""

    title: str
    range: Sequence[float]


@dataclass(frozen=True, slots=True)
class LivePlot:
    """Header of a frame: see ``frame``."""

    key: str
    revision: str
    alt: str
    height: int
    x: Axis
    marks: Sequence[Mark]
    cursor: float | None
    panels: Sequence[Diagram]


def mount(data: bytes, key: str) -> None:
    """Show what ``frame`` packed; ``key`` stays the same as long as the element does."""
    _MOUNT(key=key, data=data)


def frame(
    panels: Sequence[Panel],
    *,
    key: str,
    revision: str,
    alt: str,
    marks: Sequence[Mark] = (),
    cursor: float | None = None,
    x_title: str = "epoch",
    x_range: tuple[float, float] | None = None,
    height: int = 260,
) -> bytes:
    """Pack curves, side by side where there is room.

    A frame equal to the one before costs the browser nothing.

    Parameters
    ----------
    key : str
        Of the component.
    revision : str
        The run's key: a zoom is kept as long as this stays the same.
    alt : str
        What the picture shows, in words.
    cursor : float, optional
        An x to point out with a line of its own.
    x_range : pair of float, optional
        Fixed ends of the x axis. By default it begins at 0 and grows in rounded steps.
    height : int
        Of one diagram, in pixels.

    Raises
    ------
    ValueError
        If a trace has not as many x as y, or a format is not one of those that ``Panel`` lists.
    """
    for panel in panels:
        _require(_TICKS, panel.tick_format, f"the ticks of {panel.title!r}")
        _require(_VALUES, panel.value_format, f"the values of {panel.title!r}")
    arrays: list[NDArray[np.float32]] = []
    places: dict[int, int] = {}

    def place(points: ArrayLike) -> int:
        if id(points) not in places:
            places[id(points)] = len(arrays)
            arrays.append(np.asarray(points, np.float32).ravel())
        return places[id(points)]

    def described(trace: Trace) -> Curve:
        x, y = place(trace.x), place(trace.y)
        if arrays[x].size != arrays[y].size:
            raise ValueError(f"{trace.name!r} has {arrays[x].size} x and {arrays[y].size} y")
        line = Stroke(trace.dash, trace.width)
        return Curve(trace.name, x, y, trace.colour, line, trace.opacity)

    def diagram(panel: Panel) -> Diagram:
        traces = [described(trace) for trace in panel.traces]
        ys = [arrays[trace.y] for trace in traces]
        return Diagram(
            title=panel.title,
            x_range=panel.x_range,
            range=y_axis(ys, panel.y_range, log=panel.log),
            log=panel.log,
            ticks=panel.tick_format,
            values=panel.value_format,
            traces=traces,
        )

    diagrams = [diagram(panel) for panel in panels]
    xs = [arrays[trace.x] for shown in diagrams for trace in shown.traces]
    header = LivePlot(
        key=key,
        revision=revision,
        alt=alt,
        height=height,
        x=Axis(x_title, x_axis(xs, x_range)),
        marks=marks,
        cursor=cursor,
        panels=diagrams,
    )
    return pack(header, arrays)


def _require(pattern: re.Pattern[str], chosen: str, what: str) -> None:
    if not pattern.fullmatch(chosen):
        raise ValueError(f"{what} cannot be written as {chosen!r}")


def x_axis(
    xs: Sequence[NDArray[np.float32]], fixed: tuple[float, float] | None = None
) -> list[float]:
    """Give the ends of the x axis: 0 (or below) up to a rounded step past the newest point."""
    if fixed is not None:
        return list(fixed)
    low, high = _extent(xs) or (0.0, 1.0)
    return [0.0 - rounded_up(-min(low, 0.0)), rounded_up(max(high, 0.0)) or 1.0]


def y_axis(
    ys: Sequence[NDArray[np.float32]],
    fixed: tuple[float, float] | None = None,
    *,
    log: bool = False,
) -> list[float]:
    """Give the ends of the y axis: as powers of ten when it is logarithmic.

    They move in rounded steps, so that an axis does not tremble while curves grow.
    """
    if log:
        if fixed is not None:
            return [math.log10(end) for end in fixed]
        low, high = _extent([y[y > 0] for y in ys]) or (0.1, 1.0)
        bottom, top = math.floor(3 * math.log10(low)) / 3, math.ceil(3 * math.log10(high)) / 3
        return [bottom, max(top, bottom + 1 / 3)]
    if fixed is not None:
        return list(fixed)
    low, high = _extent(ys) or (0.0, 1.0)
    bottom, top = 0.0 - rounded_up(-min(low, 0.0)), rounded_up(max(high, 0.0))
    return [bottom, top if top > bottom else bottom + 1.0]


def rounded_up(value: float) -> float:
    """Give the smallest round number (1, 1.25, 1.5, 2 … times a power of ten) not below a value."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next((step * power for step in _STEPS if step * power >= value * (1 - 1e-6)), 10 * power)


def _extent(arrays: Sequence[NDArray[np.float32]]) -> tuple[float, float] | None:
    """Find the smallest and the largest finite number; None when there is none."""
    finite = [a[np.isfinite(a)] for a in arrays]
    ends = [(float(a.min()), float(a.max())) for a in finite if a.size]
    if not ends:
        return None
    lows, highs = zip(*ends, strict=True)
    return min(lows), max(highs)
