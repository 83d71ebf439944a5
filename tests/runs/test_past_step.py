"""The step that follows a moment of the past, seen again: bit for bit as it was."""

from dataclasses import replace

import numpy as np
import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.observations import OBSERVED
from runs.run import Run

BITS = DataSpec("even_odd"), NetworkSpec((10, 3, 2), cost="quadratic", init="normal")
DIGITS = DataSpec("mnist_1000"), NetworkSpec((784, 12, 10))
RELU = NetworkSpec((784, 12, 8, 10), ("relu", "relu", "softmax"), "log_likelihood", "he")
RUNS = {
    "plain": Setup(*BITS, TrainSpec(0.6, 8)),
    "adam, dropout, decay": Setup(
        *BITS,
        TrainSpec(0.05, 8, optimizer="adam", dropout=0.3, lmbda=0.01, clip=1.0),
    ),
    "images moved at random": Setup(
        *DIGITS,
        TrainSpec(
            0.1, 100, shift=2.0, rotate=10.0, pixel_noise=0.1, dropout=0.2, optimizer="momentum"
        ),
    ),
    "falling η, float64, a frozen layer": Setup(
        DIGITS[0],
        replace(RELU, dtype="float64"),
        TrainSpec(0.1, 300, schedule="linear", horizon=9, optimizer="nesterov", frozen=(2,)),
    ),
    "all samples at once": Setup(
        DataSpec("xor"),
        NetworkSpec((2, 4, 1), init="normal"),
        TrainSpec(2.0, 4, optimizer="gd"),
    ),
}
LATER = {"eta": 0.02, "batch_size": 4, "lmbda": 0.5}


def play_to(run, steps):
    """Step by step; return what was seen at each."""
    seen = {}
    while run.training.steps < steps:
        run.watch(OBSERVED)
        run.step()
        seen[run.frame.steps] = run.look()
    return seen


def assert_same_step(past, then):
    now, before = past.batch, then.batch
    assert (now.number, now.eta, now.settings) == (before.number, before.eta, before.settings)
    for name in ("x", "y", "before", "after"):
        np.testing.assert_array_equal(getattr(now, name), getattr(before, name), name)
    np.testing.assert_array_equal(past.gradient, then.gradient)


@pytest.mark.parametrize("name", RUNS)
def test_a_moment_of_the_past_has_the_mini_batch_that_was_learnt_next(name):
    run = Run(RUNS[name])
    seen = play_to(run, 45)  # over the ends of epochs, with their smaller last mini-batch
    for steps in (0, 9, 3, 10, 43, 44):
        past = run.past(steps)
        assert past.frame.steps == steps
        assert past.batch.number == steps + 1
        np.testing.assert_array_equal(past.batch.before, past.frame.parameters)
        assert_same_step(past, seen[steps + 1])


def test_settings_changed_at_that_very_step_hold():
    run = Run(RUNS["adam, dropout, decay"])
    seen = play_to(run, 20)
    run.change(replace(run.settings, optimizer="sgd", **LATER))
    run.change(replace(run.settings, optimizer="adam"))  # whose memory is empty now
    seen |= play_to(run, 40)
    for steps in (19, 20, 21):
        assert_same_step(run.past(steps), seen[steps + 1])
    assert len(run.past(20).batch.x) == 4


def test_looking_back_leaves_the_run_alone():
    run, twin = Run(RUNS["images moved at random"]), Run(RUNS["images moved at random"])
    play_to(run, 15)
    assert all(run.past(steps).gradient.any() for steps in (3, 7, 14))
    assert run.frame.steps == 15
    play_to(run, 30)
    play_to(twin, 30)
    np.testing.assert_array_equal(run.frame.parameters, twin.frame.parameters)


def test_the_present_keeps_the_mini_batch_that_was_seen():
    run = Run(RUNS["plain"])
    play_to(run, 5)
    assert run.past(5) is run.look()
    assert run.look().batch.number == 5


def test_a_fork_where_settings_changed_goes_on_as_the_run_did():
    run = Run(RUNS["plain"])
    play_to(run, 20)
    run.change(replace(run.settings, **LATER))
    play_to(run, 40)
    fork = run.fork(20)
    assert fork.settings == run.settings
    assert fork.story.changes == run.story.changes
    play_to(fork, 40)
    np.testing.assert_array_equal(fork.frame.parameters, run.frame.parameters)


def test_a_step_that_would_take_long_is_not_repeated():
    data, network = DataSpec(), NetworkSpec((784, 100, 10))
    run = Run(Setup(data, network, TrainSpec(0.5, 2000)))
    run.step()
    assert run.past(0).batch is None
    assert run.past(0).gradient is None
