"""Train a network and watch it learn."""

import streamlit as st

from ui import controls, live, state

run = state.current_run()
with st.sidebar:
    controls.setup_panel(run)
controls.run_controls(run)
live.view(run)
