"""One sample forward, back and the update, one equation at a time."""

import streamlit as st

from core.explain.numbers import number
from core.explain.walkthrough import Walk, walk
from ui.components.equation_board import board
from ui.lessons.equations import own_net, walk_board

_AT = "equations.at"


def show() -> None:
    """Show one step with its equation, its code, its numbers, and the cost."""
    net = own_net.chosen()
    way = walk(net.network(), *net.sample(), net.eta)
    at = min(st.session_state.get(_AT, 0), len(way.steps) - 1)
    with st.container(gap="xxsmall"):
        _show(way, at)


def _show(way: Walk, at: int) -> None:
    last, step = len(way.steps) - 1, way.steps[at]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for label, to, shortcut in (("Back", at - 1, "Left"), ("Next", at + 1, "Right")):
            st.button(
                label,
                key=f"equations.{label.lower()}",
                on_click=_go,
                args=(to,),
                disabled=not 0 <= to <= last,
                shortcut=shortcut,
            )
        st.markdown(f"**{at + 1} of {last + 1}.** {step.title}", width="content")
        cost = number(way.cost)
        if at == last:
            st.markdown(f"Cost: {cost} → **{number(way.cost_after)}**", width="content")
        else:
            st.markdown(f"Cost: {cost}", width="content")
        with st.popover("The fast form", type="tertiary", help="The code that runs in training"):
            st.caption(f"The same in buffers that are made once: `{step.fast.place}`")
            st.code(step.fast.text, language="python", wrap_lines=True)
    mathematics, code = st.columns([5, 6], vertical_alignment="center")
    with mathematics, st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for part in step.latex:
            st.latex(part, width="content")
    with code:
        st.code(step.plain.text, language="python", wrap_lines=True)
    st.caption(step.about)
    board(
        walk_board.equation(step),
        walk_board.network(way, at),
        hint="Point at a cell to see where its number comes from.",
        key="equations.board",
    )


def _go(to: int) -> None:
    st.session_state[_AT] = to
