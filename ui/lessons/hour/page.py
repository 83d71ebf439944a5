"""The hour as a page: a line for each stop, with a link that leads there."""

from collections.abc import Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.explain.errata import NOTES, TEXTS
from ui.lessons.hour.plan import HOUR, Stop
from ui.lessons.kit.page import address, dress
from ui.lessons.kit.texts import linked
from ui.shell import lecture, navigation
from ui.shell.lessons import LESSONS

_WHAT = {"draw": "Draw", "train": "Train"}


def show() -> None:
    """Show it."""
    dress()
    st.header("One hour with this product", anchor=False)
    st.markdown(
        "A lecture without a blackboard: sixty minutes in the browser. **P** enlarges a page for "
        "the hall, then **B** makes it black, Shift + → leads to the next idea. A lesson's link "
        "opens its idea with the lecturer's line above it."
    )
    st.page_link(
        navigation.room(),
        label="Go through it in a lecture room",
        query_params={lecture.PLAN: lecture.HOUR},
    )
    begun = 0
    with st.container(gap="xsmall"):
        for stop in HOUR:
            _line(stop, begun)
            begun += stop.minutes
    st.caption(
        "Afterwards: most lessons have more ideas, and the last page of each leads into the lab. "
        f"Sources: {', '.join(map(linked, TEXTS))}; Nielsen, *Neural Networks and Deep Learning*, "
        "chapter 2; Trask, *A Neural Network in 11 lines of Python*; Olah, *Calculus on "
        f"Computational Graphs*. Of *{NOTES}*, a notebook that names no author and follows "
        "Nielsen's code, no address is known."
    )


def _line(stop: Stop, begun: int) -> None:
    about = LESSONS.get(stop.page)
    title = f"{about.title.rstrip('?')}: {stop.idea}" if about else _WHAT[stop.page]
    when, where, do = st.columns([1, 3, 8], vertical_alignment="center", gap="small")
    when.markdown(f"**{begun}–{begun + stop.minutes}**")
    with where:
        st.page_link(
            page_of(stop.page),
            label=title,
            query_params=query(stop),
        )
    do.markdown(stop.do)


def query(stop: Stop) -> dict[str, str] | None:
    """Return what a stop's link says of its idea."""
    if not stop.idea:
        return None
    questions = "on" if stop.question else "off"
    return {"idea": address(stop.idea), "lecture": "on", "questions": questions}


def page_of(name: str) -> StreamlitPage:
    """Return the page of this name, a lesson's or another."""
    names: Sequence[str] = list(LESSONS)
    return navigation.lessons()[names.index(name)] if name in names else navigation.named(name)
