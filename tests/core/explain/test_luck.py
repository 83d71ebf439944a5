"""One set-up from many seeds, and what may be said of the difference."""

import numpy as np
import pytest

from core.explain.luck import enough, interval, trained
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training


def setup(seed):
    network = NetworkSpec((2, 2, 1), ("sigmoid", "sigmoid"), "cross_entropy", "normal")
    return Setup(DataSpec("xor"), network, TrainSpec(2.0, 4, optimizer="gd", seed=seed))


def test_each_of_many_is_what_it_would_be_alone():
    found = trained([setup(seed) for seed in range(5)], 60, 20)
    assert found.steps.tolist() == [0, 20, 40, 60]
    for seed in range(5):
        alone = Training(setup(seed))
        for place in range(4):
            now = alone.evaluate(alone.data.train)
            assert found.cost[seed, place] == pytest.approx(now.cost, rel=1e-9)
            assert found.accuracy[seed, place] == now.accuracy
            for _ in range(20):
                alone.step()
    np.testing.assert_array_equal(found.solved, found.accuracy[:, -1] == 1)


def test_half_of_the_nets_are_between_the_quartiles():
    found = trained([setup(seed) for seed in range(20)], 40, 20)
    lower, median, upper = found.quartiles
    assert ((found.cost < lower).sum(axis=0) == 5).all()
    assert ((found.cost > upper).sum(axis=0) == 5).all()
    assert ((found.cost < median).sum(axis=0) == 10).all()
    assert found.in_band.mean() == pytest.approx(0.5)


def test_the_interval_is_near_the_normal_one_where_there_are_many():
    values = np.random.default_rng(1).normal(0.3, 2.0, 400)
    low, high = interval(values)
    half = 1.96 * values.std() / 20
    assert low == pytest.approx(values.mean() - half, abs=0.04)
    assert high == pytest.approx(values.mean() + half, abs=0.04)
    assert interval(values) == (low, high)  # the same each time


def test_enough_are_those_from_which_on_zero_is_left_out():
    one, two = np.ones(50), np.tile([1.0, -1.0], 25)
    assert enough(one, (5, 10, 50)) == 5
    assert enough(two, (10, 50)) is None
    assert enough(np.concatenate([two, np.ones(450)]), (10, 50, 500)) == 500
