"""Small and large η: the same twenty seeds, five learning rates."""

import streamlit as st

from core.explain.luck import band
from core.explain.numbers import number
from ui.components.kit import still_svg
from ui.lessons.luck import pictures
from ui.lessons.luck.net import ETAS, LAST, MANY, trained
from ui.lessons.luck.twenty import KEY, choose, chosen


def show() -> None:
    """Show how many learn XOR at each η, and the band of the chosen one."""
    st.markdown(
        "The same twenty seeds, five learning rates: who gets all rows right, and in what band?"
    )
    found = choose()
    hidden, eta = chosen()
    solved = {one: int(trained(hidden, one).solved.sum()) for one in ETAS}
    last = band(found.cost[:, -1:])
    told = (
        f"With η {eta:g}, **{solved[eta]} of {MANY}**. Costs after {LAST:,} epochs: "
        f"{number(float(last.low[0]))} at best, median {number(float(last.median[0]))}, "
        f"{number(float(last.high[0]))} at worst."
    )
    st.markdown(told)
    left, right = st.columns(2)
    said = ", ".join(f"η {one:g}: {n}" for one, n in solved.items())
    with left:
        alt = f"All rows right, of {MANY}: {said}."
        still_svg.mount(pictures.counts(solved, eta, alt), f"{KEY}.counts")
    with right:
        svg = pictures.banded(found, LAST, told, width=pictures.NARROW)
        still_svg.mount(svg, f"{KEY}.steps.band")
