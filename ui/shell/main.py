"""Page configuration and navigation; every topic is a file in pages/."""

from pathlib import Path

import streamlit as st

from ui.shell import admission, lecture, navigation, second_device, server, session, style

ROOT = Path(__file__).resolve().parents[2]

st.set_page_config(
    page_title="Backprop Playground",
    page_icon=str(ROOT / "assets" / "favicon.png"),
    layout="wide",
)
style.show()
server.prepare()
if not admission.let_in():
    admission.wait_outside()
    st.stop()
if trouble := session.not_kept():
    st.toast(trouble, icon=":material/database_off:")
train, lab = navigation.train(), navigation.lab()
compare, seeds, draw = navigation.compare(), navigation.seeds(), navigation.draw()
room = navigation.room()
lessons = navigation.lessons()
page = st.navigation(
    {"": [train, lab, compare, seeds, draw, room], "Lessons": [*lessons, navigation.hour()]},
    position="hidden" if lecture.follows() else "top",
)
if not lecture.follows():
    with st.container(horizontal=True, key="phone_navigation", gap="small"):
        for one, label in (
            (train, "Train"),
            (compare, "Compare"),
            (draw, "Draw"),
            (lessons[0], "Lessons"),
        ):
            st.page_link(one, label=label)
second_device.ask()
page.run()
lecture.tell(page.url_path)
# The way on stands at the end of each page, too. Not so in an exhibit, nor on a screen in a hall.
if page == lab and not session.hidden():
    st.page_link(draw, label="Draw a digit, and your network reads it")
    st.page_link(lessons[0], label=f"New to backpropagation? {len(lessons)} lessons")
elif page in (compare, seeds, draw):
    st.page_link(train, label="Train your own network")
