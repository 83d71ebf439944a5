"""The pictures of the lesson on one neuron, as SVG. No Streamlit here."""

from collections.abc import Mapping

import numpy as np

from core.arrays import FloatArray
from core.explain.neuron import curve
from core.explain.numbers import number
from core.network import Batch, Network
from ui.lessons.kit.drawing import BLUE, GREEN, GREY, ORANGE, Drawing, Plot

REACH = 6.0  # of z
_WEIGHED = 9.0  # of z where two inputs up to 1, two weights and a bias up to 3 are added up
_FINE = 241
_RIGHT = 2.0  # beyond, a name at the right of z has no room
Z: FloatArray = np.linspace(-REACH, REACH, _FINE)


def at_work(network: Network, x: FloatArray) -> str:
    """Draw a neuron with two inputs x (1, 2), its numbers, and its z on the curve of σ."""
    batch = network.forward(x)
    z, a = z_of(batch), float(batch.a[1][0, 0])
    (w,), (b,) = network.w[1].tolist(), network.b[1].tolist()
    alt = f"A neuron: z = {number(z)}, a = {number(a)}."
    drawing = Drawing(340, alt)
    unit, inputs = (205.0, 170.0), ((42.0, 90.0), (42.0, 250.0))
    for k, (left, top) in enumerate(inputs):
        weight = w[k]
        colour = BLUE if weight >= 0 else ORANGE
        drawing.line([(left + 34, top), (unit[0] - 38, unit[1])], colour, 1 + 3 * abs(weight))
        drawing.ring(left, top, GREY, 34)
        drawing.text(left, top + 6, number(float(x[0, k])))
        drawing.text(left, top - 42, f"x{'₁₂'[k]}", bold=True)
        drawing.text(112, 92 if k == 0 else 262, number(weight), bold=True)
    drawing.ring(*unit, GREY, 38)
    drawing.text(unit[0], unit[1] + 6, number(z), bold=True)
    drawing.text(unit[0], unit[1] - 50, "z")
    drawing.text(unit[0], unit[1] + 66, f"b {number(b)}")
    drawing.arrow(unit[0] + 44, unit[1], 272, unit[1], GREY)
    plot = Plot(drawing, (-_WEIGHED, _WEIGHED), (0, 1), (320, 50, 305, 230))
    plot.axes((-6, 0, 6), (0, 0.5, 1), "z", "a = σ(z)")
    along = np.linspace(-_WEIGHED, _WEIGHED, _FINE)
    plot.curve(along, curve("sigmoid", along)[0], BLUE)
    plot.segment((z, 0), (z, a), GREY, 1.5, "3 4")
    plot.segment((-_WEIGHED, a), (z, a), GREY, 1.5, "3 4")
    plot.dot(z, a, BLUE, 8, f"a = {number(a)}")
    return drawing.svg()


def z_of(batch: Batch) -> float:
    """Return z of a neuron without the dust of binary fractions: 3 × 0.1 − 0.3 is 0."""
    return round(float(batch.z[1][0, 0]), 12)


def tangent(activation: str, z: float) -> str:
    """Draw an activation, its tangent at z, and how far that rises over one to the right."""
    values, _ = curve(activation, Z)
    here, slope = (float(found[0]) for found in curve(activation, np.array([z])))
    low, high = float(values.min()), float(values.max())
    low, high = min(low, -0.1), min(max(high, 1.0), max(3.0, here + slope))
    margin = 0.12 * (high - low)
    alt = f"{activation} at z = {number(z)}: a = {number(here)}, slope {number(slope)}."
    drawing = Drawing(360, alt)
    ends = min(low - margin, here + slope), max(high + margin, here + slope)
    plot = Plot(drawing, (-REACH, REACH), ends, (60, 40, 565, 265))
    ticks = [0.0, 1.0] if low > -0.5 else [-1.0, 0.0, 1.0]
    plot.axes((-4, -2, 0, 2, 4), ticks, "z", "a")
    plot.curve(Z, values, BLUE)
    plot.segment(
        (-REACH, here - slope * (REACH + z)), (REACH, here + slope * (REACH - z)), ORANGE, 2
    )
    if z + 1 <= REACH:
        plot.segment((z, here), (z + 1, here), GREY, 2)
        plot.segment((z + 1, here), (z + 1, here + slope), ORANGE, 4)
        plot.text(z + 0.5, here - 0.08 * (high - low), "1")
        where, anchor = (z + 1.15, "start") if z < _RIGHT else (z - 0.3, "end")
        plot.text(where, here - 0.14 * (high - low), f"σ′ = {number(slope)}", anchor)
    plot.dot(z, here, BLUE, 8, f"σ′ = {number(slope)}")
    return drawing.svg()


def small(activation: str, z: float) -> str:
    """Draw an activation and its slope without any letters, with dots at z."""
    values, slopes = curve(activation, Z)
    a, slope = (float(found[0]) for found in curve(activation, np.array([z])))
    drawing = Drawing(240, f"{activation}: σ {number(a)}, σ′ {number(slope)} at {number(z)}.")
    plot = Plot(drawing, (-REACH, REACH), (-1.3, 2.2), (4, 4, 632, 232))
    plot.segment((-REACH, 0), (REACH, 0), GREY, 1)
    plot.segment((0, -1.3), (0, 2.2), GREY, 1)
    plot.curve(Z, slopes, ORANGE, 5, "2 9")
    plot.curve(Z, values, BLUE, 6)
    for value, colour in ((a, BLUE), (slope, ORANGE)):
        if -1.3 <= value <= 2.2:
            plot.dot(z, value, colour, 13)
    return drawing.svg()


def parabola(errors: Mapping[str, tuple[float, float]], mean: float | None, alt: str) -> str:
    """Draw ½(a − y)² with a dot for each sample by name: a − y and its cost; and their mean."""
    drawing = Drawing(340, alt)
    plot = Plot(drawing, (-1.05, 1.05), (0, 0.55), (64, 40, 560, 240))
    plot.axes((-1, -0.5, 0, 0.5, 1), (0, 0.25, 0.5), "a − y", "cost of one sample")
    x = np.linspace(-1, 1, _FINE)
    plot.curve(x, x**2 / 2, GREY)
    if mean is not None:
        plot.segment((-1.05, mean), (1.05, mean), GREEN, 2, "6 5")
    for place, (name, (error, cost)) in enumerate(errors.items()):
        plot.dot(error, cost, BLUE, 8, f"{name}: {number(cost)}")
        plot.text(error, cost + 0.03 + 0.045 * (place % 2), name)
    return drawing.svg()
