"""Which run this browser looks at, and how its widgets follow it."""

import streamlit as st

from core.specs import DataSpec, NetworkSpec, TrainSpec
from runs.collection import Collection
from runs.run import Run
from ui import presets, process

_RUN = "run"  # the URL's and the session's key of the present run
_PREVIOUS = "previous_run"
_SET = "set"  # the URL's and the session's key of the collected drawings
DEFAULT_PACE = 1000.0


def current_run() -> Run:
    """Return this browser's run: the session's, else the URL's, else a new one."""
    wanted = st.session_state.get(_RUN) or st.query_params.get(_RUN, "")
    run = process.runs().get(wanted)
    if run is None:
        data, network, settings = presets.FIRST
        run = new_run(data, network, settings)
        if wanted:
            st.toast("That run is no longer on this server. Here is a new one.")
    elif _RUN not in st.session_state:
        _look_at(run)
    if st.query_params.get(_RUN) != run.key:
        st.query_params[_RUN] = run.key
    return run


def session_run() -> Run | None:
    """Return this browser's run if it has one that was trained at all."""
    run = process.runs().get(st.session_state.get(_RUN) or st.query_params.get(_RUN, ""))
    if run is not None:
        st.session_state[_RUN] = run.key
        st.query_params[_RUN] = run.key
    return run if run is not None and run.frame.steps else None


def new_run(data: DataSpec, network: NetworkSpec, settings: TrainSpec) -> Run:
    """Start over with another architecture, data or seed; the run before is kept.

    Raises
    ------
    ValueError
        If network, data and settings do not fit together; the present run stays.
    """
    before = process.runs().get(st.session_state.get(_RUN, ""))
    run = Run(data, network, settings, before.pace if before else DEFAULT_PACE)
    show(run)
    return run


def show(run: Run) -> None:
    """Look at ``run`` from now on; the run before is kept."""
    before = process.runs().get(st.session_state.get(_RUN, ""))
    process.runs().add(run)
    if before is not None:
        before.pause()
        if before.frame.steps:
            st.session_state[_PREVIOUS] = before.key
    _look_at(run)


def start_preset(name: str) -> None:
    """Start a new run from a preset."""
    preset = presets.PRESETS[name]
    new_run(*preset.setup).pace = preset.pace
    st.session_state["presets"] = False  # the list of them closes


def previous_run() -> Run | None:
    """Return the run that the present one took the place of, if it was trained at all."""
    return process.runs().get(st.session_state.get(_PREVIOUS, ""))


def go_back() -> None:
    """Look at the previous run again."""
    run = previous_run()
    if run is not None:
        st.session_state.pop(_PREVIOUS)
        _look_at(run)


def _look_at(run: Run) -> None:
    st.session_state[_RUN] = run.key


def collection() -> Collection:
    """Return the drawings that this browser collected: the session's, else the URL's, else none.

    As soon as there are any, the URL carries their key.
    """
    wanted = st.session_state.get(_SET) or st.query_params.get(_SET, "")
    found = process.collections().get(wanted)
    st.session_state[_SET] = found.key
    if len(found):
        st.query_params[_SET] = found.key
    return found
