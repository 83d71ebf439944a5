"""Another run in the present one's place."""

from dataclasses import replace

import streamlit as st

from core.arrays import FloatArray
from core.data.load import load
from core.specs import DataSpec, Setup
from runs.run import Run
from ui.shell import presets, server, session
from ui.stage import starts

_DEED = "stage.deed"


def instead(
    run: Run,
    setup: Setup,
    pace: float | None,
    *,
    deed: str = "",
    play: bool = False,
    loaded: FloatArray | None = None,
) -> None:
    """Start a run with this set-up, at so many steps a second; the one before is kept.

    It begins with random weights, or those that were ``loaded``, (parameter_count,). It plays if
    that one did, or if it is to ``play`` anyhow. ``deed`` is what undo will call it.
    """
    play = play or run.playing
    other = session.new_run(setup, loaded)
    other.pace = pace
    call(other, deed)
    if play:
        server.engine().start(other, other.play)


def with_data(run: Run, data: DataSpec) -> None:
    """Start over with other data, as suits it.

    Raises
    ------
    ValueError
        If ``data`` is a table that cannot be used.
    """
    setup, pace = starts.for_data(data)
    instead(run, setup, pace, deed="Other data", play=True)


def with_points(run: Run, data: DataSpec) -> None:
    """Have the network learn other points: it goes on with its weights, where they fit.

    Raises
    ------
    ValueError
        If ``data`` are no points that can be learned.
    """
    dataset, (before, network, settings) = load(data), run.setup
    ends = len(dataset.input_names), len(dataset.output_names)
    if before.name != data.name or ends != (network.sizes[0], network.sizes[-1]):
        with_data(run, data)
        return
    setup = Setup(data, network, replace(settings, batch_size=starts.batch_of(len(dataset.train))))
    instead(run, setup, run.pace, deed="Other points", loaded=run.network().parameters.copy())


def with_preset(run: Run, name: str) -> None:
    """Start a preset."""
    preset = presets.PRESETS[name]
    instead(run, preset.setup, preset.pace, deed=preset.label, play=True)


def again(other: Run, deed: str = "") -> None:
    """Go back to a run of before; without a name, that is no deed, and cannot be undone."""
    session.show(other)
    call(other, deed)


def own(run: Run) -> Run:
    """Return ``run`` if this browser may command it, else a copy of its own, looked at from now."""
    run = session.meant(run)
    mine = session.mine(run)
    if mine is not run:
        call(mine, "This is your own copy")
    return mine


def call(run: Run, deed: str) -> None:
    """Say what was done by having ``run`` take the place of the one before."""
    st.session_state[_DEED] = run.key, deed


def before(run: Run) -> tuple[str, str]:
    """Return the key of the run whose place this one took, and what was done; '' if none."""
    key = session.replaced_by(run)
    made, deed = st.session_state.get(_DEED, ("", ""))
    if not key or (made == run.key and not deed):
        return "", ""
    return key, deed if made == run.key else "Another set-up: training starts anew"
