"""Still pictures of a lesson, as SVG of fixed proportions: plots, number lines. No Streamlit here.

Letters may be nearly twice as large as here, on a phone and on a projector: leave room.
"""

from collections.abc import Iterable, Sequence
from html import escape

import numpy as np

from core.arrays import FloatArray

BLUE, ORANGE, GREEN = "#1b84cc", "#e0661a", "#12a37a"  # values, slopes, costs
GREY = "#80868f"
WIDTH = 640


class Drawing:
    """What is drawn, in units of which ``WIDTH`` are the picture's width."""

    def __init__(self, height: float, alt: str, width: float = WIDTH) -> None:
        self.width, self.height = width, height
        self._parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
            f'role="img" aria-label="{escape(alt.replace("**", ""))}" font-size="13">'
        ]

    def line(
        self, points: Iterable[tuple[float, float]], colour: str, width: float = 2, dash: str = ""
    ) -> None:
        """Draw a line through points."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"'
            f'{dashed} stroke-linecap="round"/>'
        )

    def bar(self, middle: float, foot: float, width: float, height: float, colour: str) -> None:
        """Draw a bar that stands on the line y = ``foot``."""
        self._parts.append(
            f'<rect x="{middle - width / 2:.1f}" y="{foot - height:.1f}" width="{width:.1f}" '
            f'height="{height:.1f}" fill="{colour}"/>'
        )

    def area(self, points: Iterable[tuple[float, float]], colour: str, opacity: float) -> None:
        """Fill what points go round."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self._parts.append(f'<polygon points="{path}" fill="{colour}" fill-opacity="{opacity:g}"/>')

    def dot(self, x: float, y: float, colour: str, radius: float = 6, name: str = "") -> None:
        """Draw a dot; ``name`` is said where it is pointed at."""
        title = f"<title>{escape(name)}</title>" if name else ""
        self._parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{colour}">{title}</circle>'
        )

    def ring(self, x: float, y: float, colour: str, radius: float, width: float = 2) -> None:
        """Draw a circle."""
        self._parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="none" stroke="{colour}" '
            f'stroke-width="{width:g}"/>'
        )

    def text(self, x: float, y: float, text: str, anchor: str = "middle", *, bold: bool = False
    ) -> None:  # fmt: skip
        """Write a text whose middle, start or end is at x, on the line y."""
        weight = ' font-weight="600"' if bold else ""
        self._parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'
        )

    def arrow(self, x: float, y: float, to_x: float, to_y: float, colour: str, width: float = 2
    ) -> None:  # fmt: skip
        """Draw a line with a head at its end."""
        self.line([(x, y), (to_x, to_y)], colour, width)
        length = float(np.hypot(to_x - x, to_y - y))
        if length < 1:
            return
        along, across = (to_x - x) / length, (to_y - y) / length
        head = min(9.0, length)
        for side in (-0.5, 0.5):
            self.line(
                [
                    (to_x, to_y),
                    (
                        to_x - head * (along + side * across),
                        to_y - head * (across - side * along),
                    ),
                ],
                colour,
                width,
            )

    def svg(self) -> str:
        """Return its text."""
        return "".join([*self._parts, "</svg>"])


class Plot:
    """A box of a drawing in which x and y are numbers."""

    def __init__(
        self,
        drawing: Drawing,
        x: tuple[float, float],
        y: tuple[float, float],
        box: tuple[float, float, float, float],
    ) -> None:
        """Lay it in ``box``: left, top, width, height."""
        self.drawing, self.x, self.y, self.box = drawing, x, y, box

    def across(self, x: float) -> float:
        """Return where x lies."""
        left, _, width, _ = self.box
        return left + (x - self.x[0]) / (self.x[1] - self.x[0]) * width

    def up(self, y: float) -> float:
        """Return where y lies."""
        _, top, _, height = self.box
        return top + (self.y[1] - y) / (self.y[1] - self.y[0]) * height

    def axes(
        self, x_ticks: Sequence[float], y_ticks: Sequence[float], x_name: str, y_name: str
    ) -> None:
        """Draw lines at ticks, with their numbers, and the names at the ends."""
        left, top, width, height = self.box
        for y in y_ticks:
            at = self.up(y)
            self.drawing.line([(left, at), (left + width, at)], GREY, 0.5)
            self.drawing.text(left - 8, at + 5, _short(y), "end")
        for x in x_ticks:
            at = self.across(x)
            self.drawing.line([(at, top), (at, top + height)], GREY, 0.5)
            self.drawing.text(at, top + height + 22, _short(x))
        self.drawing.text(left + width, top + height + 44, x_name, "end")
        self.drawing.text(left, top - 10, y_name, "start", bold=True)

    def curve(self, x: FloatArray, y: FloatArray, colour: str, width: float = 3, dash: str = ""
    ) -> None:  # fmt: skip
        """Draw y over x, as far as it lies in the box."""
        low, high = self.y
        inside = (y >= low) & (y <= high)
        ends = np.flatnonzero(np.diff(inside.astype(int))) + 1
        for part in np.split(np.arange(len(x)), ends):
            if len(part) > 1 and inside[part[0]]:
                points = [(self.across(float(x[i])), self.up(float(y[i]))) for i in part]
                self.drawing.line(points, colour, width, dash)

    def segment(
        self, a: tuple[float, float], b: tuple[float, float], colour: str, width: float = 2,
        dash: str = "",
    ) -> None:  # fmt: skip
        """Draw a line from a to b, cut at the top and bottom of the box."""
        x = np.linspace(a[0], b[0], 201)
        y = np.linspace(a[1], b[1], 201)
        left, right = self.x
        seen = (x >= left) & (x <= right) & (y >= self.y[0]) & (y <= self.y[1])
        points = [(self.across(float(p)), self.up(float(q))) for p, q in zip(x[seen], y[seen],
                  strict=True)]  # fmt: skip
        if len(points) > 1:
            self.drawing.line([points[0], points[-1]], colour, width, dash)

    def dot(self, x: float, y: float, colour: str, radius: float = 6, name: str = "") -> None:
        """Draw a dot."""
        self.drawing.dot(self.across(x), self.up(y), colour, radius, name)

    def text(self, x: float, y: float, text: str, anchor: str = "middle") -> None:
        """Write a text at a place."""
        self.drawing.text(self.across(x), self.up(y), text, anchor)


def _short(tick: float) -> str:
    return f"{tick:g}".replace("-", "−")
