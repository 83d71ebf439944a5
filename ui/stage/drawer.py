"""A drawer over the large view, there only while it is open: the settings, or one's own points."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from runs.run import Run
from ui.lab import controls, setup


def show(title: str, content: Callable[[Run], None], run: Run, close: Callable[[], None]) -> None:
    """Show ``content`` of the run; ``close`` is called when nobody needs it any more."""
    st.html(Path(__file__).with_name("drawer.css"))
    with st.container(key="drawer", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", key="drawer_head"):
            st.subheader(title, anchor=False)
            st.button("Close", key="drawer.close", icon=":material/close:", on_click=close)
        content(run)


def settings(run: Run) -> None:
    """Show all settings of the run."""
    st.caption("These take effect at once, while it runs.")
    controls.live_fields(run)
    st.caption("These start a new run. Undo brings the present one back.")
    setup.fields(run)
