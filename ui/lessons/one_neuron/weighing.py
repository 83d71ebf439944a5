"""What a neuron does: it weighs its inputs, adds its bias, and bends the sum."""

import numpy as np
import streamlit as st

from core.explain.neuron import neuron
from core.explain.numbers import number
from core.explain.plain import backprop
from core.network import Network
from ui.components.kit import still_svg
from ui.components.live_sliders import Slider, live_sliders, put
from ui.lessons.kit.code import beside
from ui.lessons.one_neuron import pictures

KEY = "one_neuron.weighing"
_SLIDERS = (
    Slider("w1", "weight w₁", -3, 3, 1.5, 0.1),
    Slider("w2", "weight w₂", -3, 3, -1.0, 0.1),
    Slider("b", "bias b", -3, 3, 0.5, 0.1),
    Slider("x1", "input x₁", 0, 1, 1.0, 0.1),
    Slider("x2", "input x₂", 0, 1, 0.5, 0.1),
)


def show() -> None:
    """Show it at work, and sliders for all that it depends on."""
    st.markdown(
        "A **neuron**, or unit, multiplies each input by a **weight**, adds all up with a "
        "**bias**, and bends the sum z with a curve, the **activation** σ. What comes out is its "
        "answer a. Drag: what does a negative weight do? What does the bias do?"
    )
    st.fragment(_live)()


def _live() -> None:
    picture, controls = st.columns([3, 2], vertical_alignment="center")
    with controls:
        values = live_sliders(_SLIDERS, KEY)
        st.button(
            "Switch input 1 off",
            key=f"{KEY}.off",
            on_click=put,
            args=(KEY, {"x1": 0.0}),
            help="An input of 0 counts for nothing, whatever its weight",
        )
        network = neuron([values["w1"], values["w2"]], values["b"])
        x = np.array([[values["x1"], values["x2"]]])
        st.markdown(worked(network, x))
    with picture:
        still_svg.mount(pictures.at_work(network, x), f"{KEY}.picture")


def worked(network: Network, x: np.ndarray) -> str:
    """Write out what it computes for an input (1, 2)."""
    batch = network.forward(x)
    (w,), (b,) = network.w[1].tolist(), network.b[1].tolist()
    terms = " + ".join(
        f"{_bracketed(one)} × {number(float(value))}" for one, value in zip(w, x[0], strict=True)
    )
    return (
        f"z = {terms} + {_bracketed(b)} = **{number(pictures.z_of(batch))}**  \n"
        f"a = σ(z) = 1 / (1 + e⁻ᶻ) = **{number(float(batch.a[1][0, 0]))}**"
    )


def _bracketed(value: float) -> str:
    return f"({number(value)})" if value < 0 else number(value)


def code() -> None:
    """Show the equation beside the code that runs."""
    beside("z = w_1 x_1 + w_2 x_2 + b\na = \\sigma(z)", backprop)
