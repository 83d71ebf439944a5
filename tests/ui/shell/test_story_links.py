"""Live changes in a link: the run that it opens makes them at the same steps, bit for bit."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from runs.story import Change
from ui.shell.links import LONGEST_STORY, from_keys, story_from_text, story_to_text
from ui.shell.session import setup_keys

DATA = DataSpec("even_odd")
NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")
BEGAN = TrainSpec(0.6, 8)
STORIES = {
    "η and batch": [(30, {"eta": 0.1}), (75, {"batch_size": 20})],
    "every value to the last bit": [(7, {"eta": 1 / 3}), (9, {"eta": np.nextafter(0.1, 1)})],
    "two at once": [(40, {"eta": 0.05, "optimizer": "adam", "lmbda": 0.1})],
    "dropout, and another optimiser and back": [
        (5, {"dropout": 0.2, "optimizer": "momentum"}),
        (20, {"optimizer": "adam", "eta": 0.01}),
        (20, {"optimizer": "momentum", "eta": 0.1}),
        (50, {"schedule": "linear", "horizon": 2.5}),
    ],
    "a slider, dragged": [(step, {"eta": 0.01 * step}) for step in range(10, 60, 3)],
    "at rest": [(12, {"eta": eta}) for eta in (0.5, 0.4, 0.3)],
    "before the first step": [(0, {"eta": 0.2}), (0, {"batch_size": 400}), (88, {"eta": 0.1})],
    "layers frozen and let go": [(9, {"frozen": (1,)}), (22, {"frozen": ()})],
    "when to stop": [(3, {"max_epochs": 1}), (30, {"max_epochs": 0, "target_cost": 0.001})],
}


def told(changes, steps, began=BEGAN, data=DATA, network=NET):
    """Return a run that was changed by hand."""
    run = Run(Setup(data, network, began))
    left = list(changes)
    while run.training.steps < steps:
        while left and left[0][0] == run.training.steps:
            run.change(replace(run.settings, **left.pop(0)[1]))
        run.step()
    return run


def opened(keys):
    """Return the run that a link with ``keys`` starts."""
    setup, notes = from_keys(keys)
    run = Run(setup)
    run.plan(story_from_text(keys.get("then", ""), setup.settings, notes))
    assert not notes
    return run


def play_to(run, steps):
    while run.training.steps < steps:
        run.step()


def assert_same(run, other):
    np.testing.assert_array_equal(run.frame.parameters, other.frame.parameters)
    assert run.settings == other.settings
    for trace in ("epochs", "batches"):
        np.testing.assert_array_equal(getattr(run.frame, trace), getattr(other.frame, trace))
    marks = [[(mark.epoch, mark.label) for mark in one.frame.marks] for one in (run, other)]
    assert marks[0] == marks[1]


@pytest.mark.parametrize("name", STORIES)
def test_a_link_repeats_a_run_with_its_changes(name):
    run = told(STORIES[name], 180)
    keys = setup_keys(run)
    again = opened(keys)
    assert again.frame.steps == 0
    assert setup_keys(again) == keys  # also while the changes are still to come
    play_to(again, 100)
    assert setup_keys(again) == keys
    play_to(again, 180)
    assert_same(again, run)


def test_a_link_is_short_and_readable():
    run = told(STORIES["η and batch"], 100)
    assert setup_keys(run)["eta"] == "0.6"
    assert setup_keys(run)["then"] == "30.eta.0.1~75.batch.20"
    two = told(STORIES["two at once"], 60)
    assert setup_keys(two)["then"] == "40.eta.0.05~l2.0.1~optimizer.adam"
    assert "then" not in setup_keys(told([], 20))
    start = setup_keys(told([(0, {"eta": 0.2}), (0, {"eta": 0.3})], 5))
    assert start["eta"] == "0.3"
    assert "then" not in start


def test_images_that_move_at_random_are_repeated_too():
    data, network = DataSpec("mnist_1000"), NetworkSpec((784, 12, 10))
    began = TrainSpec(0.1, 100, shift=2.0, dropout=0.1, optimizer="adam")
    changes = [(8, {"eta": 0.02, "rotate": 10.0}), (15, {"batch_size": 50})]
    run = told(changes, 30, began, data, network)
    again = opened(setup_keys(run))
    play_to(again, 30)
    assert_same(again, run)


def test_a_fork_is_repeated_from_the_beginning():
    fork = told(STORIES["η and batch"], 100).fork(60)
    fork.change(replace(fork.settings, eta=0.9))
    play_to(fork, 120)
    assert setup_keys(fork)["then"] == "30.eta.0.1~60.eta.0.9"
    again = opened(setup_keys(fork))
    play_to(again, 120)
    np.testing.assert_array_equal(again.frame.parameters, fork.frame.parameters)
    np.testing.assert_array_equal(again.frame.epochs, fork.frame.epochs)


def test_whoever_changes_something_takes_over():
    run = opened(setup_keys(told(STORIES["η and batch"], 100)))
    play_to(run, 50)
    assert run.settings.eta == 0.1
    run.change(run.settings)  # nothing
    assert setup_keys(run)["then"] == "30.eta.0.1~75.batch.20"
    run.change(replace(run.settings, eta=0.2))
    play_to(run, 100)
    assert run.settings == replace(BEGAN, eta=0.2)
    assert setup_keys(run)["then"] == "30.eta.0.1~50.eta.0.2"


def test_a_reset_keeps_a_plan_that_has_not_begun():
    run = opened(setup_keys(told(STORIES["η and batch"], 100)))
    play_to(run, 20)
    run.reset()
    play_to(run, 40)
    assert run.settings.eta == 0.1
    run.reset()  # now with the settings in force, as ever
    assert setup_keys(run)["eta"] == "0.1"
    assert "then" not in setup_keys(run)
    play_to(run, 80)
    assert run.settings == replace(BEGAN, eta=0.1)


def test_too_many_changes_are_left_out():
    run = told([(step, {"eta": 0.1 + step / 7}) for step in range(1, 300)], 301)
    assert story_to_text(run.story.told()) is None
    keys = setup_keys(run)
    assert "then" not in keys
    assert float(keys["eta"]) == run.settings.eta
    some = told([(step, {"eta": 0.1 + step / 100}) for step in range(1, 100)], 101)
    assert len(setup_keys(some)["then"]) <= LONGEST_STORY


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("tomorrow", "makes no sense"),
        ("12.eta", "makes no sense"),
        ("eta.0.1", "makes no sense"),
        ("12.seed.3", "makes no sense"),
        ("12.layers.30", "makes no sense"),
        ("0.eta.0.1", "makes no sense"),
        ("-5.eta.0.1", "makes no sense"),
        ("1e3.eta.0.1", "makes no sense"),
        ("9" * 40 + ".eta.0.1", "makes no sense"),
        ("12.eta.fast", "no number"),
        ("12.eta.nan", "must be a number"),
        ("12.eta.-1", "between 0"),
        ("12.optimizer.<script>alert(1)</script>", "must be one of"),
        ("12.eta.0.1~3.eta.0.2", "back in time"),
        ("12.eta.0.1~nonsense", "makes no sense"),
        ("~".join(f"{step}.eta.0.1" for step in range(1, 2000)), "too long"),
    ],
)
def test_garbage_is_left_out_with_a_note(text, note):
    notes = []
    assert story_from_text(text, BEGAN, notes) == []
    assert len(notes) == 1
    assert note in notes[0]
    assert len(notes[0]) < 400


@pytest.mark.parametrize("values", [{"batch_size": 10_000}, {"frozen": (1, 7)}])
def test_what_does_not_fit_the_data_is_not_planned(values):
    run = Run(Setup(DATA, NET, BEGAN))
    fits = Change(3, replace(BEGAN, eta=0.1))
    with pytest.raises(ValueError, match=r"larger than|Only layers"):
        run.plan([fits, Change(5, replace(BEGAN, **values))])
    play_to(run, 8)
    assert run.settings == BEGAN
    with pytest.raises(ValueError, match="before the first step"):
        run.plan([fits])


@given(st.text(max_size=60))
def test_any_text_at_all_is_a_story_or_a_note(text):
    notes = []
    story = story_from_text(text, BEGAN, notes)
    assert not (story and notes)
    assert all(isinstance(change.settings, TrainSpec) for change in story)
