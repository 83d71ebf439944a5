"""Results out of a file, looked at alone or behind those that are computed now."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from runs.batch.batch import Outcome, State
from runs.batch.saved import from_file
from runs.batch.sweep import Sweep
from ui.shell.uploads import upload

MOST_MB = 50
_FILE, _CELL = "seeds.file", "seeds.file.cell"


class Loaded(NamedTuple):
    """A sweep out of a file, and what came of it."""

    sweep: Sweep
    outcomes: tuple[Outcome, ...]

    def state(self) -> State:
        """Return it as a sweep that has ended."""
        return State(0, self.outcomes, 1.0, 0.0, None, running=False, cancelled=False,
                     trouble="", lost=0)  # fmt: skip


class Beside(NamedTuple):
    """The runs of one cell of a file, and what sets them apart."""

    words: str
    outcomes: Sequence[Outcome]


def ask() -> Loaded | None:
    """Ask for a file; return what is in it, or say why it is refused."""
    with st.expander("Load saved results", icon=":material/upload_file:"):
        file = upload(
            "Results", type=["json"], key=_FILE, most_mb=MOST_MB,
            help="A file from “Share and export”: it lies behind what is computed here",
        )  # fmt: skip
        if file is None:
            return None
        try:
            return Loaded(*from_file(file.getvalue()))
        except ValueError as error:
            st.error(str(error), icon=":material/error:")
            return None


def beside(loaded: Loaded) -> Beside:
    """Return the cell of a file that is to lie behind; ask which, if there are several."""
    sweep, outcomes = loaded
    net, cell = sweep.setup.network, 0
    if sweep.axes:
        cells = list(range(len(sweep.cells)))
        if st.session_state.get(_CELL) not in cells:
            st.session_state[_CELL] = 0
        cell = st.selectbox(
            "Of the file", cells, st.session_state[_CELL], format_func=sweep.words, key=_CELL
        )
    of = f"{'-'.join(map(str, net.sizes))}, {sweep.seeds} seeds"
    named = sweep.words(cell) or f"η {sweep.setup.settings.eta:g}"
    here = outcomes[cell * sweep.seeds : (cell + 1) * sweep.seeds]
    return Beside(f"{of}, {named}", here)
