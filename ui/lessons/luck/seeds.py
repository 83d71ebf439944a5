"""One run is an anecdote: the same net from one seed after another."""

import streamlit as st

from core.explain.luck import trained
from ui.components.kit import still_svg
from ui.lessons.kit import sliders
from ui.lessons.kit.code import beside
from ui.lessons.luck import nets, pictures


def show() -> None:
    """Show how the first seeds fare at a learning rate."""
    st.markdown(
        "XOR, two hidden units. The **seed** draws the initial weights; all else is the same. Add "
        "seeds one by one: what would the first alone have told you?"
    )
    chart, controls = st.columns([3, 2], vertical_alignment="center")
    with controls:
        count = sliders.whole("Seeds", "luck.count", 1, nets.SEEDS, 1)
        eta = nets.choose_eta("Learning rate η", "seeds.eta", nets.ETA)
        found = nets.twenty(eta)
        solved = int(found.solved[:count].sum())
        st.markdown(
            f"After {nets.STEPS:,} steps **{solved} of {count}** have all four right (green); "
            f"{count - solved} not (orange)."
        )
    with chart:
        still_svg.mount(pictures.single(found, count), "luck.seeds.picture")


def code() -> None:
    """Show how twenty nets are trained as one."""
    beside(r"w_s \to w_s - \eta \nabla C(w_s) \quad \text{for all seeds } s", trained)
