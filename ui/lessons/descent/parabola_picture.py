"""The picture of descent on a parabola, as SVG. No Streamlit here."""

from html import escape

import numpy as np

from core.arrays import FloatArray
from core.explain.descent import PARABOLA
from core.explain.numbers import number
from ui.components.plotly_figures import PATHS

WIDTH, HEIGHT = 640, 330
_LEFT, _TOP, _BOTTOM = 56, 32, 36  # room for letters nearly twice as large: on a phone
_GREY = "#80868f"
_FINE = 81


def picture(path: FloatArray, alt: str) -> str:
    """Draw x², the points (n,) of a descent on it, and the tangent at the last of them."""
    reach = float(np.clip(1.15 * np.abs(path).max(), 3, 12))
    top, low = reach**2, -0.12 * reach**2

    def across(x: float) -> float:
        return _LEFT + (x + reach) / (2 * reach) * (WIDTH - _LEFT - 8)

    def down(y: float) -> float:
        return _TOP + (top - y) / (top - low) * (HEIGHT - _TOP - _BOTTOM)

    def line(xs: FloatArray, ys: FloatArray, style: str) -> str:
        points = " ".join(f"{across(x):.1f},{down(y):.1f}" for x, y in zip(xs, ys, strict=True))
        return f'<polyline points="{points}" fill="none" {style}/>'

    x = np.linspace(-reach, reach, _FINE)
    last = float(path[-1])
    seen = path[np.abs(path) <= reach]
    box = f'x="{_LEFT}" y="{_TOP}" width="{WIDTH - _LEFT - 8}" height="{HEIGHT - _TOP - _BOTTOM}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(alt)}" font-size="12">',
        f'<clipPath id="plot"><rect {box}/></clipPath>',
    ]
    for value in _ticks(-reach, reach):
        parts.append(f'<text x="{across(value):.1f}" y="{HEIGHT - 12}" text-anchor="middle">'
                     f"{_written(value)}</text>")  # fmt: skip
    for value in _ticks(0, top):
        y = down(value)
        parts.append(f'<line x1="{_LEFT}" x2="{WIDTH - 8}" y1="{y:.1f}" y2="{y:.1f}" '
                     f'stroke="{_GREY}" stroke-opacity="0.25"/>')  # fmt: skip
        parts.append(
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_written(value)}</text>'
        )
    parts += [
        '<g clip-path="url(#plot)">',
        line(x, x**2, f'stroke="{_GREY}" stroke-width="3"'),
        line(x, last**2 + 2 * last * (x - last), f'stroke="{PATHS[1]}" stroke-width="2"'),
        line(seen, seen**2, f'stroke="{PATHS[0]}" stroke-dasharray="2 3"'),
        "</g>",
    ]
    for step, at in enumerate(path.tolist()):
        if abs(at) <= reach:
            height = float(PARABOLA.value(np.array([at])))
            parts.append(f'<circle cx="{across(at):.1f}" cy="{down(height):.1f}" r="4.5" '
                         f'fill="{PATHS[0]}"><title>step {step}: x = {number(at)}, '
                         f"f = {number(height)}</title></circle>")  # fmt: skip
    names = ((_GREY, "f(x) = x²"), (PATHS[0], "steps"), (PATHS[1], "tangent"))
    for place, (colour, name) in enumerate(names):
        at = WIDTH - 420 + 150 * place
        parts.append(f'<rect x="{at}" y="14" width="16" height="4" fill="{colour}"/>'
                     f'<text x="{at + 22}" y="21">{name}</text>')  # fmt: skip
    return "".join([*parts, "</svg>"])


def _written(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _ticks(low: float, high: float) -> list[float]:
    """Return some round numbers between two."""
    step = next(s for s in (1.0, 2.0, 5.0, 10.0, 20.0, 50.0) if (high - low) / s <= 7)
    return [k * step for k in range(int(np.ceil(low / step)), int(np.floor(high / step)) + 1)]
