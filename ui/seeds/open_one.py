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
    wanted = _number(_RUN)
    if wanted is not None and wanted // sweep.seeds < len(sweep.cells):
        st.session_state[_CELL] = wanted // sweep.seeds
    options = list(range(len(sweep.cells)))
    if _number(_CELL) not in options:
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
    wanted = _number(_RUN)
    if wanted in [one.number for one in here]:
        return wanted
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
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            "Run",
            numbers,
            numbers.index(wanted),
            # A name that never changes: the browser tells what is chosen by its name.
            format_func=lambda number: f"Seed {by_number[number].seed}",
            key=_RUN,
            width=160,
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
        st.caption(_words(by_number[wanted], wanted in behind))


def _words(one: Outcome, behind: bool) -> str:
    if one.diverged is not None:
        return f"Diverged after {one.diverged:g} epochs."
    if not one.rows:
        return "Not begun yet."
    text = f"{final(one, 'accuracy'):.4g} after {one.rows[-1].epoch:g} epochs"
    return f"{text}: stuck." if behind else f"{text}."


def _number(key: str) -> int | None:
    """Return a choice; a browser that is behind may tell one of another sweep, as text."""
    value = st.session_state.get(key)
    return value if isinstance(value, int) else None


def _open(sweep: Sweep) -> None:
    number = _number(_RUN)
    if number is None or number >= len(sweep):
        return
    setup = sweep.at(number // sweep.seeds, number % sweep.seeds)
    run = session.new_run(put(setup, sweep.epochs))
    run.pace = None
    server.engine().start(run, run.play)
    st.session_state[GO] = True
