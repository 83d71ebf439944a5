"""What the stage asks the page for: another network, other data, a dialog, another page."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from core.data.catalogue import DATASETS
from core.specs import DataSpec, Setup
from runs.run import Run
from ui.components.stage import asked
from ui.shell import navigation, server, session
from ui.stage import begin, changes, panels_open
from ui.stream.socket import obey
from ui.views.shared.hints import named

TOLD = "stage.told"
"""The session's key of why something is not possible."""
PAGE = "stage.page"
"""And of the page to go to."""


Deed = Callable[[Run, Any, str], None]
"""Does it: the run, what is said of it, and what it is called when it can be undone."""


def do(run: Run) -> None:
    """Do what is asked for; where it cannot be done, the stage says why."""
    said = dict(asked())
    if not said.keys() & _OF_THE_PAST:
        run = session.meant(run)
    st.session_state.pop(TOLD, None)
    deed = str(said.pop("label", ""))[:80]
    for name, value in said.items():
        if name not in _DEEDS:
            continue
        try:
            _DEEDS[name](run, value, deed)
        except (ValueError, TypeError, KeyError) as error:
            known = isinstance(error, ValueError)
            st.session_state[TOLD] = str(error) if known else "That is not possible."
            return


def _open(run: Run, what: str, _: str) -> None:
    panels_open.toggle(str(what))


def _changed(change: Callable[..., Setup]) -> Deed:
    def do(run: Run, said: Any, deed: str) -> None:
        values = said if isinstance(said, list) else [said]
        begin.instead(run, change(run.setup, *values), run.pace, deed=deed)

    return do


def _features(run: Run, said: list[str], deed: str) -> None:
    begin.instead(run, changes.with_features(run.setup, tuple(said)), run.pace, deed=deed)


def _data(run: Run, name: str, _: str) -> None:
    if name not in DATASETS:
        raise ValueError("There is no such data.")
    begin.with_data(run, DataSpec(name))


def _restart(run: Run, _: object, deed: str) -> None:
    begin.instead(run, run.setup, run.pace, deed=deed)


def _fork(run: Run, steps: int, deed: str) -> None:
    """Play on from a moment of the past, as another run."""
    other = run.fork(int(steps))
    session.show(other)
    begin.call(other, deed)
    server.engine().start(other, other.play)


def _step_from(run: Run, steps: int, deed: str) -> None:
    """Take one step from a moment of the past, as another run."""
    other = run.fork(int(steps))
    session.show(other)
    begin.call(other, deed)
    other.step()


def _show(run: Run, key: str, _: str) -> None:
    other = server.runs().get(str(key))
    if other is None:
        raise ValueError("That run is no longer there.")
    begin.again(other)


def _page(run: Run, name: str, _: str) -> None:
    navigation.named(name)
    st.session_state[PAGE] = name


def _command(run: Run, said: dict[str, Any], _: str) -> None:
    """Do what the socket could not take."""
    obey(begin.own(run), said)


def _remedy(run: Run, name: str, deed: str) -> None:
    """Do what the line that diagnoses has offered, though the run may have gone on since."""
    remedy = named(name)
    if remedy is None:
        raise ValueError("There is no such remedy.")
    run = begin.own(run) if remedy.live else run
    playing = run.playing
    mended = remedy.on(run)
    if mended is not run:
        session.show(mended)
        begin.call(mended, deed)
        if playing:
            server.engine().start(mended, mended.play)


_DEEDS: Mapping[str, Deed] = {
    "command": _command,
    "remedy": _remedy,
    "open": _open,
    "page": _page,
    "units": _changed(changes.with_units),
    "insert": _changed(changes.with_layer),
    "remove": _changed(changes.without_layer),
    "activation": _changed(changes.with_activation),
    "features": _features,
    "data": _data,
    "restart": _restart,
    "fork": _fork,
    "step from": _step_from,
    "show": _show,
}
"""By what it is called there."""
_OF_THE_PAST = {"fork", "step from"}  # of the run that is seen
