"""The paraboloid: from above, in space, and as the published table."""

import numpy as np
import streamlit as st

from core.explain.descent import PARABOLOID, descend, table
from core.reproduce import paraboloid
from ui.components import plotly_figures
from ui.lessons.kit import sliders
from ui.lessons.kit.code import beside
from ui.shell.widgets import shown

# As the text prints them: the point after each step, and the error before it.
PUBLISHED = (
    ("(4.0, 4.0)", "200.0"),
    ("(1.6, 1.6)", "32.0"),
    ("(0.64, 0.64)", "5.12"),
    ("(0.26, 0.26)", "0.8192"),
    ("(0.1, 0.1)", "0.13107"),
    ("(0.041, 0.041)", "0.020972"),
    ("(0.016, 0.016)", "0.0033554"),
)
REACH = 12.0
_A, _B, ETA = "descent.bowl.a", "descent.bowl.b", "descent.bowl.eta"
_CHART = "descent.bowl.map"


def show() -> None:
    """Show the path down the bowl, and its numbers beside the published ones."""
    st.markdown(
        "With two numbers, just called a and b, the curve becomes a bowl, g = a² + b². The "
        "gradient (2a, 2b) points uphill; steps go the other way. **Click the map** to start "
        "elsewhere."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for label, key in (("Start at a", _A), ("Start at b", _B)):
            st.session_state.setdefault(key, paraboloid.START[0])
            value = shown(key, paraboloid.START[0])
            st.number_input(
                label, -REACH, REACH, value, 1.0, key=key, width=130, persist_state="session"
            )
        with st.container(width=260):
            eta = sliders.slider("Learning rate η", ETA, 0.0, 1.1, paraboloid.ETA)
        st.button("As published", key="descent.bowl.published", on_click=_published)
    start = float(st.session_state[_A]), float(st.session_state[_B])
    path = descend(PARABOLOID.gradient, np.array(start), eta, paraboloid.STEPS)
    above, space, numbers = st.columns([4, 4, 7])
    words = f"{paraboloid.STEPS} steps of descent from ({start[0]:g}, {start[1]:g}) on a bowl"
    with above:
        ends = (-REACH, REACH)
        st.plotly_chart(
            plotly_figures.contours(PARABOLOID, {"path": path}, ends, ends, clickable=True),
            key=_CHART,
            on_select=_clicked,
            selection_mode="points",
            alt=f"{words}, from above.",
            config={"displayModeBar": False},
        )
    with space:
        st.plotly_chart(
            plotly_figures.bowl(PARABOLOID, path, REACH),
            key="descent.bowl.space",
            alt=f"{words}, in space.",
            config={"displayModeBar": False},
        )
    with numbers:
        as_published = (start, eta) == (paraboloid.START, paraboloid.ETA)
        st.markdown(rows(table(start, eta, paraboloid.STEPS), as_published))
        st.caption(
            "(a, b) is after the step; the error, as the text *The Backward Pass* calls g, before "
            "it. At that text's start (10, 10) and η 0.3 its figures stand beside ours."
        )


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(r"(a, b) \to (a, b) - \eta \nabla g, \quad \nabla g = (2a, 2b)", table)


def rows(lines: list[str], as_published: bool) -> str:
    """Return a Markdown table of the lines of R1, beside the text's where they can be compared."""
    found = ["| step | (a, b) | error |", "|--:|--:|--:|"]
    if as_published:
        found = ["| step | (a, b) | error | *The Backward Pass* |", "|--:|--:|--:|:--|"]
    for step, line in enumerate(lines):
        point, error = line.partition("(a, b): ")[2].split(" Error: ")
        cells = [str(step), point, error]
        if as_published:
            same = "same" if (point, error) == PUBLISHED[step] else "**differs**"
            cells.append(f"{' '.join(PUBLISHED[step])} {same}")
        found.append("| " + " | ".join(cells) + " |")
    return "\n".join(found)


def _published() -> None:
    st.session_state[_A], st.session_state[_B] = paraboloid.START
    st.session_state[ETA] = paraboloid.ETA


def _clicked() -> None:
    points = st.session_state[_CHART].selection.points
    if points:
        st.session_state[_A] = float(points[0]["x"])
        st.session_state[_B] = float(points[0]["y"])
