"""The net that tells even from odd, live: its weights, its answers to every number."""

from collections.abc import Callable

import streamlit as st

from core.specs import DataSpec
from runs.run import Run
from ui import process
from ui.components import heatmaps, live_plot
from ui.lessons import even_odd_figures as figures
from ui.lessons import even_odd_net as net

TICK = 0.15
_BITS = "even_odd.bits"
Draw = Callable[[Run, str], None]


def bits() -> int:
    """Return how many bits the visitor chose."""
    chosen: int = st.session_state.get(_BITS) or DataSpec().bits
    return chosen


def choose_bits() -> None:
    """Ask for the number of bits."""
    st.select_slider(
        "Bits of each number",
        range(3, 13),
        value=DataSpec().bits,
        key=_BITS,
        width=260,
        persist_state="session",
    )


def watch() -> None:
    """Show the weights while the net learns."""
    st.markdown(
        "Numbers go in as bits; the right answer is “even” or “odd”. Nobody says which bit "
        "matters. Press Play and watch the framed column, **the last bit**."
    )
    live(net.run_of(net.setup(bits()), "lsb"), "even_odd.watch", weights, choose_bits)


def found() -> None:
    """Show what the net answers to every number, and what happens when a bit flips."""
    st.markdown(
        "The net learnt from about two numbers in three. Here it is asked **all** of them. Then "
        "each bit is flipped in every number: how much does the answer change?"
    )
    live(net.run_of(net.setup(bits()), "lsb"), "even_odd.found", answers)


def live(run: Run, key: str, draw: Draw, choose: Callable[[], None] | None = None) -> None:
    """Show buttons that move ``run``, what ``choose`` asks, and what ``draw`` makes of the run."""
    playing = run.frame.playing
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.button(
            "Pause" if playing else "Play",
            key=f"{key}.play.{run.toggled}",
            type="primary",
            icon=":material/pause:" if playing else ":material/play_arrow:",
            on_click=run.pause if playing else _play,
            args=None if playing else (run,),
            shortcut="Space",
            width=140,
        )
        st.button("Reset", key=f"{key}.reset", icon=":material/replay:", on_click=run.reset)
        if choose is not None:
            choose()
    st.fragment(_tick, run_every=TICK if playing else None)(run, playing, key, draw)


def _tick(run: Run, playing: bool, key: str, draw: Draw) -> None:
    process.runs().get(run.key)  # somebody looks at it: keep it playing
    process.engine().tick(run)
    if run.frame.playing != playing:
        st.rerun()
    _, _, _, _, accuracy = run.frame.measured
    st.markdown(
        f"Epoch {run.frame.epochs_done:,.1f} · right on numbers it never saw: **{accuracy:.1%}**"
    )
    draw(run, key)


def weights(run: Run, key: str) -> None:
    """Draw the weight matrices, and the mean weight of each bit over time."""
    network = run.network()
    matrices, curves = st.columns(2)
    with matrices:
        heatmaps.mount(figures.matrices(network, f"{key}.matrices"), f"{key}.matrices")
    with curves:
        per_epoch = -(-run.frame.train_size // run.settings.batch_size)
        checkpoints = run.ring.checkpoints
        name = f"{key}.curves"
        frame = figures.weight_curves(run.network_spec, checkpoints, per_epoch, name, run.key)
        live_plot.mount(frame, name)


def answers(run: Run, key: str) -> None:
    """Draw the answers to all numbers, and how much they change when a bit flips."""
    network = run.network()
    grid, flips = st.columns([2, 3])
    with grid:
        every_number(run, key)
    with flips:
        heatmaps.mount(figures.flips(network, f"{key}.flips"), f"{key}.flips")


def every_number(run: Run, key: str) -> None:
    """Draw the answers to all numbers."""
    heatmaps.mount(figures.numbers(run.network(), f"{key}.numbers"), f"{key}.numbers")


def _play(run: Run) -> None:
    process.engine().start(run, run.play)
