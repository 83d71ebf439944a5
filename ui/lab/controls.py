"""The buttons that move a run, and what may change while it runs."""

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import fields, replace
from functools import partial
from operator import methodcaller
from pathlib import Path
from typing import Any

import streamlit as st

from core.specs import TrainSpec
from core.specs.training import IMAGES
from runs.run import Run
from ui.components.eta_slider import eta_slider, released
from ui.lab import setup
from ui.shell import server, session
from ui.shell.play_button import PLAY, STEP, play_button
from ui.shell.widgets import choice, follow, followed_values, number, shown, undo_late_report

PACES: dict[str, float | None] = {
    "1/s": 1,
    "10": 10,
    "100": 100,
    "1,000": 1000,
    "Max": None,
}
_SPEED = "Mini-batches a second while it plays; Max is as fast as the machine can."
_LIVE = tuple(
    field.name
    for field in fields(TrainSpec)
    if field.name != "seed" and "setting" in field.metadata
)
_GROUPS: dict[str, list[str]] = {}  # by title; those of none stand first, the others behind "More"
for _name in _LIVE:
    _GROUPS.setdefault(TrainSpec.about(_name).group, []).append(_name)
_FIRST = _GROUPS.pop("")
_LIVE_ERROR = "live_error"


def run_controls(run: Run, hidden: Collection[str] = ()) -> None:
    """Show the buttons that move the run, and what may change while it runs."""
    _follow(run)
    if not hidden:
        st.html(Path(__file__).with_name("lab.css"))
    if session.is_guest(run):
        st.caption(session.WATCHING)
    if "controls" not in hidden:
        _buttons(run)
    if "settings" not in hidden:
        _settings(run)
    if problem := st.session_state.pop(_LIVE_ERROR, ""):
        st.error(f"{problem} The run keeps its old value.", icon=":material/error:")
    if run.frame.trouble:
        st.error(run.frame.trouble, icon=":material/warning:")
    if run.frame.notice:
        st.info(run.frame.notice, icon=":material/flag:")


def _buttons(run: Run) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        play_button(
            run,
            key=PLAY,
            help=("Train until you pause", "Stop after the present step"),
            first=partial(setup.heed, run),
        )
        st.button(
            "Step",
            key=STEP,
            icon=":material/skip_next:",
            on_click=_do,
            args=(run, methodcaller("step")),
            shortcut="Right",
            help="Learn from one mini-batch",
        )
        st.button(
            "Epoch",
            key="epoch",
            icon=":material/fast_forward:",
            on_click=_do,
            args=(run, play_epoch),
            shortcut="Shift+Right",
            help="Go on to the end of this epoch: once through all training samples",
        )
        st.button(
            "Reset",
            key="reset",
            icon=":material/replay:",
            on_click=_do,
            args=(run, methodcaller("reset")),
            help="Back to the very same initial weights",
        )
        with st.container(
            horizontal=True, wrap=False, width="content", gap="xsmall", vertical_alignment="center"
        ):
            st.markdown(":material/speed:", help=_SPEED, width="content")
            st.segmented_control(
                "Steps a second",
                list(PACES),
                default=shown("set.pace", _pace_label(run)),
                key="set.pace",
                label_visibility="collapsed",
                help=_SPEED,
                required=True,
                on_change=_pace_changed,
                args=(run,),
            )
        if st.session_state.get(session.PRESENT):
            present_button()


def live_fields(run: Run) -> None:
    """Show all that may change while the run goes."""
    _follow(run)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for name in _FIRST:
            _live(run, name)
    _more(run)
    if problem := st.session_state.pop(_LIVE_ERROR, ""):
        st.error(f"{problem} The run keeps its old value.", icon=":material/error:")


