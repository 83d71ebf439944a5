"""A run belongs to the browser that made it; others watch, and get a copy when they touch it."""

import numpy as np
import pytest

from runs.owners import mark
from tests.app import button, opened, run_of
from ui.shell import session


@pytest.fixture
def theirs():
    run = run_of(opened("lab", preset="even_odd"))
    run.advance_by(120)
    run.pause()
    run.pace = 10.0  # steps a second: an epoch outlasts the test
    return run


def test_who_makes_a_run_owns_it(theirs):
    assert len(theirs.owner) > 20
    other = run_of(opened("lab"))
    assert other.owner not in ("", theirs.owner)


@pytest.mark.parametrize("press", ["step", "reset", "epoch"])
def test_a_guest_who_presses_something_gets_a_copy(theirs, press):
    at = opened("lab", run=theirs.key)
    assert run_of(at) is theirs
    assert any(caption.value == session.WATCHING for caption in at.caption)
    before = theirs.frame.parameters.copy()
    at.button(key=press).click().run()
    own = run_of(at)
    assert own is not theirs
    assert "your own copy" in " ".join(toast.value for toast in at.toast)
    np.testing.assert_array_equal(theirs.frame.parameters, before)
    assert theirs.frame.steps == 120
    assert own.owner == mark(at.session_state["owner"])
    if press == "step":
        assert own.frame.steps == 121
    assert not any(caption.value == session.WATCHING for caption in at.caption)


def test_a_guest_who_changes_a_setting_changes_a_copy(theirs):
    at = opened("lab", run=theirs.key)
    at.number_input(key="set.eta").set_value(0.25).run()
    assert theirs.settings.eta != 0.25
    assert run_of(at).settings.eta == 0.25
    assert run_of(at).frame.steps == 120


def test_a_copy_goes_on_as_the_run_would_have(theirs):
    copy = theirs.copy()
    for run in (theirs, copy):
        run.advance_by(50)
    np.testing.assert_array_equal(copy.frame.parameters, theirs.frame.parameters)
    assert copy.key != theirs.key


def test_a_run_that_is_nobodys_is_anybodys(theirs):
    theirs.owner = ""
    at = opened("lab", run=theirs.key)
    button(at, "Step").click().run()
    assert run_of(at) is theirs
