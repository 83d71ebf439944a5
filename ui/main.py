"""Page configuration and navigation; every topic is a file in pages/."""

from pathlib import Path

import streamlit as st

from ui import process, state

ROOT = Path(__file__).resolve().parent.parent

st.set_page_config(
    page_title="Backprop Playground",
    page_icon=str(ROOT / "assets" / "favicon.png"),
    layout="wide",
)
process.prepare()
train = st.Page(
    ROOT / "pages" / "train.py",
    title="Train",
    icon=":material/play_circle:",
    help="Train a network and watch it learn",
    default=True,
)
draw = st.Page(
    ROOT / "pages" / "draw.py",
    title="Draw",
    icon=":material/draw:",
    help="Draw a digit; the network reads it while you draw",
)
compare = st.Page(
    ROOT / "pages" / "compare.py",
    title="Compare",
    icon=":material/compare:",
    help="Two networks that differ in one setting, trained in step",
)
page = st.navigation([train, compare, draw], position="top")
page.run()
# On a phone the navigation hides behind a button: the way on stands at the end of each page, too.
# Not so in an exhibit, nor on a screen in a lecture hall.
if page == train and not state.hidden():
    st.page_link(draw, label="Draw a digit, and your network reads it")
elif page != train:
    st.page_link(train, label="Train your own network")
