"""Two runs in step: identical when nothing differs; from equal starts when one thing does."""

import numpy as np
import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.pair import Pair
from runs.run import Run

SETUP = Setup(
    DataSpec("even_odd"),
    NetworkSpec((10, 3, 2), cost="quadratic", init="normal"),
    TrainSpec(eta=0.6, batch_size=8, seed=3),
)


def play_for(pair, turns):
    pair.play()
    for _ in range(turns):
        pair.advance(0.005)
    pair.pause()


def test_nothing_different_is_identical_to_the_last_bit():
    pair = Pair(SETUP, SETUP)
    assert pair.difference == 0
    play_for(pair, 20)
    assert pair.steps > 50
    assert pair.a.frame.steps == pair.b.frame.steps
    assert pair.difference == 0
    np.testing.assert_array_equal(pair.a.frame.parameters, pair.b.frame.parameters)
    np.testing.assert_array_equal(pair.a.frame.epochs, pair.b.frame.epochs)


def test_a_pair_is_what_a_run_alone_would_be():
    pair, alone = Pair(SETUP, SETUP), Run(SETUP)
    play_for(pair, 5)
    while alone.frame.steps < pair.steps:
        alone.step()
    np.testing.assert_array_equal(pair.b.frame.parameters, alone.frame.parameters)


@pytest.mark.parametrize(("name", "value"), [("eta", 0.1), ("optimizer", "adam"), ("lmbda", 1.0)])
def test_one_thing_different_starts_identical_and_parts(name, value):
    pair = Pair(SETUP, SETUP.changed(name, value))
    assert pair.difference == 0
    pair.step()
    assert pair.steps == 1
    np.testing.assert_array_equal(pair.a.training.batch.x, pair.b.training.batch.x)
    play_for(pair, 5)
    assert pair.a.frame.steps == pair.b.frame.steps
    assert pair.difference > 0


def test_an_epoch_ends_for_both():
    pair = Pair(SETUP, SETUP.changed("eta", 0.1))
    pair.play_epoch()
    while pair.playing:
        pair.advance(0.01)
    assert pair.a.frame.epoch == pair.b.frame.epoch == 1
    assert pair.a.frame.position == 0


def test_a_run_that_diverges_stops_both():
    pair = Pair(SETUP, SETUP.changed("lmbda", 1e6))
    pair.play()
    for _ in range(50):
        pair.advance(0.01)
    assert not pair.playing
    assert pair.b.frame.trouble


def test_what_is_not_allowed_is_refused():
    with pytest.raises(ValueError, match="Learning rate"):
        SETUP.changed("eta", -1.0)
    with pytest.raises(ValueError, match="softmax"):
        SETUP.changed("cost", "log_likelihood")
    with pytest.raises(ValueError, match="larger than"):
        Pair(SETUP, SETUP.changed("batch_size", 5000))
