"""Blame: δ = ∂C/∂z, and all gradients from it."""

import numpy as np
import streamlit as st

from core.explain import neuron
from core.explain.numbers import number
from core.explain.plain import Backprop, backprop, prime
from core.network import Network
from ui.components.kit import still_svg
from ui.lessons.chain_rule import own_chain
from ui.lessons.kit.code import beside
from ui.lessons.kit.nudged import nudged
from ui.shell.widgets import place

KEY = "chain_rule.blame"
_WHERE = f"{KEY}.where"
UNITS = ("z²", "z¹")
ROUND, _FINE = 4.0, 121


def show() -> None:
    """Show what happens when somebody adds a little to a unit's z."""
    st.markdown(
        "A demon sits at a unit and adds Δ to its z. How much does C move? The ratio, as Δ "
        "shrinks, is the unit's **blame**, or error: **δ = ∂C/∂z**. Once δ is known, the "
        "derivative of a weight is one multiplication: what came in, times the blame."
    )
    st.fragment(_live)()


def _live() -> None:
    picture, controls = st.columns([3, 2])
    with controls:
        name = st.radio(
            "The demon sits at",
            UNITS,
            place(_WHERE, UNITS),
            format_func="demon at {}".format,
            key=_WHERE,
            horizontal=True,
            label_visibility="collapsed",
            persist_state="session",
        )
        network, x, by = own_chain.choose()
        inputs, wanted = np.array([[x]]), np.array([[own_chain.Y]])
        st.markdown(table(network, backprop(network, inputs, wanted)))
    with picture:
        # What is added to a bias is added to z.
        bias = network.weight_count + (1 if name == "z²" else 0)
        made = neuron.nudge(network, bias, by, inputs, wanted)
        push = np.linspace(-ROUND, ROUND, _FINE)
        cost = np.array([_pushed(network, bias, float(p), inputs, wanted) for p in push])
        still_svg.mount(nudged(push, cost, 0.0, made, f"Δ{name}"), f"{KEY}.picture")
        st.markdown(
            f"ΔC/Δ{name} = {number(made.ratio)}; as Δ shrinks, "
            f"δ{name[1:]} = **{number(made.slope)}**"
        )


def _pushed(network: Network, bias: int, by: float, x: np.ndarray, y: np.ndarray) -> float:
    moved = Network(network.spec, network.parameters)
    moved.parameters[bias] += by
    return neuron.cost(moved, x, y)


def table(network: Network, found: Backprop) -> str:
    """Return a Markdown table: how each number of the way back is made."""
    w2 = float(network.w[2][0, 0])
    a = {l: float(values[0, 0]) for l, values in found.a.items()}
    delta = {l: float(values[0, 0]) for l, values in found.delta.items()}
    steep = {l: float(prime(network.activation[l], found.z[l], found.a[l])[0, 0]) for l in (1, 2)}
    rows = ["| | | |", "|:--|:--|--:|"]
    for name, how, value in (
        ("δ²", f"(a² − y) σ′(z²) = {_bracketed(a[2] - own_chain.Y)} × {number(steep[2])}",
         delta[2]),
        ("δ¹", f"w² δ² σ′(z¹) = {_bracketed(w2)} × {_bracketed(delta[2])} × {number(steep[1])}",
         delta[1]),
        ("∂C/∂b²", "δ²: a bias is added to z", float(found.nabla_b[2][0])),
        ("∂C/∂w²", f"a¹ δ² = {number(a[1])} × {_bracketed(delta[2])}",
         float(found.nabla_w[2][0, 0])),
        ("∂C/∂w¹", f"x δ¹ = {_bracketed(a[0])} × {_bracketed(delta[1])}",
         float(found.nabla_w[1][0, 0])),
    ):  # fmt: skip
        rows.append(f"| **{name}** | {how} | **{number(value)}** |")
    return "\n".join(rows)


def _bracketed(value: float) -> str:
    return f"({number(value)})" if value < 0 else number(value)


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(
        r"\delta^l_j = \frac{\partial C}{\partial z^l_j}"
        "\n"
        r"\frac{\partial C}{\partial b^l_j} = \delta^l_j"
        "\n"
        r"\frac{\partial C}{\partial w^l_{jk}} = a^{l-1}_k \delta^l_j",
        backprop,
    )
