"""Train a network and watch it learn."""

import streamlit as st

from ui import controls, live, setup, state

run = state.current_run()
with st.sidebar:
    setup.setup_panel(run)
controls.run_controls(run)
live.view(run)
