"""A table of one's own, pasted or from a file."""

import streamlit as st

from core.specs import DataSpec
from runs.run import Run
from ui.shell import presets
from ui.stage import begin, panels_open

_PROBLEM = "stage.table.problem"


def show(run: Run) -> None:
    """Ask for the table; using it starts a run that learns it."""
    st.caption(
        "One sample a line, the last column is what to learn. The first line may name the columns."
    )
    file = st.file_uploader("From a file", type=["csv", "txt", "tsv"], key="stage.table.file")
    shown = run.setup.data.table or presets.example_table()
    text = st.text_area("Or paste it", shown[:20_000], height=220, key="stage.table.text")
    st.button("Learn this table", type="primary", on_click=_use, args=(run, file, text))
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(f"{problem} The run goes on as it was.", icon=":material/error:")


def _use(run: Run, file: object, text: str) -> None:
    try:
        if file is not None:
            text = file.getvalue().decode("utf-8-sig")  # type: ignore[attr-defined]
        begin.with_data(run, DataSpec("csv", table=text))
    except UnicodeDecodeError:
        st.session_state[_PROBLEM] = "The file is no text in UTF-8: save the table as CSV."
    except ValueError as error:
        st.session_state[_PROBLEM] = str(error)
    else:
        panels_open.close()
