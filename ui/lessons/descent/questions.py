"""The questions at the end of the lesson on descent."""

import numpy as np
import streamlit as st

from core.explain.descent import PARABOLA, VALLEY, descend, in_batches, samples
from core.explain.numbers import number
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from ui.lessons.descent import noise
from ui.lessons.kit.open_in_lab import open_in_lab
from ui.lessons.kit.predict import Measured, Question, predict

_HALVINGS = 30


def show() -> None:
    """Ask, and offer the lab."""
    predict(EDGE, STEEPEST, NOISE)
    eta, size = st.session_state.get(noise.ETA), noise.batch_size()
    st.markdown(
        "Parabola, bowl and valley are formulas, not networks, so the lab cannot hold them. Its "
        "nearest: one linear unit that fits a plane. Its cost is a bowl over two weights and a "
        f"bias. It starts with your mini-batch size {size} and your η."
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
    return Measured(right, f"The points are {shown}, … and after 100 steps {number(float(x[-1]))}.")


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
    )


def _noise() -> Measured:
    points, away = samples(1000, 0), {}
    for size in (1, 4):
        paths = [
            descend(in_batches(points, size, seed), np.array([10.0, 10.0]), 0.1, 150)[50:]
            for seed in range(10)
        ]
        away[size] = float(np.linalg.norm(paths, axis=2).mean())
    ratio = away[4] / away[1]
    return Measured(
        0 if ratio > 0.75 else 1 if ratio > 0.37 else 2,
        f"Mean distance from the lowest point over ten runs: {away[1]:.2f} with one sample, "
        f"{away[4]:.2f} with four. The error of a mean of m samples shrinks like 1/√m.",
    )


EDGE = Question(
    "descent.edge",
    "On x², what happens at exactly η = 1?",
    ("It converges slowly.", "It jumps between two points for ever.", "It diverges."),
    _edge,
)
STEEPEST = Question(
    "descent.steepest",
    "In the narrow valley, what decides how large η may be for plain descent?",
    ("The steep walls.", "The flat floor.", "The mean of both."),
    _steepest,
)
NOISE = Question(
    "descent.noise.question",
    "Mini-batches of four samples instead of one: how far from the lowest point does it end up?",
    ("Just as far.", "About half as far.", "A quarter as far, or less."),
    _noise,
)
