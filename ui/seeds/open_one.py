"""Which cell and which run are looked at; a run is opened as one like any other."""

from collections.abc import Sequence

import streamlit as st

from runs.batch.batch import Outcome
from runs.batch.results import final, stuck, typical
from runs.batch.sweep import Sweep
from ui.seeds.form import put
from ui.shell import server, session

GO = "seeds.go"
"""The session's key of whether to go to the stage."""
_CELL, _RUN = "seeds.cell", "seeds.run"


def forget() -> None:
    """Look at what is typical again: it is another sweep."""
    for key in (_CELL, _RUN):
        st.session_state.pop(key, None)


def choose(*, cell: int | None = None, run: int | None = None) -> None:
    """Look at a cell, or at a run of any cell, by its number."""
    if cell is not None:
        st.session_state[_CELL] = cell
        st.session_state.pop(_RUN, None)
    if run is not None:
        st.session_state[_RUN] = run


def cell(sweep: Sweep) -> int:
    """Ask for a cell; return it."""
    wanted = st.session_state.get(_RUN)
    if wanted is not None and wanted // sweep.seeds < len(sweep.cells):
        st.session_state[_CELL] = wanted // sweep.seeds
    options = list(range(len(sweep.cells)))
    if st.session_state.get(_CELL) not in options:
        st.session_state[_CELL] = 0
    chosen: int = st.selectbox(
        "Look at",
        options,
        st.session_state[_CELL],
        format_func=sweep.words,
        key=_CELL,
        on_change=lambda: st.session_state.pop(_RUN, None),
        help="Or click it in the picture",
    )
    return chosen


def chosen(here: Sequence[Outcome]) -> int | None:
    """Return the number of the run of a cell that is looked at: a typical one at first."""
    numbers = [one.number for one in here]
    wanted = st.session_state.get(_RUN)
    if wanted in numbers:
        return int(wanted)
    middle = typical(here)
    return None if middle is None else middle.number


def show(sweep: Sweep, here: Sequence[Outcome]) -> None:
    """Let one run be chosen, and opened with all that a run has."""
    behind = {one.number for one in stuck(here)}
    numbers = [one.number for one in here]
    by_number = {one.number: one for one in here}
    wanted = chosen(here)
    if wanted is None:
        wanted = numbers[0]
    st.session_state[_RUN] = wanted

    def words(number: int) -> str:
        one = by_number[number]
        text = f"Seed {one.seed}"
        if one.diverged is not None:
            return f"{text}: diverged after {one.diverged:g} epochs"
        if one.rows:
            text += f": {final(one, 'accuracy'):.4g}"
        return f"{text}, stuck" if number in behind else text

    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            "Run",
            numbers,
            numbers.index(wanted),
            format_func=words,
            key=_RUN,
            width=280,
            help="Or click its curve",
        )
        st.button(
            "Open this one",
            key="seeds.open",
            icon=":material/open_in_full:",
            on_click=_open,
            args=(sweep,),
            help="The same run again on the stage, with rewind, receipt and all",
        )


def _open(sweep: Sweep) -> None:
    number = st.session_state.get(_RUN)
    if number is None:
        return
    setup = sweep.at(number // sweep.seeds, number % sweep.seeds)
    run = session.new_run(put(setup, sweep.epochs))
    run.pace = None
    server.engine().start(run, run.play)
    st.session_state[GO] = True
