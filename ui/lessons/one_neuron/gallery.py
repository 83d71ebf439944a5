"""All activations beside each other, with their slopes."""

import numpy as np
import streamlit as st

from core.explain.neuron import curve
from core.explain.numbers import number
from core.functions.activations import ACTIVATIONS
from ui.components.kit import still_svg
from ui.components.live_sliders import Slider, live_sliders
from ui.lessons.one_neuron import pictures

KEY = "one_neuron.gallery"
_ACROSS = 4


def show() -> None:
    """Show them at the same z."""
    st.markdown(
        "Other curves may stand in σ's place. Blue is σ, dotted orange its slope σ′. Drag z: "
        "which slopes **vanish** far out, which never do, which are exactly 0 on one side?"
    )
    st.fragment(_live)()


def _live() -> None:
    z = live_sliders((Slider("z", "z", -6, 6, 1.0, 0.1),), KEY)["z"]
    for row in range(0, len(ACTIVATIONS), _ACROSS):
        names = list(ACTIVATIONS)[row : row + _ACROSS]
        for column, name in zip(st.columns(_ACROSS, gap="small"), names, strict=False):
            with column, st.container(gap="xxsmall"):
                _one(name, z)


def _one(name: str, z: float) -> None:
    sigma = ACTIVATIONS[name]
    if sigma.couples:
        st.markdown(f"**{sigma.label}**")
        st.caption(
            "For all outputs of a net together: shares that add up to 1. No curve of one z, for "
            "each answer depends on the z of all."
        )
        return
    a, slope = (float(found[0]) for found in curve(name, np.array([z])))
    st.markdown(f"**{sigma.label}** σ {number(a)} · σ′ {number(slope)}")
    still_svg.mount(pictures.small(name, z), f"{KEY}.{name}")
