"""A or B? How many seeds it takes to tell two nets apart."""

import streamlit as st

from core.explain import luck
from core.explain.luck import difference
from ui.components.kit import still_svg
from ui.lessons.kit import sliders
from ui.lessons.kit.code import beside
from ui.lessons.luck import pictures
from ui.lessons.luck.net import ETA, MOST, trained
from ui.lessons.luck.twenty import KEY
from ui.shell.widgets import shown

A, B = 2, 3  # hidden units
NUMBERS = (2, 5, 10, 20, 50, 100, MOST)
_MANY, _FIRST = f"{KEY}.many", f"{KEY}.first"
_BEGIN = 5


def show() -> None:
    """Show the difference of two nets and its interval, for few seeds and for many."""
    st.markdown(
        f"**A** has {A} hidden units, **B** has {B}; both learn XOR with η {ETA:g}. Which does so "
        "more often?"
    )
    picture, controls = st.columns([3, 2], vertical_alignment="center")
    with controls:
        st.session_state.setdefault(_MANY, _BEGIN)
        many = st.select_slider(
            "Seeds of each", NUMBERS, shown(_MANY, _BEGIN), key=_MANY, persist_state="session"
        )
        first = int(st.session_state.setdefault(_FIRST, 0))
        st.button(
            "Other seeds",
            icon=":material/casino:",
            key=f"{KEY}.other",
            on_click=sliders.put,
            args=(_FIRST, first + MOST),
            help="The same experiment with seeds that were not used yet",
        )
        text = told(int(many), first)
        st.markdown(text)
        st.caption(
            f"Interval: draw the results anew {luck.DRAWS:,} times, with replacement; keep the "
            f"middle {luck.LEVEL:.0%}."
        )
    with picture:
        found = [(n, *compared(n, first)) for n in NUMBERS if n <= many]
        still_svg.mount(pictures.intervals(found, text), f"{KEY}.intervals")


def compared(many: int, first: int = 0) -> tuple[float, float, float]:
    """Return by how much more often B learns XOR than A, and the interval."""
    a, b = (trained(hidden, ETA, MOST, first).solved[:many] for hidden in (A, B))
    return difference(a, b)


def told(many: int, first: int = 0) -> str:
    """Say what so many seeds tell."""
    a, b = (trained(hidden, ETA, MOST, first).solved[:many].mean() for hidden in (A, B))
    middle, *ends = compared(many, first)
    low, high = (round(100 * one) for one in ends)
    # Halves of a percent stand: rounded one by one, the two need not differ by the third.
    says = f"A {100 * a:g}%, B {100 * b:g}%: **{100 * middle:g} points**, interval {low} to {high}."
    return f"{says.replace('-', '−')} {verdict(*ends)}"


def verdict(low: float, high: float) -> str:
    """Say what an interval of B − A tells."""
    if low > 0:
        return "It leaves 0 out: **B is better**."
    if high < 0:
        return "It leaves 0 out: **A is better**."
    return "It holds 0: these seeds **cannot tell**."


def code() -> None:
    """Show the bootstrap."""
    beside("\\bar b - \\bar a", luck.difference)
