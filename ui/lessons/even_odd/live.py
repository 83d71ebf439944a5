"""The net that tells even from odd, live: its weights, its answers to every number."""

import streamlit as st

from core.specs import DataSpec
from runs.run import Run
from ui.components import heatmaps, live_plot
from ui.lessons.even_odd import figures as figures
from ui.lessons.even_odd import net as net
from ui.lessons.kit.live_run import live

_BITS = "even_odd.bits"


def bits() -> int:
    """Return how many bits the visitor chose."""
    chosen: int = st.session_state.get(_BITS) or DataSpec().bits
    return chosen


def choose_bits() -> None:
    """Ask for the number of bits."""
    st.select_slider(
        "Bits of each number",
        range(3, 13),
        value=bits(),
        key=_BITS,
        width=260,
        persist_state="session",
    )


def watch() -> None:
    """Show the weights while the net learns."""
    st.markdown(
        "Bits, each 0 or 1, go in, “even” or “odd” comes out; nobody says which matters. Play, "
        "watch the framed column, **the last bit**. An **epoch**: once through all it learns from."
    )
    live(net.run_of(net.setup(bits()), "lsb"), "even_odd.watch", weights, choose_bits)


def found() -> None:
    """Show what the net answers to every number, and what happens when a bit flips."""
    st.markdown(
        "The net learns from about two numbers in three. Here it is asked **all** of them. Then "
        "each bit is flipped in every number: how much does that change? Of the powers of two, "
        "only 2⁰ = 1 is odd."
    )
    live(net.run_of(net.setup(bits()), "lsb"), "even_odd.found", answers)


def weights(run: Run, key: str) -> None:
    """Draw the weight matrices, and the mean weight of each bit over time."""
    network = run.network()
    matrices, curves = st.columns([3, 2])
    with matrices:
        heatmaps.mount(figures.matrices(network, f"{key}.matrices"), f"{key}.matrices")
    with curves:
        size = run.frame.train_size
        checkpoints = run.checkpoints.checkpoints
        name = f"{key}.curves"
        frame = figures.weight_curves(run.setup.network, checkpoints, size, name, run.key)
        live_plot.mount(frame, name)


def answers(run: Run, key: str) -> None:
    """Draw the answers to all numbers, and how much they change when a bit flips."""
    network = run.network()
    grid, flips = st.columns([2, 3])
    with grid:
        every_number(run, key)
    with flips:
        heatmaps.mount(figures.flips(network, f"{key}.flips"), f"{key}.flips")


def every_number(run: Run, key: str, of: str = "") -> None:
    """Draw the answers to all numbers."""
    heatmaps.mount(figures.numbers(run.network(), f"{key}.numbers", of), f"{key}.numbers")
