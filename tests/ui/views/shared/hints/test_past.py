"""What became worse: what is said of it, since when, who is blamed, and when it is said no more."""

from dataclasses import replace

import pytest

from benchmarks.diagnosis.cases import BUMP, CIRCLES, EVEN_ODD, FEW, SPIRAL
from core.edits import Edit
from runs.run import Run
from runs.story import Change
from ui.views.shared.hints import hint


def changed(setup, *changes):
    """Return a run with these settings changed at these steps."""
    run, settings, plan = Run(setup), setup.settings, []
    for steps, values in changes:
        settings = replace(settings, **values)
        plan.append(Change(steps, settings))
    run.plan(plan)
    return run


def test_it_tells_what_happened_since_what_and_offers_to_set_it_back():
    run = changed(SPIRAL, (2000, {"dropout": 0.7}))
    run.advance_by(2300)
    found = hint(run.look())
    assert found.text.startswith("Accuracy fell from 100% to ")
    assert found.text.endswith("% since you set dropout to 0.7.")
    assert found.since == pytest.approx(2000 / 28, abs=0.01)
    found.remedy.on(run)
    assert run.settings == SPIRAL.settings
    assert hint(run.look()) is None  # somebody has done something about it


def test_it_falls_silent_when_all_is_well_again():
    run = changed(SPIRAL, (2000, {"dropout": 0.7}), (2300, {"dropout": 0.0}))
    run.advance_by(2200)
    assert hint(run.look()).name == "fell"
    for _ in range(20):
        run.advance_by(100)
    assert hint(run.look()) is None
    assert run.frame.measured.accuracy > 0.95


def test_a_setting_that_was_lowered_but_not_far_enough_is_still_to_blame():
    run = changed(FEW, (300, {"eta": 20.0}), (500, {"eta": 10.0}))
    run.advance_by(700)
    found = hint(run.look())
    assert "since you set η to 20." in found.text
    assert found.remedy.label == "Go back to epoch 3.0, with η 0.5"


def test_what_was_set_back_in_vain_is_told():
    run = changed(SPIRAL, (3000, {"eta": 0.3}), (3300, {"eta": 0.01}))
    run.advance_by(3400)
    assert hint(run.look()) is None
    run.advance_by(1400)
    found = hint(run.look())
    assert "and has not come back." in found.text
    assert found.remedy.label.startswith("Go back to epoch 10")
    back = found.remedy.on(run)
    assert back is not run
    assert back.settings == SPIRAL.settings
    back.advance_by(500)
    assert back.frame.measured.accuracy > 0.95


def test_what_somebody_does_after_a_fall_is_not_blamed_for_it():
    run = changed(EVEN_ODD, (1200, {"lmbda": 100.0}), (1900, {"dropout": 0.1}))
    run.advance_by(2100)
    assert "since you set λ to 100." in hint(run.look()).text


def test_several_settings_are_blamed_and_set_back_together():
    run = changed(CIRCLES, (1000, {"lmbda": 20.0}), (1020, {"dropout": 0.5}))
    run.advance_by(1400)
    found = hint(run.look())
    assert "since you set λ to 20 and dropout to 0.5." in found.text
    assert found.remedy.label == "Set λ back to 0 and dropout back to 0"
    found.remedy.on(run)
    assert run.settings == CIRCLES.settings


def test_weights_set_by_hand_are_blamed_and_the_run_goes_back_to_before():
    run = Run(CIRCLES)
    run.advance_by(1000)
    run.edit(Edit(2, 0, -1, 100.0))
    assert hint(run.look()) is None  # for less than fifty steps
    run.advance_by(60)
    found = hint(run.look())
    assert found.text.endswith("since you changed the network by hand.")
    back = found.remedy.on(run)
    assert back.frame.steps < 1000
    assert not any(change.edits for change in back.story.changes)


def test_the_past_is_told_as_it_was_then():
    run = changed(SPIRAL, (2000, {"dropout": 0.7}))
    run.advance_by(3000)
    assert hint(run.look()) is not None
    assert hint(run.past(1900)) is None
    assert hint(run.past(2500)).text.endswith("since you set dropout to 0.7.")


def test_r_squared_falls_where_targets_are_quantities():
    run = changed(BUMP, (1500, {"lmbda": 30.0}))
    run.advance_by(1800)
    assert hint(run.look()).text.startswith("R² fell from 0.78 to ")
