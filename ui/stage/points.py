"""Points of one's own, put in by hand or by a formula, also while the network learns them."""

from pathlib import Path
from typing import NamedTuple

import streamlit as st

from core.data.load import load
from core.data.points import MOST_POINTS, read_points, scattered, table_of_points
from core.specs import DataSpec
from runs.run import Run
from ui.components import point_pad
from ui.components.point_pad import PointPad
from ui.shell import session
from ui.stage import begin, starts

KEY = "stage.points"
_PAD = "stage.points.pad"
_PROBLEM = "stage.points.problem"
_FORMULA, _COUNT, _NOISE = (f"stage.points.{name}" for name in ("formula", "count", "noise"))


class _Pad(NamedTuple):
    """What is on the pad; ``learned`` is what was there when a run last began with it.

    The pad takes the text when ``stamp`` is another: what it has drawn itself, it knows.
    """

    text: str = ""
    stamp: int = 0
    learned: str = ""


def show(run: Run) -> None:
    """Show the pad, the formula and the download; each change has the network learn the points."""
    st.html(Path(__file__).with_name("points.css"))
    pad = _pad(run)
    point_pad.mount(PointPad(pad.text, pad.stamp, MOST_POINTS), KEY, _drawn)
    if problem := st.session_state.get(_PROBLEM, ""):
        st.info(f"{problem} The run goes on as it was.", icon=":material/info:")
    elif pad.text and run.setup.data.table != pad.text:
        st.button("Learn these points", on_click=_learn, args=(pad.text,), key="stage.points.learn")
    st.caption("Two classes or more. While it trains, it goes on from the weights that it has.")
    st.text_input(
        "Class B where",
        "y > sin(3x)",
        key=_FORMULA,
        help="Compare two sides by > or <, made of x, y, r (the distance from the middle), pi, "
        "numbers, + - * / ^ and sin, cos, tan, tanh, exp, log, sqrt, abs.",
    )
    st.slider("Points", 20, MOST_POINTS, 100, 10, key=_COUNT)
    st.slider("Noise", 0.0, 0.5, 0.05, 0.01, key=_NOISE, help="How far points stray.")
    st.button("Scatter points by the formula", on_click=_scatter, key="stage.points.scatter")
    st.download_button(
        "Download the points (CSV)",
        table_of_points(pad.text),
        "points.csv",
        "text/csv",
        disabled=not pad.text,
        on_click="ignore",
        key="stage.points.csv",
    )


def _pad(run: Run) -> _Pad:
    """Return what is on the pad: what the run learns, where that was not put there by it."""
    pad: _Pad = st.session_state.get(_PAD) or _Pad()
    data = run.setup.data
    if data.name == "points" and data.table != pad.learned:
        pad = _Pad(data.table, pad.stamp + 1, data.table)
        st.session_state[_PAD] = pad
        st.session_state.pop(_PROBLEM, None)
    return pad


def _drawn() -> None:
    said = point_pad.drawn(KEY)
    pad: _Pad = st.session_state.get(_PAD) or _Pad()
    if said is None:
        return
    text, stamp = said
    if text == pad.text or stamp != pad.stamp:  # with another stamp others have been put there
        return
    try:
        read_points(text)
    except ValueError as error:
        st.session_state[_PROBLEM] = str(error)
        return
    st.session_state[_PAD] = pad._replace(text=text)
    _learn(text)


def _scatter() -> None:
    said = st.session_state
    pad: _Pad = said.get(_PAD) or _Pad()
    try:  # another stamp is another draw
        text = scattered(said[_FORMULA], said[_COUNT], said[_NOISE], pad.stamp)
    except ValueError as error:
        said[_PROBLEM] = str(error)
        return
    said[_PAD] = _Pad(text, pad.stamp + 1, pad.learned)
    _learn(text)


def _learn(text: str) -> None:
    """Have the network learn the points, if they can be learned."""
    run = session.current_run(starts.SPIRAL, starts.SLOWLY)
    before = run.setup.data
    features = before.features if before.name == "points" else DataSpec().features
    data = DataSpec("points", table=text, features=features)
    st.session_state.pop(_PROBLEM, None)
    try:
        load(data)
        begin.with_points(run, data)
    except ValueError as error:
        st.session_state[_PROBLEM] = str(error) if text else ""
    else:
        st.session_state[_PAD] = st.session_state[_PAD]._replace(learned=text)
