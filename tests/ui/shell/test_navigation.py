"""The pages of the app: each file has its place, and each lesson leads on."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.app import PAGES
from ui.shell.lessons import LESSONS

MAIN = PAGES.parent / "ui" / "shell" / "main.py"


def page():
    import streamlit as st

    from ui.shell import navigation
    from ui.shell.lessons import LESSONS

    pages = [
        navigation.train(),
        navigation.lab(),
        navigation.compare(),
        navigation.seeds(),
        navigation.draw(),
        navigation.room(),
        *navigation.lessons(),
        navigation.hour(),
    ]
    st.session_state["paths"] = [page.url_path for page in pages]
    st.session_state["after"] = [navigation.after(name).title for name in LESSONS]


def test_every_page_has_its_path_and_each_lesson_leads_on_the_last_into_the_lab():
    at = AppTest.from_function(page, default_timeout=60).run()
    assert not at.exception
    paths = [path.replace("-", "_") or "train" for path in at.session_state["paths"]]
    assert len({*paths}) == len(paths)
    assert {*paths} == {file.stem for file in PAGES.glob("*.py")}
    titles = [lesson.title for lesson in LESSONS.values()]
    assert at.session_state["after"] == [*titles[1:], "Train"]


@pytest.mark.parametrize("name", sorted(file.stem for file in PAGES.glob("*.py")))
def test_the_launcher_leads_to_every_page(name):
    at = AppTest.from_file(str(MAIN), default_timeout=60).run()
    at.switch_page(f"../../pages/{name}.py").run()
    assert not at.exception
