"""Wrong by how much: the cost of one sample, and the mean over all of them."""

import numpy as np
import streamlit as st

from core.data.samples import one_hot
from core.explain.neuron import cost, costs
from core.explain.numbers import number
from core.functions.costs import CrossEntropy, Quadratic
from core.network import Batch, Network
from ui.components.kit import still_svg
from ui.lessons.kit.code import beside
from ui.lessons.one_neuron import pictures
from ui.lessons.one_neuron.samples import X, Y, answers, by_hand

KEY = "one_neuron.wrong"
GOAL = 0.01
_DIGIT = 7


def show() -> None:
    """Ask the visitor to train the neuron by hand."""
    st.markdown(
        "This neuron shall answer AND: 1 where both inputs are 1, else 0. Each of four rows is a "
        "**sample**: **y** is what is wanted, a what the neuron says, ½(a − y)² its **cost**. C is "
        f"the **mean** over all samples. Train it by hand: C < {GOAL}."
    )
    st.fragment(_live)()
    digit = "".join(f"{bit:.0f}" for bit in one_hot(np.array([_DIGIT]), 10)[0])
    st.caption(
        f"A net that reads ten digits has ten outputs, and y is **one-hot**: a {_DIGIT} is "
        f"{digit}. The cost of a sample is then the sum over its outputs."
    )


def _live() -> None:
    picture, controls = st.columns([3, 2], vertical_alignment="center")
    with controls:
        network = by_hand()
        st.markdown(table(network))
    total = cost(network, X, Y)
    errors = {
        f"{one:.0f} {two:.0f}": (a - y, c)
        for (one, two), a, (y,), c in zip(
            X.tolist(), answers(network), Y.tolist(), costs(network, X, Y), strict=True
        )
    }
    with picture:
        alt = f"The cost of each of four samples; their mean is {number(total)}."
        still_svg.mount(pictures.parabola(errors, total, alt), f"{KEY}.picture")
        reached = "**Trained, by hand.**" if total < GOAL else f"Not below {GOAL} yet."
        st.markdown(f"C = **{number(total)}**, the dashed line. {reached}")


def table(network: Network) -> str:
    """Return a Markdown table: a row for each sample, and the mean."""
    rows = ["| x₁ x₂ | y | a | a − y | ½(a − y)² |", "|:--|--:|--:|--:|--:|"]
    for x, a, (y,), c in zip(
        X.tolist(), answers(network), Y.tolist(), costs(network, X, Y), strict=True
    ):
        rows.append(
            f"| {x[0]:.0f} {x[1]:.0f} | {y:.0f} | {number(a)} | {number(a - y)} | {number(c)} |"
        )
    rows.append(f"| mean | | | | **{number(cost(network, X, Y))}** |")
    return "\n".join(rows)


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(r"C = \frac{1}{n} \sum_x C_x", Batch.cost)
    beside(r"C_x = \tfrac{1}{2} \lVert y - a \rVert^2", Quadratic.value)
    beside(
        r"C_x = -\left[ y \ln a + (1 - y) \ln (1 - a) \right] = \ln(1 + e^z) - yz",
        CrossEntropy.value,
    )
    st.caption(
        "Cross-entropy takes logarithms. Where a rounds to 0, ln a is −∞, and 0 · ∞ is no number, "
        "NaN: *Notes and Implementation* takes it literally, and 0 for each NaN afterwards. The "
        "code here takes the form at the right, where none arises."
    )
