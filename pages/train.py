"""Train a network and watch it learn."""

import streamlit as st

from ui import controls, live, setup, share
from ui.shell import session

run, hidden = session.current_run(), session.hidden()
said = live.status(run)
if "setup" in hidden:
    st.set_page_config(initial_sidebar_state="collapsed")
else:
    st.set_page_config(initial_sidebar_state="auto")
    with st.sidebar:
        setup.setup_panel(run)
        share.panel(run)
        controls.present_button()
controls.run_controls(run, hidden)
live.view(run, said, hidden)
