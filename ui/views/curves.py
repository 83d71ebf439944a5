"""Cost and accuracy over epochs."""

from dataclasses import replace

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from core.data.samples import Unit
from runs.history import Evaluated
from runs.snapshot import Look, Snapshot
from ui.components import live_plot
from ui.components.live_plot import Mark, Panel, Trace
from ui.shell.widgets import shown
from ui.views.shared import judged
from ui.views.shared.numbers import number
from ui.views.view import Options, View

MEMORY = 10  # points


def payload(look: Look, options: Options) -> bytes:
    """Pack both diagrams: training faint for each mini-batch, bold for each epoch; validation."""
    found = panels(look, log=bool(options.get("log")), smooth=bool(options.get("smooth")))
    if (spread := _own_spread(look)) is not None:
        found[0] = replace(found[0], title="Cost of scaled targets")
        found.append(_errors(look, spread))
    return live_plot.frame(
        found,
        key=VIEW.name,
        revision=look.key,
        alt=words(look, options),
        marks=[Mark(mark.epoch, mark.label) for mark in look.frame.marks],
        cursor=None if look.frame.now is None else look.frame.epochs_done,
        height=230,
    )


def panels(look: Look, *, log: bool = False, smooth: bool = False) -> list[Panel]:
    """Return the diagrams; ``smooth`` averages the noisy line of mini-batches.

    The second, of accuracy or R², is there where that means something.
    """
    curves = _together(look.frame)
    batch_x, batch_cost = look.frame.batches
    if smooth:
        batch_cost = smoothed(batch_cost)
    costs = [
        Trace("mini-batch", batch_x, batch_cost, 0, width=1, opacity=0.25),
        Trace("training", curves.epoch, curves.train_cost, 0),
    ]
    good = [Trace("training", curves.epoch, curves.train_accuracy, 0)]
    if look.data.held_out:
        costs.append(Trace("validation", curves.epoch, curves.cost, 1))
        good.append(Trace("validation", curves.epoch, curves.accuracy, 1))
    found = [Panel("Cost", costs, log=log)]
    if measure := judged.measure(look.data):
        share = not look.data.regression
        found.append(
            Panel(
                measure.capitalize(),
                good,
                y_range=(0, 1),
                tick_format=".0%" if share else "",
                value_format=".2%" if share else ".3g",
            )
        )
    return found


def _own_spread(look: Look) -> float | None:
    """Return what an error of 1 is in the unit of a quantity to learn, where cost tells of errors.

    A table's targets are scaled, and with them their cost: nobody can read that in euros.
    """
    own = look.data.regression and look.data.unit != Unit() and look.spec.cost == "quadratic"
    return look.data.unit.spread if own else None


def _errors(look: Look, spread: float) -> Panel:
    """Return the root of the mean squared error, in the table's own unit: C = ½ (y - a)²."""
    curves = _together(look.frame)
    lines = [Trace("training", curves.epoch, _error(curves.train_cost, spread), 0)]
    if look.data.held_out:
        lines.append(Trace("validation", curves.epoch, _error(curves.cost, spread), 1))
    return Panel(f"Typical error of {look.data.output_names[0][:24]} (RMSE)", lines)


def _error(cost: NDArray[np.float32], spread: float) -> NDArray[np.float32]:
    return np.asarray(spread * np.sqrt(2 * cost), np.float32)


def _together(frame: Snapshot) -> Evaluated[NDArray[np.float32]]:
    """Return what was measured at its times and between them, in order."""
    rows = np.concatenate([np.array(frame.epochs), np.array(frame.between)], axis=1)
    return Evaluated(*rows[:, np.argsort(rows[0], kind="stable")])


def words(look: Look, _: Options) -> str:
    """Say where the curves stand."""
    what, on, now = judged.measure(look.data), judged.on(look.data), look.frame.measured
    good = f", {on} {what} {judged.written(look.data, now.accuracy)}" if what else ""
    spread = _own_spread(look)
    if spread is not None:
        error = number(spread * float(np.sqrt(2 * now.cost)), 3)
        good += f", typical error {error} in {look.data.output_names[0]}'s own unit"
    return (
        f"{'Cost and accuracy' if what else 'Cost'} over {look.frame.epochs_done:.1f} epochs. At "
        f"epoch {now.epoch:.2f}: {on} cost {now.cost:.3f}{good}."
    )


def smoothed(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return exponentially weighted means over about ``MEMORY`` points; the first ones of fewer."""
    finite = np.isfinite(values)
    kept = (1 - 1 / MEMORY) ** np.cumsum(finite)  # of a point, so many points later
    # The sum of kept[i] / kept[k] · value[k] over k ≤ i; kept[i] goes out in the quotient.
    weight = np.cumsum(finite / kept)
    with np.errstate(invalid="ignore"):
        mean = np.cumsum(np.where(finite, values, 0) / kept) / weight
    return mean.astype(np.float32)


def choose(_: Look) -> Options:
    """Ask how to draw them."""
    with st.container(horizontal=True):
        log = st.toggle(
            "Logarithmic cost",
            shown("curves.log", False),
            key="curves.log",
            help="Each line of the grid is a fixed factor: small costs can be told apart.",
        )
        smooth = st.toggle(
            "Smooth mini-batches",
            shown("curves.smooth", False),
            key="curves.smooth",
            help=f"Shows the mean of about the latest {MEMORY} points of the noisy curve.",
        )
    return {"log": log, "smooth": smooth}


VIEW = View(
    name="curves",
    label="Curves",
    help="Cost and accuracy over the epochs, on training and validation samples.",
    payload=payload,
    words=words,
    mount=live_plot.mount,
    choose=choose,
    needs=frozenset({"between"}),
)
