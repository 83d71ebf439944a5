"""Back to an earlier moment of a run, and on from there."""

import numpy as np
import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training
from runs.checkpoints import Checkpoints
from runs.registry import LEAST_MEMORY, Runs
from runs.run import Run

DATA = DataSpec("even_odd")
NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")
SETTINGS = TrainSpec(eta=0.6, batch_size=8, optimizer="adam", dropout=0.1, lmbda=0.01)


@pytest.fixture
def run():
    return Run(Setup(DATA, NET, SETTINGS))


def play_to(run, steps):
    while run.training.steps < steps:
        run.step()


def test_the_past_shows_the_parameters_of_then(run):
    seen = {}
    for _ in range(150):
        run.step()
        seen[run.frame.steps] = run.frame.parameters
    assert run.frame.checkpoints == tuple(range(151))
    for steps in (1, 17, 99):
        look = run.past(steps)
        assert look.frame.steps == steps
        np.testing.assert_array_equal(look.frame.parameters, seen[steps])
        np.testing.assert_array_equal(look.network.parameters, seen[steps])
        assert look.frame.now is run.frame
    assert run.frame.steps == 150  # the run itself stays where it is


def test_checkpoints_are_thinned_evenly(run):
    play_to(run, 1000)
    steps = np.array(run.frame.checkpoints)
    assert 100 <= len(steps) <= 200
    assert steps[0] == 0
    assert len(set(np.diff(steps))) == 1


def test_a_fork_goes_on_bit_for_bit_as_the_run_did(run):
    play_to(run, 120)
    fork = run.fork(60)
    assert fork.key != run.key
    assert fork.frame.steps == 60
    assert fork.frame.samples_per_second == 0  # what it took over, it has not trained itself
    assert fork.frame.epochs.epoch[-1] <= fork.frame.epochs_done
    play_to(fork, 120)
    np.testing.assert_array_equal(fork.frame.parameters, run.frame.parameters)
    np.testing.assert_array_equal(fork.frame.epochs, run.frame.epochs)
    np.testing.assert_array_equal(fork.frame.start, run.frame.start)


def test_a_fork_has_the_settings_of_that_moment_and_its_own_future(run):
    play_to(run, 40)
    run.change(TrainSpec(eta=0.001, batch_size=8))
    play_to(run, 80)
    fork = run.fork(30)
    assert fork.settings == SETTINGS
    assert not fork.frame.marks
    before = run.frame.parameters
    play_to(fork, 50)
    np.testing.assert_array_equal(run.frame.parameters, before)
    assert fork.past(10).frame.steps == 10


def test_memory_is_bounded_and_shared_among_runs():
    big = Run(Setup(DataSpec(), NetworkSpec((784, 100, 10)), TrainSpec(batch_size=10)))
    one = big.training.checkpoint().nbytes
    big.limit_memory(10 * one)
    play_to(big, 60)
    assert 5 <= len(big.frame.checkpoints) <= 10
    runs = Runs(most=2000)
    runs.add(big)
    for _ in range(600):
        runs.add(Run(Setup(DATA, NET, SETTINGS)))
    assert big.checkpoints.most_bytes == LEAST_MEMORY


def training(**settings):
    return Training(Setup(DATA, NET, TrainSpec(0.6, 8, **settings)))


def test_they_are_bounded_and_even_and_rewinds():
    one, ring = training(), Checkpoints(most=20, every=5)
    for _ in range(1000):
        one.step()
        if ring.wants(one.steps):
            ring.add(one.checkpoint())
    steps = [kept.steps for kept in ring.checkpoints]
    assert 10 <= len(ring) <= 20
    assert set(np.diff(steps)) == {ring.every}
    middle = ring.at(401)
    assert 401 - ring.every < middle.steps <= 401
    one.restore(middle)
    one.step()
    ring.add(one.checkpoint())
    assert ring.checkpoints[-1].steps == middle.steps + 1
    assert ring.at(0) is ring.checkpoints[0]
    with pytest.raises(ValueError, match="no checkpoint"):
        Checkpoints().at(3)