def _settings(run: Run) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        for name in _FIRST:
            _live(run, name)
        # Filled only while it is open: a browser overlooks values for fields it does not show.
        more = st.popover(
            "More",
            key="more",
            on_change="rerun",
            help="Optimiser, schedule, regularisation, when to stop",
        )
        if more.open:
            with more:
                _more(run)
        with st.container(width=215):
            eta_slider(run.settings.eta, on_release=lambda: _eta_released(run))


def _follow(run: Run) -> None:
    values: dict[str, Any] = {f"set.{name}": getattr(run.settings, name) for name in _LIVE}
    values["set.frozen"] = list(run.settings.frozen)
    values["set.pace"] = _pace_label(run)
    follow("controls", run.key, values, ["set.pace", *(f"set.{name}" for name in _FIRST)])


def _pace_label(run: Run) -> str:
    return next(label for label, pace in PACES.items() if pace == run.pace)


def _more(run: Run) -> None:
    for title, names in _GROUPS.items():
        if title == IMAGES and run.training.data.image_shape is None:
            continue
        st.markdown(f"**{title}**")
        for start in range(0, len(names), 2):
            with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
                for name in names[start : start + 2]:
                    _live(run, name)
    layers = range(1, len(run.setup.network.sizes))
    frozen: list[int] = shown("set.frozen", [])
    st.pills(
        "Frozen layers",
        layers,
        selection_mode="multi",
        default=[layer for layer in frozen if layer in layers],
        key="set.frozen",
        help="Layers that do not learn.",
        on_change=_live_changed,
        args=(run,),
    )


def _live(run: Run, name: str) -> None:
    """Show a setting that changes the run as it goes."""
    about = TrainSpec.about(name)
    kwargs: dict[str, Any] = {"on_change": _live_changed, "args": (run,), "width": 150}
    if about.choices is not None:
        choice(f"set.{name}", about, **kwargs)
    else:
        whole = isinstance(getattr(run.settings, name), int)
        number(f"set.{name}", about, whole=whole, **kwargs)


def present_button() -> None:
    """Show the button that has the chosen views fill the screen, or gives all controls back."""
    presenting = st.session_state.get(session.PRESENT, False)
    st.button(
        "Back" if presenting else "Present",
        key="toggle_present",
        icon=":material/close_fullscreen:" if presenting else ":material/present_to_all:",
        help="All controls again" if presenting else "The chosen views fill the screen",
        on_click=_toggle_present,
        shortcut="P",
        width="content" if presenting else "stretch",
    )


def _toggle_present() -> None:
    st.session_state[session.PRESENT] = not st.session_state.get(session.PRESENT, False)


def _eta_released(run: Run) -> None:
    eta = released()
    if eta is not None:
        run = session.mine(run)
        with suppress(ValueError):  # no slider of ours sends what is not allowed
            run.change(replace(run.settings, eta=eta))


def _do(run: Run, command: Callable[[Run], None]) -> None:
    setup.heed(run)
    command(session.mine(run))


def play_epoch(run: Run) -> None:
    """Go on to the end of this epoch."""
    server.engine().start(run, run.play_epoch)


def _pace_changed(run: Run) -> None:
    undo_late_report("controls")
    label = st.session_state.get("set.pace")
    if label in PACES:
        session.mine(run).pace = PACES[label]
    else:  # None: a page that was just being written reported before it had a value
        st.session_state["set.pace"] = _pace_label(run)


def _live_changed(run: Run) -> None:
    # Only what the visitor changed: other fields may show what held before a planned change.
    undo_late_report("controls")
    state, followed = st.session_state, followed_values("controls")
    values = {}
    for name in _LIVE:
        key = f"set.{name}"
        if key in state and state[key] != followed.get(key):
            values[name] = state[key]
    if state["set.frozen"] != followed.get("set.frozen"):
        values["frozen"] = tuple(sorted(state["set.frozen"]))
    run = session.mine(run)
    try:
        run.change(replace(run.settings, **values))
    except ValueError as error:
        st.session_state[_LIVE_ERROR] = str(error)
