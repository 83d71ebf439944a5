"""A band: what twenty curves say in five numbers."""

import numpy as np
import streamlit as st

from core.explain import luck
from core.explain.luck import Seeds, band
from core.explain.numbers import number
from ui.components.kit import still_svg
from ui.lessons.kit.code import beside
from ui.lessons.luck import pictures
from ui.lessons.luck.net import EPOCHS
from ui.lessons.luck.twenty import KEY, choose
from ui.shell.widgets import shown

_EPOCH, _SINGLE = f"{KEY}.epoch", f"{KEY}.single"
_FIRST = 300  # where twenty runs lie far apart


def show() -> None:
    """Show the band, and read it at an epoch."""
    st.markdown(
        "A **band** stands for all curves. Half of them lie below the **median**; between the "
        "**quartiles**, dark, lies the middle half; the pale band reaches to the extremes."
    )
    found = choose()
    picture, controls = st.columns([3, 2], vertical_alignment="center")
    with controls:
        st.session_state.setdefault(_EPOCH, _FIRST)
        epoch = st.select_slider(
            "After epoch", EPOCHS, shown(_EPOCH, _FIRST), key=_EPOCH, persist_state="session"
        )
        single = st.toggle(
            "Single curves", shown(_SINGLE, False), key=_SINGLE, persist_state="session"
        )
        alt = told(found, int(epoch))
        st.markdown(alt)
    with picture:
        svg = pictures.banded(found, int(epoch), alt, single=single)
        still_svg.mount(svg, f"{KEY}.band")


def told(found: Seeds, epoch: int) -> str:
    """Read the band at an epoch."""
    shown_band, k = band(found.cost), int(np.searchsorted(found.epochs, epoch))
    low, lower, median, upper, high = (
        number(float(line[k]))
        for line in (
            shown_band.low,
            shown_band.lower,
            shown_band.median,
            shown_band.upper,
            shown_band.high,
        )
    )
    return f"Median cost **{median}**, middle half {lower} to {upper}, extremes {low} to {high}."


def code() -> None:
    """Show the code of a band."""
    beside("Q_{0},\\ Q_{1/4},\\ Q_{1/2},\\ Q_{3/4},\\ Q_{1}", luck.band)
