"""A lesson's own run: made once for each set-up, played and paused in the lesson."""

from collections.abc import Callable

import numpy as np
import streamlit as st

from core.evaluation import Evaluation, evaluate
from core.explain.numbers import percent
from core.specs import Setup
from runs.run import Run
from ui.components import spoken_line
from ui.shell import server
from ui.shell.play_button import play_button, stopped

TICK = 0.15
Draw = Callable[[Run, str], None]


def run_of(wanted: Setup, key: str, pace: float) -> Run:
    """Return this visitor's run that the session keeps at ``key``; a new one for a new set-up."""
    run = server.runs().get(st.session_state.get(key, ""))
    if run is None or run.setup != wanted:
        if run is not None:
            run.pause()
        run = Run(wanted, pace)
        server.runs().add(run)
        st.session_state[key] = run.key
    return run


def now(run: Run) -> Evaluation:
    """Evaluate a run as it is shown; what it has measured itself may be many steps older."""
    look = run.look()
    with np.errstate(all="ignore"):
        return evaluate(look.network, look.data.validation)


def accuracy(run: Run) -> str:
    """Say how far a run is, and how good it is there."""
    right = now(run).accuracy
    return (
        f"Epoch {run.frame.epochs_done:,.1f} · right on numbers it never saw: **{percent(right)}**"
    )


def live(
    run: Run,
    key: str,
    draw: Draw,
    choose: Callable[[], None] | None = None,
    say: Callable[[Run], str] = accuracy,
    tell: Callable[[Run], str] = lambda _: "",
) -> None:
    """Show buttons that move ``run``, what ``choose`` asks, and what ``draw`` makes of the run.

    ``say`` follows each step; what ``tell`` returns changes seldom, and a screen reader says it.
    """
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        playing = play_button(run, key=f"{key}.play")
        st.button("Reset", key=f"{key}.reset", icon=":material/replay:", on_click=run.reset)
        if choose is not None:
            choose()
    st.fragment(_tick, run_every=TICK if playing else None)(run, playing, key, draw, say, tell)


def _tick(
    run: Run,
    playing: bool,
    key: str,
    draw: Draw,
    say: Callable[[Run], str],
    tell: Callable[[Run], str],
) -> None:
    server.runs().get(run.key)  # somebody looks at it: keep it playing
    server.engine().tick(run)
    if run.frame.playing != playing:
        st.rerun()
    st.markdown(say(run))
    spoken_line.say(f"{stopped(run.frame.steps, playing)} {tell(run)}".strip(), key)
    if run.frame.trouble:
        st.error(run.frame.trouble, icon=":material/warning:")
    draw(run, key)
