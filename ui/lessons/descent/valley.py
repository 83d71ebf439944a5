"""A narrow valley: plain descent zigzags, then crawls; a memory adds the steps up."""

import numpy as np
import streamlit as st

from core.arrays import FloatArray
from core.explain.descent import STEEP, VALLEY, descend, steps_below, turns
from core.explain.numbers import number, percent
from core.functions.optimizers import OPTIMIZERS, Adam, GradientDescent, Momentum
from ui.components import live_plot, plotly_figures
from ui.lessons.kit import sliders
from ui.lessons.kit.code import beside

START = (-9.0, 1.2)
STEPS = 60
ETAS = {"gd": 0.018, "momentum": 0.005, "adam": 0.3}  # each about as large as suits it
SHARE = 0.01
VISIBLE = 0.05  # a leap across the floor that can be seen on the map
_MOST = 400  # steps to look for the lowest hundredth


def show() -> None:
    """Show the paths of three optimisers down the same valley."""
    st.markdown(
        f"Now the walls are {STEEP:.0f} times as steep as the floor. Plain descent zigzags, then "
        "**crawls**: η must stay small for the walls' sake. **Momentum** adds nine tenths of its "
        "last step: along the floor steps add up; it swings wider, but is there sooner. **Adam** "
        "gives each number a step size of its own. (The map stretches b.)"
    )
    start, paths = np.array(START), {}
    for column, (name, default) in zip(st.columns(3), ETAS.items(), strict=True):
        with column:
            eta = sliders.slider(
                f"η of {OPTIMIZERS[name].label}",
                f"descent.valley.{name}",
                0.0,
                1.0 if name == "adam" else 0.022,
                default,
                step=0.01 if name == "adam" else 0.001,
            )
            paths[name] = descend(VALLEY.gradient, start, eta, _MOST, name)
            st.caption(summary(paths[name]))
    shown = {OPTIMIZERS[name].label: path[: STEPS + 1] for name, path in paths.items()}
    above, curve = st.columns([3, 2])
    with above, st.container(gap="xxsmall"):
        st.markdown(plotly_figures.key(shown))
        st.plotly_chart(
            plotly_figures.contours(VALLEY, shown, (-10, 4), (-1.6, 1.6), height=245),
            key="descent.valley.map",
            alt=f"Paths of {', '.join(shown)} down a narrow valley.",
            config={"displayModeBar": False},
        )
    with curve:
        _heights(shown)


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(r"p \to p - \eta \nabla C", GradientDescent._move)
    beside("v \\to \\mu v - \\eta \\nabla C\np \\to p + v", Momentum._move)
    beside(r"p \to p - \eta\, \hat m / (\sqrt{\hat v} + \varepsilon)", Adam)


def summary(path: FloatArray) -> str:
    """Say how often a path crosses the floor, and how soon it is down."""
    needed = steps_below(VALLEY, path, SHARE)
    down = f"not within {_MOST} steps" if needed is None else f"after {needed} steps"
    crossings = turns(path[: STEPS + 1], VISIBLE)
    return (
        f"Leaps across the floor, as far as they can be seen: {crossings} in {STEPS} steps. C "
        f"stays below {percent(SHARE, 0)} of its start {down}."
    )


def _heights(shown: dict[str, FloatArray]) -> None:
    steps = list(range(STEPS + 1))
    traces = [
        live_plot.Trace(name, steps, VALLEY.value(path), colour)
        for colour, (name, path) in enumerate(shown.items())
    ]
    highest = float(VALLEY.value(np.array(START)))
    panel = live_plot.Panel("Cost C", traces, y_range=(highest * 1e-4, 2 * highest), log=True)
    ends = ", ".join(
        f"{name} {number(float(VALLEY.value(path)[-1]))}" for name, path in shown.items()
    )
    frame = live_plot.frame(
        [panel],
        key="descent.valley.cost",
        revision="",
        alt=f"After {STEPS} steps: {ends}.",
        x_title="step",
        height=215,
    )
    live_plot.mount(frame, "descent.valley.cost")
