"""The questions of the lesson on the chain rule; and the way to the lab."""

from dataclasses import replace

import numpy as np

from core.data.typed import text_of
from core.explain.chain import chain, travel
from core.explain.graph import example, graph, reverse_mode
from core.explain.neuron import curve, neuron
from core.explain.numbers import number
from core.explain.plain import backprop, prime
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from ui.components.equation_board import Grid, Line, board
from ui.components.kit import still_svg
from ui.lessons.chain_rule import pictures
from ui.lessons.kit.drawing import BLUE, ORANGE, Drawing, Plot
from ui.lessons.kit.open_in_lab import open_in_lab
from ui.lessons.kit.predict import Measured, Question

_SPEC = NetworkSpec((2, 3, 2), ("sigmoid", "sigmoid"), "quadratic", "normal", "float64")
_X, _Y = np.array([[0.5, -0.2]]), np.array([[1.0, 0.0]])
SETUP = Setup(
    DataSpec("written", table=text_of(_X, _Y)), _SPEC, TrainSpec(1.0, 1, optimizer="gd", seed=1)
)
PACE = 10.0  # steps a second


def show() -> None:
    """Offer the lab."""
    open_in_lab(
        SETUP, PACE, label="The net of the question on blame, in the lab", key="chain_rule.lab"
    )


def network() -> Network:
    """Return the net that the question about blame asks about."""
    return Network.initial(_SPEC, 1)


def _product() -> Measured:
    # Linear units: z = 2w, a = z, then a weight of 0.25 and one of 0.5.
    w, z, _, a, _, c, *_ = travel(chain([1.0, 0.25, 0.5], "linear"), 2.0, 0.0, 1, 1.0)
    named = zip("wzaC", (w, z, a, c), strict=True)  # the last answer stands for the cost
    shown = [replace(stop, name=name) for name, stop in named]
    change = c.change
    return Measured(
        int(np.argmin([abs(change - guess) for guess in (2.75, 0.25, 0.5)])),
        f"2 × ¼ × ½ = ¼ of the nudge: {number(change)}. Ratios on one way multiply.",
        lambda: still_svg.mount(pictures.lines(shown), "chain_rule.product.picture"),
    )


def _sure() -> Measured:
    z = float(np.log(0.99 / 0.01))
    unit = neuron([z], 0.0)
    delta = float(backprop(unit, np.array([[1.0]]), np.array([[0.0]])).delta[1][0, 0])
    return Measured(
        int(np.argmin([abs(delta - guess) for guess in (0.99, 0.01)])),
        f"∂C/∂z = (a − y) σ′(z) = 0.990 × {number(delta / 0.99)} = {number(delta)}: on the flat "
        "end the unit is utterly wrong, and hardly blamed. Another cost, cross-entropy, is the "
        "cure: there it is a − y.",
        lambda: still_svg.mount(_flat(), "chain_rule.sure.picture"),
    )


def _flat() -> str:
    """Draw the blame of one unit for all its z, for both costs."""
    z = np.linspace(-6, 6, 121)
    a, slope = curve("sigmoid", z)
    drawing = Drawing(330, "Blame by z: quadratic cost and cross-entropy, y = 0.")
    plot = Plot(drawing, (-6, 6), (0, 1.05), (64, 40, 560, 230))
    plot.axes((-4, -2, 0, 2, 4), (0, 0.5, 1), "z", "∂C/∂z where y = 0")
    plot.curve(z, a * slope, BLUE)
    plot.curve(z, a, ORANGE)
    plot.text(5.9, 0.09, "quadratic", "end")
    plot.text(3.2, 0.85, "cross-entropy", "start")
    return drawing.svg()


def _blame() -> Measured:
    found = backprop(network(), _X, _Y)
    delta = found.delta[1][0]
    return Measured(
        int(np.abs(delta).argmax()),
        f"δ¹ = {', '.join(number(float(one)) for one in delta)}: weights times the blame they lead "
        "to, added up, then times each unit's own σ′ (⊙: number by number).",
        lambda: _back(found.delta[2], delta),
    )


def _back(output: np.ndarray, hidden: np.ndarray) -> None:
    """Show BP2 with its numbers."""
    seen = network().forward(_X)
    steep = prime(network().activation[1], seen.z[1], seen.a[1])
    matrices = {"δ²": output, "w²": network().w[2], "σ′(z¹)": steep, "δ¹": hidden[None]}
    grids = {
        name: Grid(name, [[number(float(value)) for value in row] for row in values])
        for name, values in matrices.items()
    }
    line = Line([grids["δ²"], "·", grids["w²"], "⊙", grids["σ′(z¹)"], "=", grids["δ¹"]])
    board(
        [line],
        hint="δ² times each column of w²; ⊙ multiplies number by number.",
        key="chain_rule.blamed.picture",
    )


def _sweeps() -> Measured:
    whole = graph(*example())
    found, taken = reverse_mode(whole)
    known = sum(name in found for name in whole.learnt)
    return Measured(
        0 if len(taken) == len(whole.edges) else 1,
        f"One sweep took each of the {len(whole.edges)} lines once, and all {known} derivatives "
        "were there.",
        lambda: still_svg.mount(
            pictures.sweep(whole, taken, whole.learnt, "C"), "chain_rule.sweeps.picture"
        ),
    )


def _asked() -> str:
    output = backprop(network(), _X, _Y).delta[2][0]
    said = "; ".join(
        f"unit {k + 1} with {number(float(a))} and {number(float(b))}"
        for k, (a, b) in enumerate(network().w[2].T)
    )
    return (
        f"Two outputs have blame {number(float(output[0]))} and {number(float(output[1]))}. Three "
        f"units before them, hidden in the middle of the net, feed both, each by two weights: "
        f"{said}. Which gets the most blame?"
    )


PRODUCT = Question(
    "chain_rule.product",
    "A nudge of w moves z twice as far. What z moves, a moves a quarter of, and C half of what a "
    "moves. How far does C move when w moves by 1?",
    ("2.75: the ratios add up.", "0.25: they multiply.", "0.5: the last one counts."),
    _product,
)
SURE = Question(
    "chain_rule.sure",
    "A sigmoid answers 0.99 where 0 is wanted; the cost is ½(a − y)². How fast does C change with "
    "its z?",
    ("At a rate of about 1: it is very wrong.", "At a rate of about 0.01: hardly."),
    _sure,
)
BLAME = Question("chain_rule.blamed", _asked(), ("Unit 1.", "Unit 2.", "Unit 3."), _blame)
SWEEPS = Question(
    "chain_rule.sweeps",
    "Seven weights and biases lead to one cost. A sweep goes back from the cost, from each number "
    "to those that it was made of. After how many sweeps are all seven derivatives known?",
    ("One.", "Seven: one for each."),
    _sweeps,
)
