"""The web app. ``streamlit run app.py`` serves ui/main.py and, beside it, Plotly's JavaScript.

The script lies in ui/ because Streamlit treats a pages/ folder beside the script as its older kind
of multi-page app, until the first visitor has run the script: a deep link would miss it.
"""

from pathlib import Path

import streamlit as st

from ui import plotly_js

app = st.App(Path(__file__).with_name("ui") / "main.py", routes=[plotly_js.ROUTE])
