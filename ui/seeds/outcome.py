"""What came out: of one set-up a band, of a setting a line, of two a map; and single runs."""

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from core.data.load import load
from runs.batch.batch import Outcome, State
from runs.batch.results import RULE, Numbers, band, cells, diverged, reached, stuck
from runs.batch.sweep import Sweep
from runs.run import Run
from ui.seeds import figures, find_eta, open_one, saved
from ui.seeds.saved import Loaded
from ui.shell.widgets import shown

_MEASURE, _THRESHOLD = "seeds.measure", "seeds.threshold"
_CHARTS = ("seeds.chart.0", "seeds.chart.1")
_MAP = "seeds.map"
_EPOCHS, _LOST = "epochs", "diverged"
_PLAIN = {"displayModeBar": False}


def show(run: Run, sweep: Sweep, state: State, loaded: Loaded | None = None) -> None:
    """Show pictures of all cells, then those of the chosen one, before what is ``loaded``."""
    cell = 0
    if sweep.axes:
        threshold = _all_cells(sweep, state)
        if [axis.name for axis in sweep.axes] == ["eta"] and not state.running:
            find_eta.show(run, sweep, cells(sweep, state.outcomes, threshold), state)
        cell = open_one.cell(sweep)
        st.subheader(sweep.words(cell), anchor=False)
    here = state.outcomes[cell * sweep.seeds : (cell + 1) * sweep.seeds]
    _one_cell(sweep, here, loaded)
    open_one.show(sweep, here)


def _one_cell(sweep: Sweep, here: Sequence[Outcome], loaded: Loaded | None) -> None:
    grade = graded(sweep)
    st.markdown(in_words(here, grade), help=RULE)
    beside = None if loaded is None else saved.beside(loaded)
    if loaded is not None and beside is not None:
        said = in_words(beside.outcomes, graded(loaded.sweep))
        st.markdown(f"The file (green, dashed; {beside.words}): {said}")
    left, right = st.columns(2)
    chosen = open_one.chosen(here)
    for column, chart, measure, title in (
        (left, _CHARTS[0], "accuracy", f"validation {grade}"),
        (right, _CHARTS[1], "cost", "validation cost"),
    ):
        with column:
            _chart(
                figures.curves(
                    here,
                    band(here, measure),
                    measure,
                    title,
                    chosen,
                    None if beside is None else band(beside.outcomes, measure),
                ),
                chart,
                f"{title.capitalize()} of {len(here)} runs over their epochs.",
            )
    if len(here) > 1:
        st.plotly_chart(
            figures.histogram(figures.finals(here, "accuracy"), grade),
            key="seeds.histogram",
            alt=f"How often which final {grade} came out.",
            config=_PLAIN,
        )


def in_words(here: Sequence[Outcome], grade: str) -> str:
    """Say what many runs of one set-up came to."""
    spread = band(here, "accuracy")
    text = ""
    if spread is not None:
        low, lower, median, upper, high = (
            _number(values[-1])
            for values in (spread.low, spread.lower, spread.median, spread.upper, spread.high)
        )
        text = (
            f"After {spread.epochs[-1]:g} epochs the median {grade} is **{median}**; the middle "
            f"half lies between {lower} and {upper}, all between {low} and {high}. "
        )
    done = sum(one.done for one in here)
    if done:
        text += f"**{len(stuck(here))} of {done} got stuck.** "
    if lost := len(diverged(here)):
        text += f"**{lost} diverged.**"
    return text.strip()


