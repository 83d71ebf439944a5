"""A table of one's own, pasted or from a file: what it is read as, then a run that learns it."""

import streamlit as st

from core.specs import DataSpec
from runs.run import Run
from ui.lab import table_reading
from ui.shell import presets
from ui.shell.uploads import upload
from ui.stage import begin, panels_open

_PROBLEM = "stage.table.problem"
_SAID = "stage.table.said"  # the session's key of a table's text, and what was said of it


def show(run: Run) -> None:
    """Ask for the table and say what it is read as; using it starts a run that learns it."""
    file = upload(
        "From a file",
        type=table_reading.ENDINGS,
        key="stage.table.file",
        help=table_reading.HELP,
        most_mb=table_reading.MOST_MB,
    )
    pasted = run.setup.data.table or presets.example_table()
    text = st.text_area(
        "Or paste it: one sample a line",
        pasted[:20_000],
        height=180,
        key="stage.table.text",
        disabled=file is not None,
    )
    try:
        if file is not None:
            text = table_reading.text_of(file.getvalue())
    except ValueError as error:
        st.error(str(error), icon=":material/error:")
        return
    if st.session_state.get(_SAID, ("", ""))[0] != text:
        st.session_state[_SAID] = text, run.setup.data.reading if text == pasted else ""

    def otherwise(said: str) -> None:
        st.session_state[_SAID] = text, said

    good = table_reading.show(text, _said, otherwise, key="stage.table")
    st.button(
        "Learn this table",
        type="primary",
        on_click=_use,
        args=(run,),
        disabled=not good,
        key="stage.table.use",
    )
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(f"{problem} The run goes on as it was.", icon=":material/error:")


def _said() -> str:
    said: str = st.session_state[_SAID][1]
    return said


def _use(run: Run) -> None:
    text, said = st.session_state[_SAID]
    try:
        begin.with_data(run, DataSpec("csv", table=text, reading=said))
    except ValueError as error:
        st.session_state[_PROBLEM] = str(error)
    else:
        panels_open.close()
