"""The network of one unit in each layer that the first ideas of the lesson share."""

import streamlit as st

from core.explain.chain import chain
from core.network import Network
from ui.components.live_sliders import Slider, live_sliders

KEY = "chain_rule.net"
Y = 1.0  # what is wanted
_SLIDERS = (
    Slider("x", "input x", -2, 2, 1.0, 0.1),
    Slider("w1", "weight w¹", -3, 3, 1.2, 0.1),
    Slider("w2", "weight w²", -3, 3, -1.5, 0.1),
)
BY = Slider("by", "nudge Δ", -2, 2, 1.0, 0.01)


def choose() -> tuple[Network, float, float]:
    """Show the sliders; return the network, its input, and a nudge that is not 0."""
    values = live_sliders((*_SLIDERS, BY), KEY)
    return chain([values["w1"], values["w2"]]), values["x"], nudge(values["by"])


def nudge(by: float) -> float:
    """Return how far a number is nudged where the slider stands at ``by``: not by 0."""
    if by:
        return by
    st.caption(f"A nudge of 0 moves nothing: what stands here is that of {BY.step:g}.")
    return BY.step
