"""The questions of the lesson on descent, each at the head of its idea; and the way to the lab."""

import numpy as np
import streamlit as st

from core.arrays import FloatArray
from core.explain.descent import PARABOLA, PARABOLOID, VALLEY, descend, in_batches, samples
from core.explain.numbers import number
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from ui.components import live_plot, plotly_figures
from ui.components.kit import still_svg
from ui.lessons.descent import noise, parabola_picture
from ui.lessons.kit.open_in_lab import open_in_lab
from ui.lessons.kit.predict import Measured, Question

_HALVINGS = 30


def show() -> None:
    """Offer the lab."""
    eta, size = st.session_state.get(noise.ETA), noise.batch_size()
    st.markdown(
        "Parabola, bowl and valley are formulas, not networks, so the lab cannot hold them. Its "
        "nearest: one linear unit, a = z, that fits a plane. Its cost is a bowl over two weights "
        f"and a bias. It starts with your mini-batch size {size} and your η."
    )
    open_in_lab(
        setup(eta or noise.DEFAULT_ETA, size),
        20,
        label="A linear unit in the lab",
        key="descent.lab",
    )


def setup(eta: float, size: int) -> Setup:
    """Return a network whose cost is a paraboloid: one linear unit with the quadratic cost."""
    network = NetworkSpec((2, 1), ("linear",), "quadratic", "normal")
    data = DataSpec("slope", samples=1500)  # 1,050 of them train
    return Setup(data, network, TrainSpec(round(eta, 2), size))


def _edge() -> Measured:
    x = descend(PARABOLA.gradient, np.array([2.0]), 1.0, 100)[:, 0]
    right = 1 if (np.abs(x) == 2).all() else 0 if abs(x[-1]) < 1 else 2
    shown = ", ".join(number(float(value)) for value in x[:4])
    return Measured(
        right,
        f"The points are {shown}, … and after 100 steps {number(float(x[-1]))}.",
        lambda: still_svg.mount(
            parabola_picture.picture(x, "Parabola with 100 steps between 2 and −2."),
            "descent.edge.picture",
        ),
    )


def _steepest() -> Measured:
    """Halve an interval of η until it is clear where descent begins to climb."""
    stands, fails = 0.0, 4.0
    start = np.array([-9.0, 1.2])
    for _ in range(_HALVINGS):
        eta = (stands + fails) / 2
        end = VALLEY.value(descend(VALLEY.gradient, start, eta, 40)[[0, -1]])
        stands, fails = (eta, fails) if end[1] <= end[0] else (stands, eta)
    walls, floor = 1 / VALLEY.k[1], 1 / VALLEY.k[0]
    nearest = min((walls, floor, (walls + floor) / 2), key=lambda edge: abs(edge - stands))
    return Measured(
        0 if nearest == walls else 1 if nearest == floor else 2,
        f"Descent goes down with η up to {number(stands)}. That is the edge of the walls alone, "
        f"{number(walls)}; the floor alone would allow {number(floor)}.",
        lambda: _edges(stands),
    )


def _edges(stands: float) -> None:
    """Show the cost on either side of the largest η."""
    start, steps = np.array([-9.0, 1.2]), 60
    paths = {
        f"η {number(factor * stands)}": descend(VALLEY.gradient, start, factor * stands, steps)
        for factor in (0.97, 1.03)
    }
    traces = [
        live_plot.Trace(name, list(range(steps + 1)), VALLEY.value(path), colour)
        for colour, (name, path) in enumerate(paths.items())
    ]
    panel = live_plot.Panel("Cost in the valley", traces, log=True)
    ends = ", ".join(f"{name} {number(float(VALLEY.value(p)[-1]))}" for name, p in paths.items())
    key = "descent.steepest.picture"
    alt = f"Cost after {steps} steps: {ends}."
    frame = live_plot.frame([panel], key=key, revision="", alt=alt, x_title="step", height=200)
    live_plot.mount(frame, key)


def _noise() -> Measured:
    points, away, first = samples(1000, 0), {}, {}
    for size in (1, 4):
        paths = [
            descend(in_batches(points, size, seed), np.array([10.0, 10.0]), 0.1, 150)[50:]
            for seed in range(10)
        ]
        away[size] = float(np.linalg.norm(paths, axis=2).mean())
        first[f"batches of {size}"] = paths[0]
    ratio = away[4] / away[1]
    return Measured(
        0 if ratio > 0.75 else 1 if ratio > 0.37 else 2,
        f"Mean distance from the lowest point over ten runs: {number(away[1])} with one sample, "
        f"{number(away[4])} with four. The error of a mean of m samples shrinks like 1/√m.",
        lambda: _clouds(first),
    )


def _clouds(paths: dict[str, FloatArray]) -> None:
    st.markdown(plotly_figures.key(paths))
    st.plotly_chart(
        plotly_figures.contours(PARABOLOID, paths, (-4, 4), (-4, 4), height=330),
        key="descent.noise.picture",
        alt=f"Where descent ends up with {' and '.join(paths)}.",
        config={"displayModeBar": False},
    )


EDGE = Question(
    "descent.edge",
    "On f(x) = x² each step subtracts η times the slope, 2x. What happens at exactly η = 1?",
    ("It converges slowly.", "It jumps between two points for ever.", "It diverges."),
    _edge,
)
STEEPEST = Question(
    "descent.steepest",
    "In a narrow valley the walls are steep and the floor is flat. What decides how large η may "
    "be?",
    ("The steep walls.", "The flat floor.", "The mean of both."),
    _steepest,
)
NOISE = Question(
    "descent.noise.question",
    "A step that looks at some samples only goes astray. With four instead of one: how far from "
    "the lowest point does descent end up?",
    ("Just as far.", "About half as far.", "A quarter as far, or less."),
    _noise,
)
