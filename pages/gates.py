"""Stub, until the lesson is written."""

import streamlit as st

from ui.lessons.frame import Idea, lesson

lesson("gates", [Idea("Soon", lambda: st.caption("This lesson is being written."))])
