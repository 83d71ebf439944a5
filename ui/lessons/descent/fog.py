"""A mountain in fog: find the lowest place, and ask only for the height where you stand."""

import numpy as np
import streamlit as st

from core.explain.mountain import END, Mountain, mountain
from core.explain.numbers import number
from ui.components.kit import still_svg
from ui.components.live_sliders import Slider, live_sliders, put
from ui.lessons.descent import fog_picture
from ui.lessons.kit.code import beside
from ui.shell.widgets import shown

KEY = "descent.fog"
QUESTIONS = 10
ETA = 0.3
NEAR = 0.05  # as good as the lowest
_ASKED, _SEED, _LIFTED, _SLOPES = (f"{KEY}.{name}" for name in ("asked", "seed", "up", "slopes"))
_FIRST_SEED = 3


def asked() -> list[float]:
    """Return the places that were asked about, in their order."""
    found: list[float] = st.session_state.setdefault(_ASKED, [])
    return found


def show() -> None:
    """Let the visitor look for the lowest place."""
    st.markdown(
        "You stand on a mountain in **fog**, and remember nothing but what is written down. You "
        f"may only ask: *how high is it here?* Find the lowest place with {QUESTIONS} questions. "
        "Then, on another mountain, feel the **slope** under your feet, too: how much faster is it?"
    )
    st.fragment(_live)()


def _live() -> None:
    land = mountain(int(st.session_state.setdefault(_SEED, _FIRST_SEED)))
    picture, controls = st.columns([3, 2], vertical_alignment="center")
    left = QUESTIONS - len(asked())
    with controls:
        x = live_sliders((Slider("x", "you are at x", 0, END, 1.0, 0.01),), KEY)["x"]
        with st.container(horizontal=True, gap="small"):
            st.button(
                "How high is it here?",
                key=f"{KEY}.ask",
                type="primary",
                on_click=_ask,
                args=(x,),
                disabled=not left,
            )
            slopes = bool(st.session_state.get(_SLOPES))
            st.button(
                "A step downhill",
                key=f"{KEY}.step",
                help=f"Asks here, then goes on to x minus {ETA} times the slope, at most to an end",
                on_click=_step,
                args=(land, x),
                disabled=not left or not slopes,
            )
        slopes = st.toggle(
            "Feel the slope", shown(_SLOPES, False), key=_SLOPES, persist_state="session"
        )
        lifted = st.toggle(
            "Lift the fog", shown(_LIFTED, False), key=_LIFTED, persist_state="session"
        )
        st.markdown(verdict(land, asked(), lifted=lifted or not left))
        st.button("Another mountain", key=f"{KEY}.new", icon=":material/casino:", on_click=_anew)
    with picture:
        drawn = fog_picture.picture(land, x, asked(), slopes=slopes, lifted=lifted or not left)
        still_svg.mount(drawn, f"{KEY}.picture")


def verdict(land: Mountain, places: list[float], *, lifted: bool) -> str:
    """Say how far one is, and at the end how good."""
    if not places:
        return f"{QUESTIONS} questions left."
    heights = land.height(np.array(places))
    best = int(heights.argmin())
    found = f"Lowest so far: {number(float(heights[best]))} at x = {number(places[best])}."
    if not lifted:
        return f"{found} {QUESTIONS - len(places)} questions left."
    where, low = land.lowest()
    above = float(heights[best]) - low
    return f"{found} The lowest of all is {number(low)} at {number(where)}: yours is " + (
        f"**within {NEAR:g}** of it." if above < NEAR else f"{number(above)} above it."
    )


def _ask(x: float) -> None:
    if len(asked()) < QUESTIONS:
        st.session_state[_ASKED] = [*asked(), x]


def _step(land: Mountain, x: float) -> None:
    """Ask here, and go on a step downhill."""
    _ask(x)
    to = x - ETA * float(land.slope(np.array([x]))[0])
    put(KEY, {"x": min(max(to, 0.0), END)})


def _anew() -> None:
    st.session_state[_SEED] += 1
    st.session_state[_ASKED] = []
    st.session_state[_LIFTED] = False


def code() -> None:
    """Show the equation beside the code that runs."""
    beside(r"x \to x - \eta\, g'(x)", Mountain.slope)
