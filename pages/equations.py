"""Even or odd? Stub."""

import streamlit as st

from ui.lessons.frame import Idea, lesson

lesson("equations", [Idea("Soon", lambda: st.caption("This lesson is being written."))])
