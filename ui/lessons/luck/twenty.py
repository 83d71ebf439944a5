"""Twenty seeds: the same net from other weights, and not the same end."""

import streamlit as st

from core.explain import luck
from core.explain.luck import Seeds
from ui.components.kit import still_svg
from ui.lessons.kit.code import beside
from ui.lessons.luck import pictures
from ui.lessons.luck.net import ETA, ETAS, HIDDEN, LAST, MANY, trained
from ui.shell.widgets import place, shown

KEY = "luck"
_ETA, _HIDDEN = f"{KEY}.eta", f"{KEY}.hidden"


def show() -> None:
    """Show twenty curves of the cost."""
    st.markdown(
        "One run is an anecdote. Here one net learns XOR twenty times; each time only the **seed** "
        "differs, from which its first weights are drawn."
    )
    found = choose()
    picture, words = st.columns([3, 2], vertical_alignment="center")
    alt = told(found)
    words.markdown(alt)
    with picture:
        still_svg.mount(pictures.curves(found, alt), f"{KEY}.twenty")


def choose() -> Seeds:
    """Ask for η and the hidden units; return what became of twenty such nets."""
    with st.container(horizontal=True, gap="small"):
        hidden = st.radio(
            "Hidden units",
            HIDDEN,
            place(_HIDDEN, HIDDEN),
            format_func="{} hidden".format,
            label_visibility="collapsed",
            key=_HIDDEN,
            horizontal=True,
            persist_state="session",
        )
        eta = st.radio(
            "Learning rate η",
            ETAS,
            ETAS.index(shown(_ETA, ETA)),
            format_func="η {:g}".format,
            label_visibility="collapsed",
            key=_ETA,
            horizontal=True,
            persist_state="session",
        )
    return trained(hidden, eta)


def chosen() -> tuple[int, float]:
    """Return the hidden units and η that are chosen."""
    return st.session_state.get(_HIDDEN) or HIDDEN[0], st.session_state.get(_ETA) or ETA


def told(found: Seeds) -> str:
    """Say how many learnt it."""
    solved = int(found.solved.sum())
    left = MANY - solved
    text = f"After {LAST:,} epochs **{solved} of {MANY}** have all four rows right"
    return f"{text}; **{left}** {'is' if left == 1 else 'are'} not there." if left else f"{text}."


def code() -> None:
    """Show the code that trains them, all at once."""
    beside("\\text{seed } 0, 1, \\dots, 19", luck.seeds)
