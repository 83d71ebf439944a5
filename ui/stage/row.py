"""A row of one's own table, tried beside the stage: fields, and the answer as it is learned."""

import streamlit as st

from runs.run import Run
from ui.stream.live_socket import lost
from ui.views import VIEWS, Failed, Options, packed

VIEW = VIEWS["row"]
TICK = 0.2  # seconds between answers where the socket does not bring them
_SAID = "stage.row"  # the session's key of what was said last


def possible(run: Run) -> bool:
    """Tell whether the run learns a table whose rows can be said."""
    look = run.look()
    return VIEW.suits(look.spec, look.data)


def show(run: Run) -> None:
    """Show the answer, and a field for each column."""
    if not possible(run):
        st.caption("The network learns no table now.")
        return
    place = st.container(key="row_answer")
    said = VIEW.choose(run.look())
    before, st.session_state[_SAID] = st.session_state.get(_SAID), said
    if said != before:
        st.rerun()  # the socket is told by the page above
    ticking = run.playing and lost()
    with place:
        st.fragment(_answer, run_every=TICK if ticking else None)(run, said)


def options() -> Options:
    """Return what was said of the row, for whatever brings its answer."""
    said: Options = st.session_state.get(_SAID, {})
    return said


def _answer(run: Run, said: Options) -> None:
    try:
        VIEW.mount(packed(VIEW, run.look(), said), VIEW.name)
    except Failed as failed:
        st.warning(str(failed), icon=":material/visibility_off:")
