"""The button that plays and pauses, wherever something is trained, and what others beside it do."""

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
) -> bool:
    """Show it; return whether the button says that ``run`` plays.

    Parameters
    ----------
    key : str
        What its key begins with. The whole one changes after each click: Streamlit overlooks a
        second click on the same button when it comes before the page's run that the first one
        started has ended. Presses on other buttons beside it go by the same name, see ``press``.
    help : (str, str), optional
        What it does while the run rests, and while it plays.
    """
    was, command = st.session_state.pop(_pressed(key), (run.key, _pause))
    if was != run.key:
        command(run)
    playing = run.playing
    st.button(
        "Pause" if playing else label,
        key=f"{key}.{run.toggled}",
        type="primary",
        icon=":material/pause:" if playing else ":material/play_arrow:",
        on_click=press,
        args=(key, run, _pause if playing else _play),
        shortcut="Space",
        help=help[playing] if help else None,
        width=width,
    )
    return playing


def press(key: str, run: Run, command: Callable[[Run], None]) -> None:
    """Have ``command`` move the run, or a copy if it is somebody else's.

    A press that comes together with a choice that puts another run in the place of ``run`` is meant
    for the new one: where the play button of that ``key`` is shown for that, it is moved, too.
    """
    run = session.mine(run)
    command(run)
    st.session_state[_pressed(key)] = run.key, command


def _pressed(key: str) -> str:
    return f"{key}.pressed"


def _play(run: Run) -> None:
    server.engine().start(run, run.play)


def _pause(run: Run) -> None:
    run.pause()


def stopped(steps: int, playing: bool) -> str:
    """Say that what was played has stopped, by itself or not."""
    return f"Stopped at step {steps:,}." if steps and not playing else ""
