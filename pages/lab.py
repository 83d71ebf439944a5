"""Every setting and every view of the run on one page."""

import streamlit as st

from ui.lab import controls, setup, share, views_panel
from ui.shell import session

run, hidden = session.current_run(), session.hidden()
said = views_panel.status(run)
if "setup" in hidden:
    st.set_page_config(initial_sidebar_state="collapsed")
else:
    st.set_page_config(initial_sidebar_state="auto")
    with st.sidebar:
        setup.setup_panel(run)
        share.panel(run)
        controls.present_button()
controls.run_controls(run, hidden)
views_panel.view(run, said, hidden)
