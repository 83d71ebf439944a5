"""From the gradients of single samples to the step of a mini-batch."""

import streamlit as st

from core.arrays import FloatArray
from core.explain.expressions import bracketed
from core.explain.numbers import number, rounded, worked
from core.explain.walkthrough import neighbours
from core.network import Batch, Network
from ui.components.equation_board import Grid, Line, Note, board
from ui.lessons.equations import own_net
from ui.lessons.equations.check import BATCH, names
from ui.lessons.kit.code import beside


def show() -> None:
    """Show each sample's gradient, and their mean, which is the mini-batch's gradient."""
    net = own_net.chosen()
    st.markdown(
        "Each sample pulls the weights its own way. A mini-batch takes the **mean**: one step that "
        "suits its samples on average, not always each. Sample 1 is yours, the others are random."
    )
    network = net.network()
    x, y = neighbours(net.spec, *net.sample(), BATCH, net.seed)
    table, code = st.columns([3, 2])
    single = [gradient(network, x[i : i + 1], y[i : i + 1]) for i in range(BATCH)]
    with table:
        board(
            [Line([averaged(network, single, gradient(network, x, y))])],
            hint="Point at a number of the last column to see the mean worked out.",
            key="equations.batch",
        )
    with code:
        st.latex(r"\nabla C = \frac{1}{m} \sum_x \nabla C_x")
        st.caption(
            "Cₓ is the cost of one sample, Σₓ adds up over all m of them. The code takes them all "
            "at once: δ has a row for each, times 1/m, and the products of BP3 and BP4 add the "
            "rows up."
        )


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(r"\frac{\partial C}{\partial w^l} = (\delta^l)^T a^{l-1}", Batch.backward)


def gradient(network: Network, x: FloatArray, y: FloatArray) -> list[float]:
    """Return the gradient of the mean cost over samples, in the order of the parameters."""
    batch = network.forward(x)
    network.backward(batch, y)
    values: list[float] = batch.gradient.tolist()
    return values


def averaged(network: Network, single: list[list[float]], mean: list[float]) -> Grid:
    """Return a table: a row for each parameter, a column for each sample, the batch's at last."""
    columns = [*single, mean]
    rows = [[number(column[i]) for column in columns] for i in range(len(mean))]
    labels = names(network)
    notes = [
        [Note(f"{labels[i]} by sample {m + 1}: {row[m]}") for m in range(len(single))]
        + [
            Note(
                mean_of([column[i] for column in single], mean[i]),
                [(0, i, m) for m in range(len(single))],
            )
        ]
        for i, row in enumerate(rows)
    ]
    heads = [f"sample {m + 1}" for m in range(len(single))]
    return Grid("", rows, notes, row_labels=labels, col_labels=[*heads, "mean"])


def mean_of(terms: list[float], mean: float) -> str:
    """Write a mean out."""

    def write(digits: int) -> tuple[str, float]:
        shown = " + ".join(bracketed(term, digits) for term in terms)
        found = sum(rounded(term, digits) for term in terms) / len(terms)
        return f"({shown}) / {len(terms)}", rounded(found)

    return f"{worked(write, rounded(mean), 0)} = {number(mean)}"
