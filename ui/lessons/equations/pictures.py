"""What the experiments of the lesson saw, as SVG. No Streamlit here."""

from collections.abc import Sequence

import numpy as np

from core.arrays import FloatArray
from core.explain.numbers import number
from ui.lessons.kit.drawing import BLUE, GREEN, Drawing, Plot


def course(costs: FloatArray) -> str:
    """Draw the cost over steps."""
    alt = f"The cost over {len(costs) - 1} steps: {number(costs[0])}, then {number(costs[-1])}."
    drawing = Drawing(300, alt)
    top = max(0.5, float(np.ceil(2 * costs.max()) / 2))
    plot = Plot(drawing, (0, len(costs) - 1), (0, top), (60, 40, 560, 200))
    plot.axes((0, (len(costs) - 1) / 2, len(costs) - 1), (0, top / 2, top), "step", "cost")
    plot.curve(np.arange(len(costs), dtype=float), costs, GREEN)
    return drawing.svg()


def bars(values: Sequence[float], names: Sequence[str], what: str) -> str:
    """Draw a bar for each value, with its name below and its number above."""
    told = ", ".join(f"{n}: {number(v)}" for n, v in zip(names, values, strict=True))
    drawing = Drawing(300, f"{what}. {told}.")
    drawing.text(30, 26, what, "start", bold=True)
    each, top = 580 / len(values), max(values) or 1.0
    for i, (value, name) in enumerate(zip(values, names, strict=True)):
        middle, tall = 30 + each * (i + 0.5), 170 * value / top
        drawing.bar(middle, 240, min(90.0, 0.5 * each), tall, BLUE)
        drawing.text(middle, 268, name)
        drawing.text(middle, 228 - tall, number(value))
    return drawing.svg()
