"""The button that plays and pauses, wherever something is trained."""

from collections.abc import Callable

import streamlit as st

from runs.run import Run
from ui.shell import server, session

PLAY, STEP = "play", "step"
"""Keys of the lab's buttons, which the page's shortcuts find them by."""


def play_button(
    run: Run,
    *,
    key: str,
    label: str = "Play",
    help: tuple[str, str] | None = None,
    width: int = 140,
    first: Callable[[], object] = lambda: None,
) -> bool:
    """Show it; return whether the button says that ``run`` plays.

    Parameters
    ----------
    key : str
        What its key begins with. The whole one changes after each click: Streamlit overlooks a
        second click on the same button when it comes before the page's run that the first one
        started has ended. A press that comes together with a choice that puts another run in
        the place of ``run`` is meant for the new one.
    help : (str, str), optional
        What it does while the run rests, and while it plays.
    first : callable, optional
        Done before the run plays: what fields were changed to, which may make another run.
    """
    pressed = f"{key}.pressed"
    if st.session_state.pop(pressed, run.key) != run.key:
        server.engine().start(run, run.play)
    playing = run.playing
    st.button(
        "Pause" if playing else label,
        key=f"{key}.{run.toggled}",
        type="primary",
        icon=":material/pause:" if playing else ":material/play_arrow:",
        on_click=_pause if playing else _play,
        args=(run,) if playing else (run, pressed, first),
        shortcut="Space",
        help=help[playing] if help else None,
        width=width,
    )
    return playing


def _play(run: Run, pressed: str, first: Callable[[], object]) -> None:
    first()
    run = session.mine(run)
    st.session_state[pressed] = run.key
    server.engine().start(run, run.play)


def _pause(run: Run) -> None:
    session.mine(run).pause()


def stopped(steps: int, playing: bool) -> str:
    """Say that what was played has stopped, by itself or not."""
    return f"Stopped at step {steps:,}." if steps and not playing else ""
