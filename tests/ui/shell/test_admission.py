"""Above its limits the server lets nobody new in, says so, and lets those stay who are there."""

import gc

import pytest
from streamlit.testing.v1 import AppTest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from ui.shell import admission, server

SETUP = Setup(DataSpec("xor"), NetworkSpec((2, 2, 1), ("tanh", "sigmoid")), TrainSpec(1.0, 4))


def page():
    import streamlit as st

    from ui.shell import admission

    if not admission.let_in():
        admission.wait_outside()
        st.stop()
    st.markdown("welcome")


def texts(at):
    return " ".join([*(one.value for one in at.header), *(one.value for one in at.markdown)])


@pytest.fixture(autouse=True)
def empty():
    admission.door.clear()
    yield
    admission.door.clear()


def test_who_was_let_in_stays_and_who_comes_later_waits_until_a_place_is_free(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_VISITORS", "1")
    first = AppTest.from_function(page).run()
    assert texts(first) == "welcome"
    second = AppTest.from_function(page).run()
    assert "full just now" in texts(second)
    assert "1 pages are open" in texts(second)
    assert "welcome" not in texts(second)
    assert texts(first.run()) == "welcome"
    del first
    gc.collect()
    assert texts(second.run()) == "welcome"


def test_nobody_new_comes_in_while_memory_is_used_up(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_MEMORY_MB", "1")
    monkeypatch.setenv("PLAYGROUND_VISITORS", "50")
    assert "memory is taken up" in texts(AppTest.from_function(page).run())


def test_nor_while_all_runs_are_watched(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_RUNS", "1")
    server.runs().add(Run(SETUP))
    assert "runs are watched" in texts(AppTest.from_function(page).run())
