"""From a lesson into the lab."""

import streamlit as st

from core.specs import Setup
from ui.shell import navigation, session


def open_in_lab(
    setup: Setup, pace: float | None, *, label: str = "Open in the lab", key: str = "open_in_lab"
) -> None:
    """Offer to start ``setup`` as a new run; ``pace`` is in steps a second."""
    clicked = st.button(
        label,
        key=key,
        type="primary",
        icon=":material/play_circle:",
        help="Starts a new run in the lab; a run that you have is kept",
    )
    if clicked:
        session.new_run(setup).pace = pace
        st.switch_page(navigation.lab())
