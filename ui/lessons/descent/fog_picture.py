"""The picture of a mountain in fog, as SVG. No Streamlit here."""

from collections.abc import Sequence

import numpy as np

from core.explain.mountain import END, Mountain
from core.explain.numbers import number
from ui.lessons.kit.drawing import BLUE, GREEN, GREY, ORANGE, Drawing, Plot

_FINE = 401
_STROKE = 0.35  # how far a slope is drawn to either side


def picture(land: Mountain, x: float, asked: Sequence[float], *, slopes: bool, lifted: bool) -> str:
    """Draw what was asked for; the slope there with ``slopes``; and all of it when ``lifted``."""
    fine = np.linspace(0, END, _FINE)
    heights = land.height(fine)
    known = land.height(np.array(asked))
    said = ", ".join(
        f"{number(float(h))} at {number(p)}" for p, h in zip(asked, known, strict=True)
    )
    drawing = Drawing(360, f"Heights asked for: {said or 'none'}.")
    low, high = float(heights.min()) - 0.6, float(heights.max()) + 0.6
    plot = Plot(drawing, (0, END), (low, high), (56, 36, 570, 268))
    plot.axes((0, 2, 4, 6, 8, 10), (), "x", "height g(x)")
    if lifted:
        plot.curve(fine, heights, GREY)
        where, lowest = land.lowest()
        plot.dot(where, lowest, GREEN, 9, "the lowest place")
    plot.segment((x, low), (x, high), ORANGE, 1.5, "4 5")
    for number_of, (place, height) in enumerate(zip(asked, known.tolist(), strict=True), start=1):
        if slopes:
            rise = _STROKE * float(land.slope(np.array([place]))[0])
            plot.segment(
                (place - _STROKE, height - rise), (place + _STROKE, height + rise), ORANGE, 3
            )
        plot.dot(place, height, BLUE, 7, f"{number_of}: {number(height)}")
        plot.text(place, height + 0.035 * (high - low), str(number_of))
    return drawing.svg()
