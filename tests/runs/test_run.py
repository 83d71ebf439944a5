"""A run: plays, pauses, steps, resets, changes, diverges without loss; its curves are bounded."""

from dataclasses import replace

import numpy as np
import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run

DATA = DataSpec("even_odd")
NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")
HOW = TrainSpec(eta=0.6, batch_size=8)


@pytest.fixture
def run():
    return Run(Setup(DATA, NET, HOW))


def advance_to(run, steps):
    while run.playing and run.training.steps < steps:
        run.advance(0.005)


def test_a_new_run_stands_at_the_start_with_one_measurement(run):
    assert not run.frame.playing
    assert (run.frame.steps, run.frame.epochs_done) == (0, 0)
    assert [len(curve) for curve in run.frame.epochs] == [1] * 5
    assert run.advance(0.01) is False


def test_play_pause_and_step(run):
    run.play()
    advance_to(run, 200)
    run.pause()
    at = run.frame.steps
    assert at >= 200
    assert run.advance(0.01) is False
    run.step()
    assert run.frame.steps == at + 1
    assert not run.frame.playing


def test_an_epoch_ends_at_its_end(run):
    run.step()
    run.play_epoch()
    advance_to(run, 10_000)
    assert (run.frame.epoch, run.frame.position, run.frame.steps) == (1, 0, 88)
    assert not run.frame.playing


def test_reset_gives_the_very_same_weights_and_run(run):
    start = run.frame.parameters
    run.play_epoch()
    advance_to(run, 10_000)
    first = run.frame
    assert not np.array_equal(first.parameters, start)
    run.reset()
    np.testing.assert_array_equal(run.frame.parameters, start)
    run.play_epoch()
    advance_to(run, 10_000)
    np.testing.assert_array_equal(run.frame.parameters, first.parameters)
    np.testing.assert_array_equal(run.frame.epochs, first.epochs)


def test_changes_apply_live_and_are_marked(run):
    run.change(replace(HOW, batch_size=10))  # before the first step: no mark
    run.step()
    run.change(replace(HOW, batch_size=10, eta=0.1, lmbda=2))
    assert [(m.epoch, m.label) for m in run.frame.marks] == [(10 / 700, "η 0.1, λ 2.0")]
    with pytest.raises(ValueError, match="larger than"):
        run.change(replace(HOW, batch_size=5000))
    assert run.settings.batch_size == 10


def test_pace_is_kept(run):
    run.pace = 0.001
    run.play()
    run.advance(0.01)
    assert run.training.steps == 1  # the next one is owed in a thousand seconds
    assert run.until_next_step() > 900


def test_a_run_goes_on_from_a_network_that_was_saved():
    loaded = Run(Setup(DATA, NET, HOW))
    loaded.advance_by(50)
    weights = loaded.network().parameters.copy()
    run = Run(Setup(DATA, NET, HOW), loaded=weights)
    np.testing.assert_array_equal(run.network().parameters, weights)
    np.testing.assert_array_equal(run.frame.start, weights)
    run.advance_by(10)
    fork = run.fork(0)
    np.testing.assert_array_equal(fork.network().parameters, weights)
    fork.advance_by(10)
    np.testing.assert_array_equal(fork.network().parameters, run.network().parameters)
    run.reset()
    np.testing.assert_array_equal(run.network().parameters, weights)
