"""Whose run a press moves: that of the page, also where the page is still another run's."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.app import run_of


def page(whose: str) -> None:
    """A page whose button "Step" is still that of a run which it does not show."""
    from operator import methodcaller

    import streamlit as st

    from runs.run import Run
    from ui.shell import session
    from ui.shell.play_button import play_button, press

    state, run, step = st.session_state, session.current_run(), methodcaller("step")
    if "other" not in state:
        state["other"] = run if whose == "the one before" else Run(run.setup)
        if whose == "somebody's":
            state["other"].owner = "another browser's"
            session.show(state["other"])
        if whose != "a lesson's":
            session.new_run(run.setup)
    key = "lesson" if whose == "a lesson's" else "play"
    st.button("Step", key="step", on_click=press, args=(key, state["other"], step))
    play_button(session.current_run(), key="play")


@pytest.mark.parametrize("whose", ["the one before", "somebody's", "a lesson's"])
def test_a_press_moves_the_run_that_has_taken_its_place(whose):
    at = AppTest.from_function(page, kwargs={"whose": whose}, default_timeout=60).run()
    shown, other = run_of(at), at.session_state["other"]
    for _ in range(2):
        at.button(key="step").click().run()
    assert not at.exception
    assert run_of(at) is shown is not other
    steps = shown.frame.steps, other.frame.steps
    assert steps == ((0, 2) if whose == "a lesson's" else (2, 0))
