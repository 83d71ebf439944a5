"""Downhill on x²: what the learning rate does."""

import numpy as np
import streamlit as st

from core.explain.descent import PARABOLA, behaviour, descend
from core.explain.numbers import number
from ui.components.kit import still_svg
from ui.lessons.descent import parabola_picture
from ui.lessons.kit import sliders
from ui.lessons.kit.code import beside

ETA = "descent.parabola.eta"
SHOWN = (
    ("Crawl", 0.02),
    ("Converge", 0.2),
    ("One step", 0.5),
    ("Oscillate", 0.9),
    ("Diverge", 1.05),
)
_VERDICTS = {
    "stays": "nothing moves",
    "crawls": "it **crawls**",
    "converges": "it **converges**",
    "one step": "there in **one step**",
    "oscillates": "it **oscillates** across the valley, and converges",
    "swings for ever": "it **swings** from side to side for ever",
    "diverges": "it **diverges**: every step lands higher than the one before",
}
_AT_REST = "nothing moves, for the slope is 0"


def show() -> None:
    """Show steps down the parabola, and ask for η."""
    st.markdown(
        "Nudge x by Δ, and f(x) = x² grows by 2xΔ + Δ²: so the slope is 2x. Each step subtracts "
        "η · 2x; η is the **learning rate**. Try the five buttons, then move “Steps” one by one."
    )
    chart, controls = st.columns([3, 2], vertical_alignment="center")
    with controls:
        with st.container(horizontal=True, gap="xsmall"):
            for label, value in SHOWN:
                st.button(label, key=f"{ETA}.{value}", on_click=sliders.put, args=(ETA, value))
        eta = sliders.slider("Learning rate η", ETA, 0.0, 1.2, 0.2)
        start = sliders.slider("Start at x", "descent.parabola.start", -3.0, 3.0, 2.0, step=0.1)
        steps = sliders.whole("Steps", "descent.parabola.steps", 0, 20, 8)
        path = descend(PARABOLA.gradient, np.array([start]), eta, steps)[:, 0]
        st.markdown(
            f"Each step multiplies x by 1 − 2η = **{number(1 - 2 * eta)}**: "
            f"{_VERDICTS[behaviour(eta)] if start else _AT_REST}."
        )
        x = float(path[-1])
        st.markdown(
            f"After {steps} steps: x = **{number(x)}**, f = {number(x * x)}, slope {number(2 * x)}."
        )
    with chart:
        alt = f"Parabola with {steps} steps of descent from {start:g} to {number(x)}."
        still_svg.mount(parabola_picture.picture(path, alt), "descent.parabola.chart")


def code() -> None:
    """Show the equation beside the code that runs."""
    beside("x \\to x - \\eta f'(x)\nf(x) = x^2, \\quad f'(x) = 2x", descend)
