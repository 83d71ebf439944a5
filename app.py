"""The web app. ``streamlit run app.py`` serves the script ui/main.py.

The script lies in ui/ because Streamlit treats a pages/ folder beside the script as its older kind
of multi-page app, until the first visitor has run the script: a deep link would miss it.
"""

from pathlib import Path

import streamlit as st

app = st.App(Path(__file__).with_name("ui") / "main.py")
