"""What was done to a run, out of its story: as few things as somebody did."""

from dataclasses import replace

import pytest

from core.edits import Edit
from core.specs import TrainSpec
from runs.interventions import changed, harmful, interventions
from runs.story import Change

BEGAN = TrainSpec(0.5, 10)


def story(*changes):
    settings, made = BEGAN, [Change(0, BEGAN)]
    for steps, values in changes:
        settings = replace(settings, **values)
        made.append(Change(steps, settings, epoch=steps / 10))
    return made


def test_a_slider_on_its_way_did_one_thing():
    changes = story((10, {"eta": 0.6}), (12, {"eta": 1.0}), (15, {"eta": 3.0}), (90, {"eta": 2.0}))
    first, second = interventions(changes, marked={3, 4})
    assert (first.first, first.last, first.steps) == (1.0, 1.5, 10)
    assert (first.before.eta, first.after.eta) == (0.5, 3.0)
    assert (second.before.eta, second.after.eta) == (3.0, 2.0)


def test_another_setting_is_another_thing():
    changes = story(
        (10, {"eta": 0.6}), (12, {"lmbda": 1.0}), (15, {"clip": 1.0}), (15, {"clip": 2.0})
    )
    assert len(interventions(changes, marked={2})) == 4


def test_what_a_step_does_not_heed_is_nothing_done():
    changes = story((0, {"eta": 3.0}), (10, {"patience": 3}), (12, {"max_epochs": 5}))
    assert interventions(changes, marked=set()) == ()


def test_parameters_set_by_hand_count():
    made = [Change(0, BEGAN), Change(7, BEGAN, edits=(Edit(1, 0, 0, 1.0),), epoch=0.7)]
    (one,) = interventions(made, marked={1})
    assert one.by_hand
    assert one.harmful


@pytest.mark.parametrize(
    ("name", "gentle", "rough"),
    [
        ("eta", 0.1, 3.0),
        ("lmbda", 0.0, 9.0),
        ("batch_size", 40, 1),
        ("clip", 0.5, 9.0),
        ("clip", 0.5, 0.0),
        ("dropout", 0.1, 0.5),
    ],
)
def test_only_some_changes_may_spoil_a_network(name, gentle, rough):
    before = replace(BEGAN, lmbda=5.0, clip=1.0, dropout=0.3)
    assert harmful(before, replace(before, **{name: gentle})) == ()
    assert harmful(before, replace(before, **{name: rough})) == (name,)
    assert changed(before, replace(before, **{name: gentle})) == (name,)


def test_clipping_what_was_not_clipped_spoils_nothing():
    assert harmful(BEGAN, replace(BEGAN, clip=1.0)) == ()


def test_another_optimiser_may_spoil_either_way():
    adam = replace(BEGAN, optimizer="adam")
    assert harmful(BEGAN, adam) == harmful(adam, BEGAN) == ("optimizer",)
