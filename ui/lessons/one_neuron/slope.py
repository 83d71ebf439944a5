"""The slope of an activation, read off its tangent."""

import numpy as np
import streamlit as st

from core.explain.neuron import curve
from core.explain.numbers import number
from core.functions.activations import ACTIVATIONS
from ui.components.kit import still_svg
from ui.components.live_sliders import Slider, live_sliders
from ui.lessons.kit.code import beside
from ui.lessons.one_neuron import pictures
from ui.shell.widgets import place

KEY = "one_neuron.slope"
_WHICH = f"{KEY}.which"
ALONE = [name for name, sigma in ACTIVATIONS.items() if not sigma.couples]


def show() -> None:
    """Show the tangent at z, and what it rises by."""
    st.markdown(
        "When z moves a little, how far does the answer follow? The **slope** σ′(z) tells. The "
        "tangent is the straight line that touches the curve at z: go one to the right, and σ′ is "
        "how far it rises. Drag z: where the curve is flat, the answer hardly follows."
    )
    st.fragment(_live)()


def _live() -> None:
    picture, controls = st.columns([3, 2], vertical_alignment="center")
    with controls:
        name = st.selectbox(
            "Activation σ",
            ALONE,
            place(_WHICH, ALONE),
            format_func=lambda one: ACTIVATIONS[one].label,
            key=_WHICH,
            persist_state="session",
        )
        z = live_sliders((Slider("z", "z", -5, 5, 1.1, 0.1),), KEY)["z"]
        a, prime = (float(found[0]) for found in curve(name, np.array([z])))
        sigma = ACTIVATIONS[name]
        st.markdown(
            f"σ(z) = **{number(a)}**: {sigma.formula}  \nσ′(z) = **{number(prime)}**: {sigma.slope}"
        )
        st.caption(sigma.help)
    with picture:
        still_svg.mount(pictures.tangent(name, z), f"{KEY}.picture")


def code() -> None:
    """Show the equation beside the code that runs."""
    sigma = ACTIVATIONS[st.session_state.get(_WHICH) or ALONE[0]]
    beside(r"\sigma'(z) = \frac{d\sigma}{dz}", sigma, name=f"`{sigma.__name__}`")
