"""Stochastic gradients: the bowl again, but seen through a few samples at a time."""

import numpy as np
import streamlit as st

from core.explain.descent import PARABOLOID, descend, in_batches, samples
from core.explain.numbers import number
from ui.components import plotly_figures
from ui.lessons.kit import sliders
from ui.lessons.kit.code import beside

COUNT = 1000
SIZES = (1, 4, 16, 64, 250, COUNT)
START = (10.0, 10.0)
STEPS = 60
ETA, SIZE = "descent.noise.eta", "descent.noise.size"
DEFAULT_ETA, DEFAULT_SIZE = 0.1, 4
_SEED = "descent.noise.seed"


def batch_size() -> int:
    """Return the mini-batch size that the visitor chose."""
    return int(st.session_state.get(SIZE) or DEFAULT_SIZE)


def show() -> None:
    """Show descent on mini-batches beside the exact one."""
    st.markdown(
        f"A network's cost is a mean over samples. Here are {COUNT:,} points; the cost of one is "
        "the squared distance to it, and their mean is the bowl from before, but higher. A "
        "**mini-batch** sees a few of them: its gradient is a **guess**, cheaper and noisier."
    )
    chart, controls = st.columns([3, 2], vertical_alignment="center")
    with controls:
        st.session_state.setdefault(SIZE, DEFAULT_SIZE)
        st.select_slider("Mini-batch size", SIZES, batch_size(), key=SIZE, persist_state="session")
        eta = sliders.slider("Learning rate η", ETA, 0.01, 0.6, DEFAULT_ETA)
        seed = int(st.session_state.setdefault(_SEED, 0))
        st.button(
            "Shuffle again",
            key="descent.noise.shuffle",
            icon=":material/shuffle:",
            on_click=sliders.put,
            args=(_SEED, seed + 1),
        )
        points, start, size = samples(COUNT, 0), np.array(START), batch_size()
        noisy = descend(in_batches(points, size, seed), start, eta, STEPS)
        exact = descend(PARABOLOID.gradient, start, eta, STEPS)
        away = float(np.linalg.norm(noisy[STEPS // 2 :], axis=1).mean())
        st.markdown(
            f"In the second half of its {STEPS} steps the noisy path is **{number(away)}** away "
            f"from the lowest point on average. It looked at {STEPS * size:,} samples, the exact "
            f"one at {STEPS * COUNT:,}."
        )
        st.caption("Smaller η averages the noise over more steps: less noise, slower descent.")
    with chart, st.container(gap="xxsmall"):
        shown = {f"mini-batches of {size}": noisy, "all samples": exact}
        st.markdown(plotly_figures.key(shown))
        st.plotly_chart(
            plotly_figures.contours(
                PARABOLOID, shown, (-12, 12), (-12, 12), dots=points, height=375
            ),
            key="descent.noise.map",
            alt=f"Descent with mini-batches of {size} beside the exact one.",
            config={"displayModeBar": False},
        )


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(r"\nabla C \approx \frac{1}{m} \sum_{x \in \text{batch}} \nabla C_x", in_batches)
