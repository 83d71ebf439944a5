"""Page configuration and navigation; every topic is a file in pages/."""

from pathlib import Path

import streamlit as st

from ui import navigation, process, state

ROOT = Path(__file__).resolve().parent.parent

st.set_page_config(
    page_title="Backprop Playground",
    page_icon=str(ROOT / "assets" / "favicon.png"),
    layout="wide",
)
process.prepare()
train, compare, draw = navigation.train(), navigation.compare(), navigation.draw()
lessons = navigation.lessons()
page = st.navigation({"": [train, compare, draw], "Lessons": lessons}, position="top")
page.run()
# On a phone the navigation hides behind a button: the way on stands at the end of each page, too.
# Not so in an exhibit, nor on a screen in a lecture hall.
if page == train and not state.hidden():
    st.page_link(draw, label="Draw a digit, and your network reads it")
    st.page_link(lessons[0], label="New to backpropagation? Four lessons")
elif page in (compare, draw):
    st.page_link(train, label="Train your own network")
