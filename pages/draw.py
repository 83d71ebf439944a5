"""Draw a digit; the network you trained reads it while you draw."""

import streamlit as st

from ui import reading, state

with st.sidebar:
    chosen = reading.choose_reader(state.session_run())
st.markdown(chosen.described)
reading.canvas(chosen)
