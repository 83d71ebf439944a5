"""A small and a large learning rate, twenty seeds each."""

import streamlit as st

from core.explain.numbers import number
from ui.components.kit import still_svg
from ui.lessons.luck import nets, pictures


def show() -> None:
    """Show the bands of two learning rates."""
    st.markdown(
        f"Two learning rates, {nets.SEEDS} seeds each. Whose median falls first, whose band is "
        "wide? Where bands overlap, one run of each could have told you either."
    )
    chart, controls = st.columns([3, 2], vertical_alignment="center")
    with controls:
        left, right = st.columns(2)
        with left:
            small = nets.choose_eta("η, blue", "rates.small", nets.SMALL)
        with right:
            large = nets.choose_eta("η, orange", "rates.large", nets.LARGE)
        shown = {name: nets.twenty(eta) for name, eta in (("blue", small), ("orange", large))}
        st.markdown(
            "\n".join(
                f"- **{name}**: {int(found.solved.sum())} of {nets.SEEDS} solved; quartiles "
                f"{number(float(found.quartiles[0, -1]))} to "
                f"{number(float(found.quartiles[2, -1]))} at the end"
                for name, found in shown.items()
            )
        )
    with chart:
        still_svg.mount(pictures.bands(shown), "luck.rates.picture")
