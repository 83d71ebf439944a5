"""Still figures of many runs: numbers in, Plotly figures out."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from runs.batch.batch import Outcome
from runs.batch.results import Band, Numbers, column, final
from runs.batch.sweep import Axis
from ui.components.plotly_figures import PATHS

HEIGHT = 300
MOST_SINGLE = 20_000  # points of single curves
_BLUE, _ORANGE = PATHS[:2]
_ALL, _HALF = "rgba(27, 132, 204, 0.14)", "rgba(27, 132, 204, 0.30)"
_GREEN, _GREEN_HALF = "#12a37a", "rgba(18, 163, 122, 0.25)"  # of a file
_GREY = "rgba(128, 134, 145, 0.55)"
_COLOURS = [[0, "#f3f6fb"], [1, "#6aa8dc"]]  # pale enough for dark words
_INK = "#10141c"
_BINS = 12
_WIDE = 30  # an axis whose last value is so many times its first is logarithmic


def curves(
    outcomes: Sequence[Outcome],
    band: Band | None,
    measure: str,
    title: str,
    chosen: int | None,
    saved: Band | None = None,
) -> go.Figure:
    """Draw every run as a thin curve, the band of all and of the middle half, and the median.

    Parameters
    ----------
    chosen : int, optional
        The number of a run to point out.
    saved : Band, optional
        Of other runs, out of a file.
    """
    figure = go.Figure()
    if saved is not None:
        _add_saved(figure, saved)
    if band is not None:
        for low, high, colour, name in (
            (band.low, band.high, _ALL, "all"),
            (band.lower, band.upper, _HALF, "middle half"),
        ):
            edge = {"width": 0}
            figure.add_scatter(
                x=band.epochs, y=low, line=edge, mode="lines", hoverinfo="skip", showlegend=False
            )
            figure.add_scatter(
                x=band.epochs, y=high, line=edge, mode="lines", fill="tonexty", fillcolor=colour,
                hoverinfo="skip", name=name, showlegend=name != "all",
            )  # fmt: skip
    _add_single(figure, outcomes, measure)
    if band is not None:
        figure.add_scatter(
            x=band.epochs, y=band.median, mode="lines", line={"width": 3, "color": _BLUE},
            name="median", hovertemplate="median after %{x}: %{y:.4g}<extra></extra>",
        )  # fmt: skip
    for one in outcomes:
        if one.number == chosen:
            figure.add_scatter(
                x=column(one, "epoch"), y=column(one, measure), mode="lines",
                line={"width": 2.5, "color": _ORANGE}, name=f"seed {one.seed}",
                hovertemplate="after %{x}: %{y:.4g}",
            )  # fmt: skip
    figure.update_layout(xaxis_title="epoch", yaxis_title=title)
    return _sized(figure)


def _add_saved(figure: go.Figure, saved: Band) -> None:
    """Add the middle half and the median of runs out of a file."""
    for y, fill in ((saved.lower, None), (saved.upper, "tonexty")):
        figure.add_scatter(
            x=saved.epochs, y=y, mode="lines", line={"width": 0}, fill=fill,
            fillcolor=_GREEN_HALF, hoverinfo="skip", showlegend=False,
        )  # fmt: skip
    figure.add_scatter(
        x=saved.epochs, y=saved.median, mode="lines", name="median of the file",
        line={"width": 3, "color": _GREEN, "dash": "dash"},
        hovertemplate="median of the file after %{x}: %{y:.4g}<extra></extra>",
    )  # fmt: skip


def _add_single(figure: go.Figure, outcomes: Sequence[Outcome], measure: str) -> None:
    """Add all single curves as one trace with gaps: a browser draws one faster than many."""
    x: list[float | None] = []
    y: list[float | None] = []
    about: list[tuple[int, int]] = []
    for one in outcomes:
        if not one.rows or len(x) > MOST_SINGLE:
            continue
        x += [*column(one, "epoch").tolist(), None]
        y += [*column(one, measure).tolist(), None]
        about += [(one.seed, one.number)] * (len(one.rows) + 1)
    figure.add_scatter(
        x=x, y=y, customdata=about, mode="lines+markers", name="single runs", showlegend=False,
        line={"width": 1, "color": _GREY}, marker={"size": 5, "opacity": 0},
        hovertemplate="seed %{customdata[0]} after %{x}: %{y:.4g}<extra></extra>",
    )  # fmt: skip


def histogram(values: Numbers, title: str) -> go.Figure:
    """Draw how often which final value came out."""
    sound = values[np.isfinite(values)]
    if not len(sound):
        return _sized(go.Figure())
    low, high = float(sound.min()), float(sound.max())
    spread = high - low
    edges = np.linspace(low, high, _BINS + 1) if spread > 1e-9 else np.array([low, low + 0.01])
    counts, edges = np.histogram(sound, edges)
    figure = go.Figure(
        go.Bar(
            x=(edges[:-1] + edges[1:]) / 2,
            y=counts,
            width=np.diff(edges) * 0.92,
            marker={"color": _BLUE},
            text=[str(n) if n else "" for n in counts],
            customdata=np.column_stack([edges[:-1], edges[1:]]),
            hovertemplate="%{y} runs: %{customdata[0]:.4g} to %{customdata[1]:.4g}<extra></extra>",
        )
    )
    figure.update_layout(xaxis_title=f"final {title}", yaxis_title="runs", showlegend=False)
    if counts.max() <= 5:
        figure.update_yaxes(dtick=1)
    if spread <= 1e-9:
        figure.update_xaxes(range=[low - 0.05, low + 0.06])
    return _sized(figure, 230)


def along(
    axis: Axis, outcomes: Sequence[Sequence[Outcome]], values: Sequence[Numbers], title: str
) -> go.Figure:
    """Draw each run as a point above its value of a setting, and the medians as a line.

    Parameters
    ----------
    values : one (runs,) for each value of the axis
    """
    numeric = not isinstance(axis.values[0], str)
    places = list(axis.values) if numeric else [axis.words(value) for value in axis.values]
    figure = go.Figure()
    x = [place for place, some in zip(places, values, strict=True) for _ in some]
    about = [(one.seed, one.number) for some in outcomes for one in some]
    figure.add_scatter(
        x=x, y=np.concatenate(values), customdata=about, mode="markers", name="single runs",
        marker={"size": 7, "color": _GREY},
        hovertemplate="seed %{customdata[0]}, %{x}: %{y:.4g}<extra></extra>",
    )  # fmt: skip
    middle = [float(np.median(v)) if len(v := some[np.isfinite(some)]) else None for some in values]
    figure.add_scatter(
        x=places, y=middle, mode="lines+markers" if numeric else "markers", name="median",
        line={"width": 3, "color": _BLUE}, marker={"size": 10, "color": _BLUE},
        hovertemplate="%{x}: median %{y:.4g}<extra></extra>",
    )  # fmt: skip
    figure.update_layout(xaxis_title=axis.label, yaxis_title=title)
    if numeric and min(axis.values) > 0 and max(axis.values) / min(axis.values) >= _WIDE:
        figure.update_xaxes(type="log")
    return _sized(figure)


def heatmap(across: Axis, up: Axis, values: Numbers, words: Sequence[str]) -> go.Figure:
    """Draw a cell for each pair of values.

    Parameters
    ----------
    values : (values of up, values of across)
        What colours the cells.
    words : what stands in each cell, in the same order
    """
    cells = np.arange(values.size).reshape(values.shape[::-1]).T  # as a sweep counts them
    figure = go.Figure(
        go.Heatmap(
            x=[across.words(value) for value in across.values],
            y=[up.words(value) for value in up.values],
            z=values,
            text=np.array(words).reshape(values.shape),
            texttemplate="%{text}",
            textfont={"color": _INK, "size": 13},
            colorscale=_COLOURS,
            showscale=False,
            hoverinfo="skip",
            xgap=2,
            ygap=2,
        )
    )
    # Cells without a number have no words of their own, and no cell hears a click: points do both.
    columns, rows = np.meshgrid(np.arange(values.shape[1]), np.arange(values.shape[0]))
    figure.add_scatter(
        x=[across.words(across.values[i]) for i in columns.ravel()],
        y=[up.words(up.values[i]) for i in rows.ravel()],
        customdata=[[cell] for cell in cells.ravel().tolist()],  # as lists: so a click tells them
        text=["" if np.isfinite(z) else word for z, word in zip(values.flat, words, strict=True)],
        hovertext=list(words),
        mode="markers+text",
        marker={"size": 30, "opacity": 0},
        hovertemplate=f"{across.label} %{{x}}, {up.label} %{{y}}: %{{hovertext}}<extra></extra>",
        showlegend=False,
    )
    figure.update_layout(hoverdistance=-1)  # all of a cell belongs to its point
    figure.update_xaxes(type="category", title=across.label)
    figure.update_yaxes(type="category", title=up.label)
    return _sized(figure, max(HEIGHT, 44 * len(up.values) + 90))


def finals(outcomes: Sequence[Outcome], measure: str) -> Numbers:
    """Return a measure at the end of each run, (runs,)."""
    return np.array([final(one, measure) for one in outcomes], np.float64)


def _sized(figure: go.Figure, height: int = HEIGHT) -> go.Figure:
    return figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        hovermode="closest",
        dragmode=False,
    )
