"""The computational graph, and two ways through it: forward mode raced against reverse mode."""

import itertools

import streamlit as st

from core.explain.graph import Edge, Graph, example, forward_mode, graph, reverse_mode
from core.explain.numbers import number
from ui.components.kit import still_svg
from ui.components.live_sliders import Slider, live_sliders, put, standing
from ui.lessons.chain_rule import pictures
from ui.lessons.kit.code import beside

KEY = "chain_rule.modes"
TICK = 0.25  # seconds
_RUNNING = f"{KEY}.running"
DIGITS = (784, 30, 10)


def show() -> None:
    """Show both modes after the same number of multiplications."""
    st.markdown(
        "A net of 1, 2 and 1 units as a **graph**: a line wherever one number depends on another. "
        "**Forward mode** starts at one weight or bias and finds how all that depends on it "
        "moves. "
        "**Reverse mode** starts at C and finds how it moves with all that it depends on. Race "
        "them."
    )
    running = bool(st.session_state.get(_RUNNING))
    st.fragment(_live, run_every=TICK if running else None)(running)
    weights = sum(a * b for a, b in itertools.pairwise(DIGITS)) + sum(DIGITS[1:])
    st.caption(
        f"For a {'-'.join(map(str, DIGITS))} net, which reads digits, forward mode needs "
        f"{weights:,} sweeps, reverse mode one: on a network it **is** backpropagation. (After "
        "Olah, *Calculus on Computational Graphs*.)"
    )


def _live(running: bool) -> None:
    if running != bool(st.session_state.get(_RUNNING)):
        st.rerun()
    whole = graph(*example())
    tracks = all_sweeps(whole)
    last = sum(len(taken) for _, taken in tracks)
    slider = Slider("done", "step", 0, last, 0, 1)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Stop" if running else "Race",
            key=f"{KEY}.race",
            icon=":material/pause:" if running else ":material/play_arrow:",
            type="primary",
            on_click=_switch,
            args=(last,),
        )
        with st.container(width="stretch"):
            done = int(live_sliders((slider,), KEY)["done"])
    if running and done >= last:
        st.session_state[_RUNNING] = False
        st.rerun()
    left, right = st.columns(2)
    with left:
        _forward(whole, tracks, done)
    with right:
        _reverse(whole, done)
    if running:
        put(KEY, {"done": float(done + 1)})


def _switch(last: int) -> None:
    running = not st.session_state.get(_RUNNING)
    st.session_state[_RUNNING] = running
    if running and standing(KEY).get("done", 0) >= last:
        put(KEY, {"done": 0.0})


def all_sweeps(whole: Graph) -> list[tuple[str, list[Edge]]]:
    """Return forward mode's sweeps, one for each number that is learnt, and their edges."""
    return [(name, forward_mode(whole, name)[1]) for name in whole.learnt]


def progress(tracks: list[tuple[str, list[Edge]]], done: int) -> tuple[int, int]:
    """Return how many sweeps are complete after so many edges, and edges into the next."""
    for place, (_, taken) in enumerate(tracks):
        if done < len(taken):
            return place, done
        done -= len(taken)
    return len(tracks), 0


def _forward(whole: Graph, tracks: list[tuple[str, list[Edge]]], done: int) -> None:
    complete, into = progress(tracks, done)
    known = [name for name, _ in tracks[:complete]]
    name, taken = tracks[complete] if complete < len(tracks) else ("", [])
    st.markdown(f"**Forward mode**: {complete} of {len(tracks)} derivatives known")
    still_svg.mount(pictures.sweep(whole, taken[:into], known, name), f"{KEY}.forward.picture")
    st.caption(_list({one: forward_mode(whole, one)[0]["C"] for one in known}))


def _reverse(whole: Graph, done: int) -> None:
    found, taken = reverse_mode(whole)
    part = taken[:done]
    # Nothing follows a weight but its own z: one edge, and its derivative is final.
    known = [edge.origin for edge in part if edge.origin in whole.learnt]
    st.markdown(f"**Reverse mode**: {len(known)} of {len(whole.learnt)} derivatives known")
    still_svg.mount(pictures.sweep(whole, part, known, "C"), f"{KEY}.reverse.picture")
    st.caption(_list({one: found[one] for one in whole.learnt if one in known}))


def _list(derivatives: dict[str, float]) -> str:
    said = [f"{name} {number(value)}" for name, value in derivatives.items()]
    return f"∂C/∂…: {' · '.join(said) or 'none yet'}"


def code() -> None:
    """Show the code of both modes."""
    beside(r"\dot v = \sum_u \frac{\partial v}{\partial u}\, \dot u", forward_mode)
    beside(
        r"\frac{\partial C}{\partial u} = \sum_v \frac{\partial C}{\partial v} "
        r"\frac{\partial v}{\partial u}",
        reverse_mode,
    )
