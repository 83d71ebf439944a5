"""Many curves in one picture: the median and the quartiles, and what they hide."""

import streamlit as st

from core.explain.luck import quartiles
from core.explain.numbers import number
from ui.components.kit import still_svg
from ui.lessons.kit import sliders
from ui.lessons.kit.code import beside
from ui.lessons.luck import nets, pictures


def show() -> None:
    """Show a band, and how one seed goes through it."""
    st.markdown(
        f"At each step, order the {nets.SEEDS} costs. The line is the **median**; a quarter lies "
        "below the band, a quarter above: its edges are the **quartiles**. No net need go along "
        "any of these lines. Follow one."
    )
    chart, controls = st.columns([3, 2], vertical_alignment="center")
    with controls:
        seed = sliders.whole("Follow seed", "luck.followed", 0, nets.SEEDS - 1, 0)
        eta = nets.choose_eta("Learning rate η", "bands.eta", nets.ETA)
        found = nets.twenty(eta)
        looks = len(found.steps)
        lower, median, upper = found.quartiles[:, -1].tolist()
        st.markdown(
            f"Seed {seed} (orange) is in the band at **{looks * found.in_band[seed]:.0f} of "
            f"{looks}** looks, and ends at {number(float(found.cost[seed, -1]))}. The band ends "
            f"from {number(lower)} to {number(upper)}, the median at {number(median)}."
        )
    with chart:
        still_svg.mount(pictures.band(found, seed), "luck.band.picture")


def code() -> None:
    """Show how the quartiles are found."""
    beside(r"Q_{1/4}, \; Q_{1/2}, \; Q_{3/4} \text{ of } C_1 \ldots C_{20}", quartiles)
