"""The settings: a drawer over the large view, there only while it is open."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from runs.run import Run
from ui.lab import controls, setup


def show(run: Run, close: Callable[[], None]) -> None:
    """Show all settings of the run; ``close`` is called when nobody needs them any more."""
    st.html(Path(__file__).with_name("drawer.css"))
    with st.container(key="drawer", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", key="drawer_head"):
            st.subheader("Settings", anchor=False)
            st.button("Close", key="drawer.close", icon=":material/close:", on_click=close)
        st.caption("These take effect at once, while it runs.")
        controls.live_fields(run)
        st.caption("These start a new run. Undo brings the present one back.")
        setup.fields(run)
