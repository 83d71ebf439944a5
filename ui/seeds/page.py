"""The page of many runs: what is asked for, how far it is, and what came out."""

import streamlit as st

from runs.batch.batch import Batch, State
from runs.batch.crews import crew
from runs.batch.sweep import Sweep
from runs.run import Run
from ui.components import present_key, progress_line, spoken_line
from ui.seeds import address, form, open_one, outcome, saved, take_away
from ui.seeds.saved import Loaded
from ui.shell import navigation, server, session

TICK = 1.0  # seconds between pictures while it computes
LEASE = 60.0  # seconds that a sweep goes on when nobody looks at it
_KEY = "seeds.batch"
_PROGRESS = "seeds.progress"


def show() -> None:
    """Show the fields, and what came of the latest sweep."""
    run = session.current_run()
    batch = _present(run)
    known = address.from_keys(st.query_params.to_dict(), form.setup_of(run))
    st.header("Is it luck?", anchor=False)
    sizes = "-".join(map(str, run.setup.network.sizes))
    st.caption(
        f"One run is an anecdote. Here your set-up, {sizes} with η {run.settings.eta:g}, runs many "
        "times from other weights, in the background."
    )
    asked = form.ask(run, batch.sweep if batch is not None else known)
    running = batch is not None and batch.state().running
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        many = f"{len(asked):,} runs" if asked is not None else "Runs"
        st.button(
            f"Start {many}",
            key="seeds.start",
            type="primary",
            icon=":material/play_arrow:",
            disabled=asked is None,
            on_click=_start,
            args=(run,),
        )
        if running and batch is not None:
            st.button("Cancel", key="seeds.cancel", icon=":material/close:", on_click=batch.cancel)
        st.caption(form.purpose())
    loaded = saved.ask()
    if batch is not None:
        st.fragment(_results, run_every=TICK if running else None)(run, batch, running, loaded)
    elif loaded is not None:
        st.fragment(_alone)(run, loaded)
    present_key.mount()


def _present(run: Run) -> Batch | None:
    """Return the sweep that this browser looks at."""
    return server.batches().get(st.session_state.get(_KEY, ""))


def _start(run: Run) -> None:
    """Compute what the fields say now."""
    try:
        sweep = form.read(run)
    except ValueError:
        return  # the page says why
    batch = Batch(sweep, crew, LEASE)
    if (before := _present(run)) is not None:
        before.cancel()
    server.batches().add(batch)
    st.session_state[_KEY] = batch.key
    open_one.forget()
    for key in (address.SEEDS, address.EPOCHS, address.AXES):
        st.query_params.pop(key, None)
    st.query_params.update(address.to_keys(sweep))
    batch.start()


def _alone(run: Run, loaded: Loaded) -> None:
    """Show what a file has, where nothing is computed."""
    if st.session_state.pop(open_one.GO, False):
        st.switch_page(navigation.train())
    outcome.show(run, loaded.sweep, loaded.state())


def _results(run: Run, batch: Batch, running: bool, loaded: Loaded | None) -> None:
    if st.session_state.pop(open_one.GO, False):
        st.switch_page(navigation.train())
    state = batch.state()
    if state.running != running:
        st.rerun()
    st.progress(state.share)
    progress_line.mount(progress_line.frame(_words(batch.sweep, state), key=_PROGRESS), _PROGRESS)
    spoken_line.say("" if state.running else _words(batch.sweep, state).replace("*", ""), "seeds")
    if state.trouble:
        st.error(state.trouble, icon=":material/error:")
    if any(one.rows for one in state.outcomes):
        outcome.show(run, batch.sweep, state, loaded)
        take_away.show(batch.sweep, state)


def _words(sweep: Sweep, state: State) -> str:
    """Say how far it is; what stands between asterisks is bold."""
    done = sum(one.done for one in state.outcomes)
    text = f"*{done:,}* of {len(sweep):,} runs done"
    if state.running and state.left is not None:
        text += f", about *{_time(state.left)}* more"
    if not state.running:
        text += f" in *{_time(state.seconds)}*"
        if state.cancelled:
            text += ", then cancelled"
    if state.lost:
        text += f"; a worker was lost {state.lost} times, its work was done again"
    return text + "."


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min"
