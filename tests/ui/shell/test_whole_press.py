"""A press is neither forgotten nor half done where the next request comes at once."""

import pytest
from streamlit.runtime.scriptrunner import RerunData, ScriptRunnerEvent
from streamlit.testing.v1 import AppTest, app_test
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from ui.shell import whole_press


class Asked(LocalScriptRunner):
    """Is asked to run the page again as soon as it has begun."""

    asked = False

    def __init__(self, *args, **more):
        super().__init__(*args, **more)
        self.on_event.connect(self.ask, weak=False)

    def ask(self, _, event, **__):
        if event == ScriptRunnerEvent.SCRIPT_STARTED and not self.asked:
            self.asked = True
            self.request_rerun(RerunData())


def page():
    import streamlit as st
    from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx

    def press(again):
        if again:
            get_script_run_ctx().script_requests.request_rerun(RerunData())
        st.session_state["pressed"] = 1
        st.toast("Pressed.")
        st.session_state["pressed"] += 1

    st.button("Go", on_click=press, args=(False,))
    st.button("Go, again and again", on_click=press, args=(True,))
    if st.button("Go, in the page"):
        st.session_state["seen"] = st.session_state.get("seen", 0) + 1


@pytest.fixture
def at():
    whole_press.give()
    return AppTest.from_function(page, default_timeout=60).run()


@pytest.fixture
def asked(at, monkeypatch):
    """Return the page, which is to run again whenever it has begun."""
    monkeypatch.setattr(app_test, "LocalScriptRunner", Asked)
    return at


def test_a_press_counts_though_the_page_is_to_run_again_before_it_is_heard(asked):
    asked.button[0].click().run()
    assert asked.session_state["pressed"] == 2


def test_a_press_is_done_to_its_end_though_the_page_is_to_run_again_meanwhile(at):
    at.button[1].click().run()
    assert at.session_state["pressed"] == 2


def test_a_press_that_the_page_itself_asks_for_is_seen_once(asked):
    asked.button[2].click().run()
    assert asked.session_state["seen"] == 1
    asked.run()
    assert asked.session_state["seen"] == 1
