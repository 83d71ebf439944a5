"""Page configuration and navigation; every topic is a file in pages/."""

from itertools import pairwise
from pathlib import Path

import streamlit as st

from ui import navigation, process

ROOT = Path(__file__).resolve().parent.parent

st.set_page_config(
    page_title="Backprop Playground",
    page_icon=str(ROOT / "assets" / "favicon.png"),
    layout="wide",
)
process.prepare()
train, draw, lessons = navigation.train(), navigation.draw(), navigation.lessons()
page = st.navigation({"": [train, draw], "Lessons": lessons}, position="top")
page.run()
# On a phone the navigation hides behind a button: the way on stands at the end of each page, too.
if page == train:
    st.page_link(draw, label="Draw a digit, and your network reads it")
elif page == draw:
    st.page_link(train, label="Train your own network")
for here, following in pairwise(lessons):
    if page == here:
        st.page_link(following, label=f"Next lesson: {following.title}")
if page == lessons[-1]:
    st.page_link(train, label="Train a network of your own")
