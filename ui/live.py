"""The live view of a run: a fragment that reads the newest frame and hands it to components."""

import streamlit as st

from core.datasets import load
from core.network import Network
from runs.run import Run
from ui import process, views
from ui.components.heatmaps import heatmaps
from ui.components.live_plot import Mark, live_plot

TICK = 0.05  # seconds between frames while a run plays


def view(run: Run) -> None:
    """Show curves and weights, and keep them up to date while the run plays."""
    ticking = run.frame.playing
    st.fragment(_frame, run_every=TICK if ticking else None)(run, ticking)


def _frame(run: Run, ticking: bool) -> None:
    process.runs().get(run.key)  # somebody looks at it: keep it playing
    process.engine().tick(run)
    frame = run.frame
    st.markdown(views.progress(frame))
    live_plot(
        views.curves(frame),
        key="curves",
        revision=run.key,
        alt=views.curves_in_words(frame),
        height=230,
        marks=[Mark(mark.epoch, mark.label) for mark in frame.marks],
    )
    panels, scale, words = views.weights(
        Network(run.network_spec, frame.parameters), load(run.data_spec)
    )
    heatmaps(panels, scale=scale, alt=words, key="weights")
    st.caption(words)
    if ticking and not frame.playing:
        st.rerun()  # it stopped by itself: let the buttons say so, and stop ticking
