"""Parameters set by hand are part of the story: rewound, forked and replayed to the last bit."""

import numpy as np
import pytest

from core.edits import Edit, inverse
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from ui.shell.links import from_keys, story_from_text
from ui.shell.session import setup_keys

SETUP = Setup(
    DataSpec("even_odd"),
    NetworkSpec((10, 3, 2), cost="quadratic", init="normal"),
    TrainSpec(0.6, 8, optimizer="momentum", dropout=0.2),
)
EDITS = [Edit(1, 2, 9, 0.1), Edit(2, 0, -1, -3.5), Edit(1, 1, None, 0.0)]


def play_to(run, steps):
    while run.training.steps < steps:
        run.step()


def edited(*at):
    """Return a run with ``EDITS`` made one after another after these steps."""
    run = Run(SETUP)
    for steps, edit in zip(at, EDITS, strict=True):
        play_to(run, steps)
        run.edit(edit)
    return run


def test_an_edit_sets_what_it_says():
    run = edited(3, 3, 3)
    network = run.network()
    assert network.w[1][2, 9] == np.float32(0.1)
    assert network.b[2][0] == np.float32(-3.5)
    assert (network.w[2][:, 1] == 0).all()


@pytest.mark.parametrize("at", [(5, 20, 44), (0, 0, 90), (88, 88, 88), (0, 87, 89)])
def test_the_same_story_gives_the_same_run(at):
    run = edited(*at)
    play_to(run, 120)
    again = Run(SETUP)
    again.plan(run.story.told()[1:])
    play_to(again, 120)
    np.testing.assert_array_equal(again.frame.parameters, run.frame.parameters)
    np.testing.assert_array_equal(again.frame.epochs, run.frame.epochs)
    assert again.story.told() == run.story.told()


@pytest.mark.parametrize("steps", [5, 20, 43, 44, 60])
def test_a_fork_goes_on_as_the_run_did(steps):
    run = edited(5, 20, 44)
    seen = {}
    while run.training.steps < 80:
        run.step()
        seen[run.frame.steps] = run.frame.parameters
    fork = run.fork(steps)
    play_to(fork, 44)
    if steps < 44:  # what was done by hand later is not repeated
        fork.edit(EDITS[2])
    play_to(fork, 80)
    if steps >= 20:
        np.testing.assert_array_equal(fork.frame.parameters, seen[80])
    again = Run(SETUP)
    again.plan(fork.story.told()[1:])
    play_to(again, 80)
    np.testing.assert_array_equal(again.frame.parameters, fork.frame.parameters)


def test_the_inverse_restores_every_bit():
    run = edited(30, 30, 30)
    before = run.frame.parameters
    for edit in (Edit(1, 0, 3, 7.0), Edit(2, 1, -1, 0.0), Edit(1, 2, None, 0.5)):
        back = inverse(run.network(), edit)
        run.edit(edit)
        assert (run.frame.parameters != before).any()
        run.edit(*back)
        np.testing.assert_array_equal(run.frame.parameters, before)


def test_it_tells_accuracy_before_and_after():
    run = Run(SETUP._replace(settings=TrainSpec(0.6, 8)))
    play_to(run, 2000)
    before, after = run.edit(Edit(2, 0, -1, 50.0), Edit(2, 1, -1, -50.0))
    assert before > 0.9
    assert after == pytest.approx(0.5, abs=0.1)  # it now says the same to every number


def test_an_edit_before_the_first_step_stays_when_mini_batches_change():
    run = Run(SETUP)
    run.edit(EDITS[0])
    run.change(TrainSpec(0.6, 16))
    assert run.network().w[1][2, 9] == np.float32(0.1)
    run.reset()
    assert run.network().w[1][2, 9] != np.float32(0.1)


@pytest.mark.parametrize(
    "edit",
    [
        Edit(0, 0, 0, 1.0),
        Edit(3, 0, 0, 1.0),
        Edit(1, 3, 0, 1.0),
        Edit(1, 0, 10, 1.0),
        Edit(1, 0, -2, 1.0),
        Edit(2, 0, None, 0.0),
        Edit(1, 0, 0, float("nan")),
        Edit(1, 0, 0, 1e9),
        Edit(1, 0, 0, True),
        Edit(1.0, 0, 0, 1.0),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(edit):
    run = Run(SETUP)
    before = run.frame.parameters
    with pytest.raises(ValueError, match=r"no such|between"):
        run.edit(Edit(1, 0, 0, 5.0), edit)
    np.testing.assert_array_equal(run.frame.parameters, before)
    assert len(run.story.changes) == 1


@pytest.mark.parametrize("at", [(5, 20, 44), (0, 0, 90), (0, 87, 89)])
def test_a_link_carries_what_was_set_by_hand(at):
    run = edited(*at)
    play_to(run, 100)
    keys = setup_keys(run)
    setup, notes = from_keys(keys)
    again = Run(setup)
    again.plan(story_from_text(keys["then"], setup.settings, notes))
    assert notes == []
    play_to(again, 100)
    np.testing.assert_array_equal(again.frame.parameters, run.frame.parameters)


@pytest.mark.parametrize("text", ["9.hand.1:2", "9.hand.1:2:y:3", "9.hand.a:b:c:d", "hand.1:2:3:4"])
def test_what_makes_no_sense_in_a_link_is_told(text):
    notes = []
    assert story_from_text(text, TrainSpec(), notes) == []
    assert "makes no sense" in notes[0]
