"""A range of learning rates: where learning begins, where it is best, where it ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import streamlit as st

from runs.batch.batch import State
from runs.batch.results import Cell
from runs.batch.sweep import Sweep
from runs.run import Run

IDLE = 0.9  # of the cost at the start: what costs more has hardly learnt


@dataclass(frozen=True)
class Range:
    """What a range of learning rates shows.

    Attributes
    ----------
    idle : float, optional
        The largest η below the best that hardly learnt anything.
    best : float
        The one of lowest cost.
    wild : float, optional
        The smallest above the best at which runs diverged, or cost more than at the start.
    """

    idle: float | None
    best: float
    wild: float | None


def found(etas: Sequence[float], cells: Sequence[Cell], start: float) -> Range | None:
    """Return what the cells of a sweep of η show; None if none of them learnt.

    Parameters
    ----------
    start : float
        What it cost before the first step.
    """
    order = np.argsort(etas)
    sound = [i for i in order if np.isfinite(cells[i].cost) and not cells[i].diverged]
    if not sound:
        return None
    best = min(sound, key=lambda i: cells[i].cost)
    if cells[best].cost > IDLE * start:
        return None
    idle = [etas[i] for i in sound if etas[i] < etas[best] and cells[i].cost > IDLE * start]
    wild = [
        etas[i]
        for i in order
        if etas[i] > etas[best] and (cells[i].diverged or not cells[i].cost < start)
    ]
    return Range(max(idle, default=None), etas[best], min(wild, default=None))


def show(run: Run, sweep: Sweep, cells: Sequence[Cell], state: State) -> None:
    """Explain the picture, and offer the best η."""
    starts = [one.rows[0].cost for one in state.outcomes if one.rows]
    etas = sweep.axes[0].values
    shown = found(etas, cells, float(np.median(starts))) if starts else None
    if shown is None:
        st.markdown(
            f"In {sweep.epochs} epochs none of these learning rates brought the cost down by a "
            "tenth: try others, or longer runs."
        )
        return
    st.markdown(in_words(shown, sweep))
    st.button(
        f"Use η = {shown.best:g}",
        key="seeds.use_eta",
        icon=":material/check:",
        on_click=_use,
        args=(run, shown.best),
        help="Your run on the stage goes on with it",
    )


def in_words(shown: Range, sweep: Sweep) -> str:
    """Say what the range shows."""
    text = f"**Lowest cost at η = {shown.best:g}** after {sweep.epochs} epochs. "
    if shown.idle is not None:
        text += f"Up to {shown.idle:g} the steps are so small that hardly anything is learnt. "
    if shown.wild is not None:
        text += (
            f"From {shown.wild:g} on they are so large that they jump over the valley: the cost "
            "ends above where it began, or the weights grow without end. "
        )
    return text + "For longer runs take this one or a little less."


def _use(run: Run, eta: float) -> None:
    run.change(replace(run.settings, eta=eta))
