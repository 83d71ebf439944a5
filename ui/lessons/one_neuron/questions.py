"""The questions of the lesson on one neuron, each at the head of its idea; the way to the lab."""

import numpy as np

from core.explain.neuron import cost, costs, curve, neuron, nudge
from core.explain.numbers import number
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from ui.components.kit import still_svg
from ui.lessons.kit.drawing import BLUE, ORANGE, Drawing, Plot
from ui.lessons.kit.open_in_lab import open_in_lab
from ui.lessons.kit.predict import Measured, Question
from ui.lessons.one_neuron import pictures

SETUP = Setup(
    DataSpec("and"),
    NetworkSpec((2, 1), ("sigmoid",), "quadratic", "normal"),
    TrainSpec(2.0, 4, optimizer="gd"),
)
PACE = 100.0  # steps a second


def show() -> None:
    """Offer the lab."""
    open_in_lab(SETUP, PACE, label="Let the machine train such a neuron", key="one_neuron.lab")


def _steep() -> Measured:
    z = pictures.Z
    _, slope = curve("sigmoid", z)
    at = float(z[slope.argmax()])
    return Measured(
        0 if abs(at) < 0.1 else 1 if at > 0.1 else 2,
        f"The curve is steepest at z = {number(at)}: its slope σ′ is "
        f"{number(float(slope.max()))} there; at z = 5 it is "
        f"{number(float(curve('sigmoid', np.array([5.0]))[1][0]))}.",
        lambda: still_svg.mount(pictures.tangent("sigmoid", at), "one_neuron.steep.picture"),
    )


def _twice() -> Measured:
    # Linear units whose bias is their answer: wrong by 0.4, and by 0.8.
    x, y = np.zeros((1, 1)), np.array([[0.0]])
    near, far = (costs(neuron([0.0], by, "linear"), x, y)[0] for by in (0.4, 0.8))
    ratio = far / near
    shown = {"once": (0.4, near), "twice": (0.8, far)}
    return Measured(
        0 if ratio < 1.5 else 1 if ratio < 3 else 2,
        f"The costs are {number(near)} and {number(far)}: {number(ratio)} times as much.",
        lambda: still_svg.mount(
            pictures.parabola(shown, None, "Costs of two errors."), "one_neuron.twice.picture"
        ),
    )


def _silent() -> Measured:
    network, x, y = neuron([1.0, 1.0], 0.0), np.array([[0.0, 1.0]]), np.array([[0.0]])
    made = [nudge(network, place, 0.01, x, y) for place in (0, 1)]
    moved = [abs(one.change) for one in made]
    return Measured(
        0 if moved[0] > moved[1] else 1 if moved[1] > moved[0] else 2,
        f"w₁ moves the cost by {number(made[0].change)}, w₂ by {number(made[1].change)}. What "
        "comes in is multiplied by the weight: where 0 comes in, the weight does nothing.",
        lambda: still_svg.mount(_both(), "one_neuron.silent.picture"),
    )


def _both() -> str:
    """Draw the cost over a change of either weight."""
    x, y, by = np.array([[0.0, 1.0]]), np.array([[0.0]]), np.linspace(-2, 2, 81)
    drawing = Drawing(330, "The cost stays while w₁ changes, and follows w₂.")
    plot = Plot(drawing, (-2, 2), (0, 0.5), (64, 40, 560, 230))
    plot.axes((-2, -1, 0, 1, 2), (0, 0.25, 0.5), "Δ", "C")
    for place, colour, name in ((0, BLUE, "w₁"), (1, ORANGE, "w₂")):
        found = []
        for step in by.tolist():
            w = [1.0, 1.0]
            w[place] += step
            found.append(cost(neuron(w, 0.0), x, y))
        plot.curve(by, np.array(found), colour)
        plot.text(1.9, found[-1] + 0.02, name, "end")
    return drawing.svg()


STEEP = Question(
    "one_neuron.steep",
    "The sigmoid σ climbs from 0 to 1. Where does the answer follow z most?",
    ("In the middle, at z = 0.", "Far right, at the top.", "Far left, at the bottom."),
    _steep,
)
TWICE = Question(
    "one_neuron.twice",
    "The cost of a sample is ½(a − y)². An answer is wrong twice as far: how much more does it "
    "cost?",
    ("As much.", "Twice as much.", "Four times as much."),
    _twice,
)
SILENT = Question(
    "one_neuron.silent",
    "Into a neuron come x₁ = 0 and x₂ = 1. Each weight is nudged by 0.01: which moves the cost?",
    ("w₁, from the input that is 0.", "w₂, from the input that is 1.", "Both alike."),
    _silent,
)
