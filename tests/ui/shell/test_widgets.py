"""Widgets follow the run; what a browser reports too late undoes nothing."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ui.shell import widgets
from ui.shell.widgets import GRACE, follow, followed_values, undo_late_report


@pytest.fixture
def state(monkeypatch):
    state = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 100.0

        def monotonic(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(widgets, "time", clock)
    return clock


def test_another_run_gives_all_widgets_its_values(state):
    follow("g", "run 1", {"a": 1, "b": 2})
    assert (state["a"], state["b"]) == (1, 2)
    follow("g", "run 2", {"a": 3, "b": 4})
    assert (state["a"], state["b"]) == (3, 4)
    assert followed_values("g") == {"a": 3, "b": 4}


def test_what_a_visitor_chose_stays_until_the_run_itself_changes(state):
    follow("g", "run", {"a": 1, "b": 2})
    state["a"] = 7  # by hand, not yet taken over: the run says 1
    follow("g", "run", {"a": 1, "b": 2})
    assert state["a"] == 7
    follow("g", "run", {"a": 5, "b": 2})  # a planned change, say
    assert state["a"] == 5


def test_a_widget_that_was_not_on_the_page_gets_its_value(state):
    follow("g", "run", {"a": 1})
    del state["a"]
    follow("g", "run", {"a": 1})
    assert state["a"] == 1


def test_old_values_that_a_browser_still_reports_are_undone(state, clock):
    follow("g", "run 1", {"a": 1, "b": 2})
    follow("g", "run 2", {"a": 3, "b": 4})
    state |= {"a": 1, "b": 2}  # it has not heard yet
    clock.now += GRACE / 2
    undo_late_report("g")
    assert (state["a"], state["b"]) == (3, 4)


def test_a_browser_that_has_heard_chooses_freely_also_the_old_value(state, clock):
    follow("g", "run 1", {"a": 1, "b": 2})
    follow("g", "run 2", {"a": 3, "b": 4})
    state["a"] = 1  # while b says that the browser knows the new run
    undo_late_report("g")
    assert state["a"] == 1
    state["b"] = 2
    clock.now += GRACE  # after that long a report is no late one
    undo_late_report("g")
    assert (state["a"], state["b"]) == (1, 2)


def test_widgets_that_may_not_be_on_the_page_are_no_witnesses(state, clock):
    follow("g", "run 1", {"always": 1, "folded": 2})
    follow("g", "run 2", {"always": 3, "folded": 4}, always=["always"])
    state["always"] = 1  # an old report; of the folded one there is none
    undo_late_report("g")
    assert state == {**state, "always": 3, "folded": 4}


def test_fields_keep_the_runs_values_as_their_defaults():
    def page():

        from core.specs import TrainSpec
        from ui.shell.widgets import choice, follow, number

        run = {"eta": 0.5, "batch_size": 16, "optimizer": "adam"}
        follow("g", "run", run)
        number("eta", TrainSpec.about("eta"), whole=False)
        number("batch_size", TrainSpec.about("batch_size"), whole=True)
        choice("optimizer", TrainSpec.about("optimizer"))

    at = AppTest.from_function(page)
    for _ in range(2):  # only the first of the two tells the browser a value
        at.run()
        assert [field.proto.default for field in at.number_input] == [0.5, 16]
        assert at.selectbox[0].options[at.selectbox[0].proto.default] == "Adam"
    assert not at.number_input[0].proto.set_value
