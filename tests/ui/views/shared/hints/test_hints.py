"""Hints: an ailment is seen where a preset shows it; its remedy cures it; health is none."""

import re

import numpy as np
import pytest

from runs.course import Idle
from runs.run import Run
from ui.shell.presets import PRESETS
from ui.views.shared.hints import hint, unsaid
from ui.views.shared.hints.causes import guess


def run_for(setup, steps):
    run = Run(setup)
    run.advance_by(steps)
    return run


AILMENTS = {
    "zeros": ("symmetry", 3000, "same weights"),
    "saturate": ("saturated", 200, "saturated"),
    "raw": ("pixels", 100, "saturated: pixels up to 255"),
    "dead": ("dead", 400, "answer 0 to everything"),
    "overshoot": ("too_large", 300, "leaps over the valley"),
    "overfit": ("overfitting", 3000, "Overfitting"),
}


@pytest.mark.parametrize("preset", AILMENTS)
def test_an_ailment_is_seen_and_its_remedy_cures_it(preset):
    name, steps, said = AILMENTS[preset]
    setup = PRESETS[preset].setup
    found = hint(run_for(setup, steps).look())
    assert found is not None
    assert found.name == name
    assert said in found.text
    cured = run_for(found.remedy.of(setup), steps)
    after = hint(cured.look())
    assert after is None or after.name != name


def test_units_that_only_rounding_parts_are_told_how_far_apart_they_are():
    run = Run(PRESETS["rounding"].setup)
    run.advance_by(60)
    w = run.training.network.w[2]
    w[:, 0] += 3e-5 * abs(w).max()
    run.step()
    found = hint(run.look())
    assert found.name == "symmetry"
    assert re.search(r"the same weights but for [1-9]·10⁻⁵ of the largest", found.text)
    w[:, 0] += 0.1 * abs(w).max()
    run.step()
    assert hint(run.look()) is None


def test_dropout_parts_units_that_began_alike():
    run = Run(PRESETS["zeros"].setup.changed("dropout", 0.5))
    run.advance_by(60)
    assert hint(run.look()) is None


def test_too_small_a_learning_rate_is_seen():
    run = run_for(PRESETS["digits"].setup.changed("eta", 1e-6), 300)
    assert hint(run.look()).name == "too_small"


def test_a_larger_learning_rate_is_offered_as_far_as_there_is_one():
    setup = PRESETS["spiral"].setup.changed("optimizer", "sgd")
    run = run_for(setup.changed("eta", 50).changed("clip", 1e-9), 300)
    found = hint(run.look())
    assert (found.name, found.remedy.label) == ("too_small", "Multiply η by 10")
    assert found.remedy.on(run).settings.eta == 500


@pytest.mark.parametrize(("units", "label"), [(512, "Start again with twice the units"), (513, "")])
def test_twice_the_units_are_offered_only_where_there_can_be_as_many(units, label):
    setup = PRESETS["spiral"].setup.changed("sizes", (2, 16, units, 1))
    look = Run(setup.changed("eta", 100)).look()
    _, remedy = guess(look, Idle(0.0, 20.0, 2000, np.ones(3)))
    assert (remedy.label if remedy else "") == label


def test_before_enough_steps_it_is_too_early_to_tell_whatever_the_ailment():
    run = Run(PRESETS["zeros"].setup)
    assert hint(run.look()) is None
    assert unsaid(run.look()).startswith("Press Play")
    run.advance_by(49)
    assert hint(run.look()) is None
    assert unsaid(run.look()) == "Too early to tell."
    run.step()
    assert hint(run.look()).name == "symmetry"


@pytest.mark.parametrize(
    "preset", ["digits", "even_odd", "spiral", "bump", "xor", "three", "class"]
)
def test_nothing_is_said_where_training_is_well(preset):
    run = Run(PRESETS[preset].setup)
    for more in (0, 1, 99, 1400):
        run.advance_by(more)
        assert hint(run.look()) is None, run.frame.steps
    assert unsaid(run.look()) == ""
