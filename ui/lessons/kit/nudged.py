"""The picture of a nudge: the cost over one number, the secant, the tangent. No Streamlit here."""

import numpy as np

from core.arrays import FloatArray
from core.explain.neuron import Nudge
from core.explain.numbers import number
from ui.lessons.kit.drawing import BLUE, GREEN, GREY, ORANGE, Drawing, Plot


def nudged(w: FloatArray, c: FloatArray, at: float, made: Nudge, name: str) -> str:
    """Draw the cost c over one parameter w (n,), the nudge from ``at``, its secant, the tangent."""
    span = max(0.05, float(c.max() - c.min()))
    low, high = max(0.0, float(c.min()) - 0.3 * span), float(c.max()) + 0.2 * span
    drawing = Drawing(
        350, f"C over {name}: ratio {number(made.ratio)}, slope {number(made.slope)}."
    )
    plot = Plot(drawing, (float(w[0]), float(w[-1])), (low, high), (64, 36, 560, 256))
    ticks = [float(t) for t in range(int(np.ceil(w[0])), int(w[-1]) + 1, 2)]
    plot.axes(ticks, [round(low + share * (high - low), 2) for share in (0.1, 0.5, 0.9)], name, "C")
    plot.curve(w, c, GREEN)
    low, high = plot.x
    plot.segment(
        (low, made.before + made.slope * (low - at)),
        (high, made.before + made.slope * (high - at)),
        ORANGE,
        2,
    )
    to = at + made.by
    plot.segment((at, made.before), (to, made.before), GREY, 2)
    plot.segment((to, made.before), (to, made.after), BLUE, 3)
    plot.segment((at, made.before), (to, made.after), BLUE, 2, "5 4")
    plot.dot(at, made.before, GREEN, 8, f"C = {number(made.before)}")
    plot.dot(to, made.after, BLUE, 6, f"C = {number(made.after)}")
    return drawing.svg()
