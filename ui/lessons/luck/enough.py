"""How many seeds it takes to say that A is better than B: the bootstrap's interval."""

import streamlit as st

from core.arrays import FloatArray
from core.explain.luck import interval
from ui.components.kit import still_svg
from ui.lessons.kit import sliders
from ui.lessons.kit.code import beside
from ui.lessons.luck import nets, pictures
from ui.lessons.luck.pictures import signed

COUNTS = (5, 10, 20, 50, 100, nets.POOL)


def differences(a: float, b: float) -> FloatArray:
    """Return for each seed whether A solved it less whether B did: 1, 0 or −1, (seeds,)."""
    return nets.pool(a).solved - nets.pool(b).solved


def picture(found: FloatArray, chosen: int | None = None) -> str:
    """Draw the intervals for all numbers of seeds."""
    counts = sorted({*COUNTS} if chosen is None else {*COUNTS, chosen})
    return pictures.intervals(
        [(n, float(found[:n].mean()), interval(found[:n])) for n in counts], chosen
    )


def show() -> None:
    """Show the interval of a difference, by the number of seeds."""
    st.markdown(
        "A and B from the same seeds: who solves XOR more often? Draw as many seeds **again, with "
        "replacement**, 2,000 times: the middle 95% of the mean differences are the **bootstrap "
        "interval**. While it holds 0 (orange), you cannot say."
    )
    chart, controls = st.columns([3, 2], vertical_alignment="center")
    with controls:
        left, right = st.columns(2)
        with left:
            a = nets.choose_eta("A: η", "enough.a", nets.ETA)
        with right:
            b = nets.choose_eta("B: η", "enough.b", nets.LARGE)
        n = sliders.whole("Seeds each", "luck.enough.n", COUNTS[0], nets.POOL, nets.SEEDS)
        found = differences(a, b)
        st.markdown(said(a, b, n, found))
    with chart:
        still_svg.mount(picture(found, n), "luck.enough.picture")
    st.caption("From few seeds the interval is too narrow: it knows only what it saw.")


def said(a: float, b: float, n: int, found: FloatArray) -> str:
    """Say what n seeds tell."""
    low, high = interval(found[:n])
    solved = [int(nets.pool(eta).solved[:n].sum()) for eta in (a, b)]
    verdict = "A is better." if low > 0 else "B is better." if high < 0 else "You cannot say."
    return (
        f"{n} seeds: A solves {solved[0]}, B {solved[1]}. The shares differ by "
        f"{signed(float(found[:n].mean()))}; the interval is {signed(low)} to {signed(high)}. "
        f"**{verdict}**"
    )


def code() -> None:
    """Show how the interval is found."""
    beside(r"\bar d^* = \frac{1}{n} \sum_i d_{\text{drawn}(i)}", interval)
