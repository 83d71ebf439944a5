"""Two ways to the cost add up: the sum of BP2, and why there is a transpose."""

import numpy as np
import streamlit as st

from core.explain.chain import Way, two_ways
from core.explain.numbers import number
from core.explain.plain import backprop
from core.network import Network
from core.specs import NetworkSpec
from ui.components.kit import still_svg
from ui.components.live_sliders import Slider, live_sliders
from ui.lessons.chain_rule import own_chain, pictures
from ui.lessons.kit.code import beside

KEY = "chain_rule.ways"
SPEC = NetworkSpec((1, 2, 1), ("sigmoid", "sigmoid"), "quadratic", dtype="float64")
_X, _Y = 1.0, 0.0
_SLIDERS = (
    Slider("w11", "w¹₁ to unit 1", -3, 3, 1.5, 0.1),
    Slider("w12", "w¹₂ to unit 2", -3, 3, -1.0, 0.1),
    Slider("w21", "w²₁ from unit 1", -3, 3, 2.0, 0.1),
    Slider("w22", "w²₂ from unit 2", -3, 3, -1.5, 0.1),
    Slider("by", "nudge Δ of a⁰", -1, 1, 0.1, 0.01),
)


def show() -> None:
    """Show both ways from a unit to the cost, measured alone and together."""
    st.markdown(
        "Now a number feeds **two** units. A small nudge of a⁰ reaches C by both ways, and what "
        "they do **adds up**. So ∂C/∂a⁰ is a sum: for each unit that a⁰ feeds, the weight in "
        "between times that unit's blame."
    )
    st.fragment(_live)()


def _live() -> None:
    picture, controls = st.columns([3, 2])
    with controls:
        v = live_sliders(_SLIDERS, KEY)
        weights = [v["w11"], v["w12"], v["w21"], v["w22"]]
        network = Network(SPEC, np.array([*weights, 0.0, 0.0, 0.0]))
        ways, together = two_ways(network, _X, _Y, own_chain.nudge(v["by"]))
        st.markdown(table(ways, together))
        st.caption(
            "Where a is a unit's answer, this sum times the unit's own slope σ′ is the unit's "
            "blame: **BP2**, the second of four equations. Forward, row j of w¹ holds what comes "
            "into unit j; backward, a unit needs what leaves it: a column. Columns read as rows "
            "are the transpose, wᵀ."
        )
    with picture:
        batch = network.forward(np.array([[_X]]))
        batch.y[...] = _Y
        still_svg.mount(pictures.two_ways(batch, ways), f"{KEY}.picture")
        st.latex(r"\frac{\partial C}{\partial a^0} = \sum_k w^1_k\, \delta^1_k = (w^1)^T \delta^1")


def table(ways: list[Way], together: float) -> str:
    """Return a Markdown table: what each way adds, beside what was measured."""
    rows = ["| way | weight × blame | | measured ΔC/Δ |", "|:--|:--|--:|--:|"]
    rows += [
        f"| through {way.through + 1} | {_bracketed(way.weight)} × {_bracketed(way.blame)} | "
        f"{number(way.share)} | {number(way.alone)} |"
        for way in ways
    ]
    total = sum(way.share for way in ways)
    rows.append(f"| **both** | sum | **{number(total)}** | **{number(together)}** |")
    return "\n".join(rows)


def _bracketed(value: float) -> str:
    return f"({number(value)})" if value < 0 else number(value)


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(
        r"\delta^l_k = \Big( \sum_j w^{l+1}_{jk} \delta^{l+1}_j \Big)\, \sigma'(z^l_k)"
        "\n"
        r"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^l)",
        backprop,
    )
    st.caption(
        "⊙ multiplies number by number: (1, 2) ⊙ (3, 4) = (3, 8). *The Backward Pass* also writes "
        "⊖, minus number by number."
    )