def _all_cells(sweep: Sweep, state: State) -> float:
    """Show all cells by one measure; return the threshold."""
    grade = graded(sweep)
    labels = {
        "accuracy": f"Final {grade}",
        "cost": "Final cost",
        _EPOCHS: "Epochs to a threshold",
        _LOST: "Diverged",
    }
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        measure = st.segmented_control(
            "Shown",
            list(labels),
            format_func=lambda name: labels[name],
            default=shown(_MEASURE, "cost" if sweep.axes[0].name == "eta" else "accuracy"),
            key=_MEASURE,
            required=True,
        )
        threshold = st.number_input(
            f"Threshold of {grade}", value=shown(_THRESHOLD, 0.9), step=0.05, format="%g",
            key=_THRESHOLD, width=170, disabled=measure != _EPOCHS,
        )  # fmt: skip
    by_cell = [
        state.outcomes[i * sweep.seeds : (i + 1) * sweep.seeds] for i in range(len(sweep.cells))
    ]
    values = [_values(here, str(measure), threshold) for here in by_cell]
    title, first = labels[str(measure)], sweep.axes[0]
    names = " and ".join(axis.label for axis in sweep.axes)
    alt = f"{title} by {names}; the table has the numbers."
    if len(sweep.axes) == 1:
        _chart(figures.along(first, by_cell, values, title), _MAP, alt)
    else:
        up = sweep.axes[1]
        middle = np.array([_middle(some, str(measure)) for some in values])
        shape = len(first.values), len(up.values)
        words = [_cell_words(m, here) for m, here in zip(middle, by_cell, strict=True)]
        _chart(
            figures.heatmap(
                first, up, _shades(middle, str(measure)).reshape(shape).T,
                np.array(words).reshape(shape).T.ravel().tolist(),
            ),
            _MAP,
            alt,
        )  # fmt: skip
    with st.expander("The numbers", key="seeds.numbers"):
        st.markdown(table(sweep, state, threshold))
    return float(threshold)


def _values(here: Sequence[Outcome], measure: str, threshold: float) -> Numbers:
    if measure == _EPOCHS:
        return np.array([reached(one, threshold) for one in here])
    if measure == _LOST:
        return np.array([float(one.diverged is not None) for one in here])
    return figures.finals(here, measure)


def _middle(values: Numbers, measure: str) -> float:
    sound = values[np.isfinite(values)]
    if not len(sound):
        return float("nan")
    return float(sound.sum() if measure == _LOST else np.median(sound))


def _shades(values: Numbers, measure: str) -> Numbers:
    """Return what colours cells: of costs, which lie far apart, their logarithms."""
    if measure == "cost" and np.nanmin(values, initial=np.inf) > 0:
        return np.log(values)
    return values


def _cell_words(middle: float, here: Sequence[Outcome]) -> str:
    if np.isfinite(middle):
        return f"{middle:.3g}".replace("-", "−")
    if here and all(one.diverged is not None for one in here):
        return "diverged"
    return "never" if all(one.done for one in here) else ""


def table(sweep: Sweep, state: State, threshold: float) -> str:
    """Return a Markdown table: a line for each cell."""
    heads = [axis.label for axis in sweep.axes]
    heads += [graded(sweep), "cost", f"epochs to {threshold:g}", "reached it", "diverged"]
    lines = ["| " + " | ".join(heads) + " |", "|" + "--:|" * len(heads)]
    found = cells(sweep, state.outcomes, threshold)
    for values, cell in zip(sweep.cells, found, strict=True):
        words = [axis.words(value) for axis, value in zip(sweep.axes, values, strict=True)]
        words += [_number(cell.accuracy), _number(cell.cost), _number(cell.epochs)]
        words += [f"{cell.arrived} of {cell.runs}", f"{cell.diverged} of {cell.runs}"]
        lines.append("| " + " | ".join(words) + " |")
    return "\n".join(lines)


def graded(sweep: Sweep) -> str:
    """Return what accuracy is called: R² for quantities."""
    return "R²" if load(sweep.setup.data).regression else "accuracy"


def _chart(figure: go.Figure, key: str, alt: str) -> None:
    """Show a picture in which a click chooses a run, or a cell."""
    st.plotly_chart(
        figure,
        key=key,
        alt=alt,
        on_select=lambda: _clicked(key),
        selection_mode="points",
        config=_PLAIN,
    )


def _clicked(key: str) -> None:
    points = st.session_state[key].selection.points
    about = points[0].get("customdata") if points else None
    match about:
        case [int(cell)]:
            open_one.choose(cell=cell)
        case [int(), int(number)]:
            open_one.choose(run=number)


def _number(value: float) -> str:
    return "–" if not np.isfinite(value) else f"{value:.4g}".replace("-", "−")
