"""Many seeds as one: each is as it would be alone; bands and intervals are what they say."""

import numpy as np
import pytest

from core.explain.luck import band, difference, seeds
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

NETWORK = NetworkSpec((2, 2, 1), cost="quadratic", init="normal")
EPOCHS = (0, 1, 40)


def setup(seed):
    return Setup(DataSpec("xor"), NETWORK, TrainSpec(3.0, 4, seed=seed))


def test_each_seed_is_measured_as_it_would_be_alone():
    found = seeds([setup(seed) for seed in range(5)], EPOCHS)
    for seed in range(5):
        training = Training(setup(seed))
        for k, epoch in enumerate(EPOCHS):
            while training.epoch < epoch:
                training.step()
            alone = training.evaluate(training.data.train)
            assert found.cost[seed, k] == pytest.approx(alone.cost, rel=1e-4)
            assert found.accuracy[seed, k] == alone.accuracy
    np.testing.assert_array_equal(found.solved, found.accuracy[:, -1] == 1)


def test_half_of_the_values_lie_between_the_quartiles():
    values = np.random.default_rng(1).normal(size=(20, 7))
    found = band(values)
    assert np.all(np.sum((values > found.lower) & (values < found.upper), axis=0) == 10)
    assert np.all(np.sum(values < found.median, axis=0) == 10)
    np.testing.assert_array_equal(found.low, values.min(axis=0))
    np.testing.assert_array_equal(found.high, values.max(axis=0))


def test_an_interval_holds_the_difference_and_shrinks_with_more_seeds():
    rng = np.random.default_rng(2)
    widths = []
    for n in (10, 1000):
        a, b = rng.random(n) < 0.5, rng.random(n) < 0.8
        middle, low, high = difference(a.astype(float), b.astype(float))
        assert middle == pytest.approx(b.mean() - a.mean())
        assert low <= middle <= high
        widths.append(high - low)
    # the width that the normal distribution gives: 2 · 1.96 · sqrt(p q / n + ...)
    assert widths[1] == pytest.approx(2 * 1.96 * np.sqrt((0.25 + 0.16) / 1000), rel=0.1)
    assert widths[0] > 5 * widths[1]


def test_what_never_differs_has_no_width():
    assert difference(np.ones(5), np.ones(7)) == (0, 0, 0)
