"""Still figures: numbers in, Plotly figures out. No Streamlit here.

Colours are translucent or left to the page's theme, so that they suit light and dark.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import plotly.graph_objects as go

from core.arrays import FloatArray
from core.explain.descent import Surface

HEIGHT = 330
PATHS = ("#1b84cc", "#e0661a", "#12a37a")  # in the order of the theme's colours
_WORDS = ("blue", "orange", "green")  # what Markdown calls them
_GREY = "rgba(128, 134, 145, 0.75)"
_FIELD = [[0, "#4f74a8"], [1, "#b9c2cf"]]
_SIDES = [[0, "rgba(213, 94, 0, 0.3)"], [1, "rgba(0, 114, 178, 0.3)"]]
_MARGIN = {"l": 8, "r": 8, "t": 8, "b": 8}
_FINE = 81  # places along an axis
_CLICKS = 25  # places along an axis where a click is heard


def contours(
    surface: Surface,
    paths: Mapping[str, FloatArray],
    across: tuple[float, float],
    up: tuple[float, float],
    *,
    dots: FloatArray | None = None,
    clickable: bool = False,
    height: int = HEIGHT,
) -> go.Figure:
    """Draw a surface from above, with paths (n, 2) on it by name.

    Parameters
    ----------
    paths : by name
        At most as many as there are ``PATHS``.
    across, up : pair of float
        The ends of both axes; where they are the same, a circle is one on the screen, and the
        gradients stand upright on the contours.
    dots : (m, 2), optional
        Samples to mark.
    clickable : bool
        Whether to lay an invisible lattice of points on top, for clicks to hit.
    """
    a, b = np.linspace(*across, _FINE), np.linspace(*up, _FINE)
    root = np.sqrt(_heights(surface, a, b))  # its contours are evenly spaced where f's are not
    figure = go.Figure(
        go.Contour(
            x=a, y=b, z=root, colorscale=_FIELD, showscale=False, ncontours=14, hoverinfo="skip",
            line={"width": 0.5, "color": _GREY}, opacity=0.4,
        )
    )  # fmt: skip
    if dots is not None:
        figure.add_scatter(
            name="samples", x=dots[:, 0], y=dots[:, 1], mode="markers", hoverinfo="skip",
            marker={"size": 3, "color": _GREY},
        )  # fmt: skip
    for (name, path), colour in zip(paths.items(), PATHS, strict=False):
        shown = _finite(path)
        figure.add_scatter(
            name=name,
            x=shown[:, 0],
            y=shown[:, 1],
            mode="lines+markers",
            marker={"size": 5, "color": colour},
            line={"width": 1.5, "color": colour},
            text=[f"{name}, step {step}" for step in range(len(shown))],
            hovertemplate="%{text}: (%{x:.3g}, %{y:.3g})<extra></extra>",
        )
    figure.add_scatter(
        name="lowest", x=[0], y=[0], mode="markers", hoverinfo="skip",
        marker={"symbol": "cross-thin", "size": 11, "line": {"width": 2, "color": _GREY}},
    )  # fmt: skip
    if clickable:
        at_a, at_b = np.meshgrid(np.linspace(*across, _CLICKS), np.linspace(*up, _CLICKS))
        invisible = {"marker": {"opacity": 0}}
        figure.add_scatter(
            name="start here", x=at_a.ravel(), y=at_b.ravel(), mode="markers",
            marker={"size": 14, "opacity": 0}, selected=invisible, unselected=invisible,
            hovertemplate="start at (%{x:.3g}, %{y:.3g})<extra></extra>",
        )  # fmt: skip
    figure.update_xaxes(range=across, title="a")
    figure.update_yaxes(range=up, title="b")
    if across == up:
        figure.update_xaxes(constrain="domain")
        figure.update_yaxes(scaleanchor="x", constrain="domain")
    return _sized(figure, height)


def key(names: Iterable[str]) -> str:
    """Say in Markdown which colours the paths of a figure have, in their order."""
    words = zip(_WORDS, names, strict=False)
    return " \u2003 ".join(f":{word}[**— {name}**]" for word, name in words)


def bowl(surface: Surface, path: FloatArray, reach: float) -> go.Figure:
    """Draw a surface in space, with a path (n, 2) on it."""
    ends = np.linspace(-reach, reach, 41)
    shown = _finite(path)
    shown = shown[(np.abs(shown) <= reach).all(axis=1)]
    figure = go.Figure(
        [
            go.Surface(
                x=ends, y=ends, z=_heights(surface, ends, ends), showscale=False, opacity=0.6,
                colorscale=[[0, "#8a97a8"], [1, "#d5dae0"]], hoverinfo="skip",
                contours={"z": {"show": True, "color": _GREY, "width": 1}},
            ),
            go.Scatter3d(
                name="path", x=shown[:, 0], y=shown[:, 1], z=surface.value(shown),
                mode="lines+markers", marker={"size": 4, "color": PATHS[0]},
                line={"width": 5, "color": PATHS[0]},
                hovertemplate="(%{x:.3g}, %{y:.3g}): %{z:.4g}<extra></extra>",
            ),
        ]
    )  # fmt: skip
    half, far, high = reach / 2, 1.25 * reach, float(surface.value(np.array([reach, reach])))
    # Notes, not the axes' own letters: those are pixels that cannot grow with the page's.
    places = [
        *((x, -far, 0.0, f"a {x:g}") for x in (-half, half)),
        *((far, y, 0.0, f"b {y:g}") for y in (-half, half)),
        *((-reach, -far, z, f"g {z:g}") for z in (high / 2, high)),
    ]
    silent = {"title": "", "showticklabels": False}
    figure.update_scenes(
        xaxis={**silent, "tickvals": [-half, 0, half]},
        yaxis={**silent, "tickvals": [-half, 0, half]},
        zaxis={**silent, "tickvals": [0, high / 2, high]},
        annotations=[
            {"x": x, "y": y, "z": z, "text": text.replace("-", "−"), "showarrow": False}
            for x, y, z, text in places
        ],
        aspectmode="cube",
        camera={"eye": {"x": 1.6, "y": -1.8, "z": 1.0}, "center": {"x": 0, "y": 0, "z": -0.1}},
    )
    return _sized(figure)


def half_planes(
    w: tuple[float, float], b: float, corners: FloatArray, answers: Sequence[int]
) -> go.Figure:
    """Draw the line w₁x₁ + w₂x₂ + b = 0, both its sides, and the corners with their answers.

    Parameters
    ----------
    corners : (m, 2)
    answers : sequence of int
        0 or 1 for each corner: what the gate says.
    """
    low, high = -0.5, 1.5
    ends = np.linspace(low, high, _FINE)
    x, y = np.meshgrid(ends, ends)
    z = w[0] * x + w[1] * y + b
    figure = go.Figure(
        [
            go.Heatmap(
                x=ends, y=ends, z=(z >= 0).astype(np.int8), zmin=0, zmax=1, colorscale=_SIDES,
                showscale=False, hoverinfo="skip",
            ),
            go.Contour(
                x=ends, y=ends, z=z, showscale=False, hoverinfo="skip",
                contours={"start": 0, "end": 0, "size": 1, "coloring": "none"},
                line={"width": 3, "color": _GREY}, name="the line",
            ),
        ]
    )  # fmt: skip
    figure.add_scatter(
        name="wanted",
        x=corners[:, 0],
        y=corners[:, 1],
        mode="markers+text",
        text=[str(answer) for answer in answers],
        textfont={"color": "white", "size": 15},
        marker={"size": 30, "color": ["#0072b2" if a else "#b34f00" for a in answers]},
        hovertemplate="(%{x}, %{y}) should be %{text}<extra></extra>",
    )
    figure.update_xaxes(range=[low, high], title="x₁", tickvals=[0, 1])
    figure.update_yaxes(range=[low, high], title="x₂", tickvals=[0, 1])
    return _sized(figure)


def _heights(surface: Surface, a: FloatArray, b: FloatArray) -> FloatArray:
    return surface.value(np.stack(np.meshgrid(a, b), axis=-1))


def _finite(path: FloatArray) -> FloatArray:
    """Return a path up to where it leaves all bounds: Plotly cannot place such points."""
    wild = np.flatnonzero(~(np.abs(path) < 1e6).all(axis=1))
    return path[: wild[0]] if len(wild) else path


def _sized(figure: go.Figure, height: int = HEIGHT) -> go.Figure:
    return figure.update_layout(
        height=height,
        margin=_MARGIN,
        dragmode=False,  # a finger that scrolls the page must not zoom
        showlegend=False,  # it would not grow with the page's letters: ``key`` does
    )
