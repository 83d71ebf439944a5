"""What is watched is what the words say."""

import numpy as np
import pytest

from core.evaluation import confusion, evaluate
from core.explain.diagnostics import gradient_norms, health, histogram, update_ratios
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training
from runs.checkpoints import Checkpoints

DATA = DataSpec("even_odd")
NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")


def training(**settings):
    return Training(Setup(DATA, NET, TrainSpec(0.6, 8, **settings)))


def test_gradient_norms_and_update_ratios_of_plain_descent_agree():
    one = training()
    before = one.network.parameters.copy()
    one.step()
    ratios, norms = update_ratios(one.network, before), gradient_norms(one.batch)
    for l, w in one.network.by_layer(before)[0].items():
        assert ratios[l] == pytest.approx(0.6 * norms[l] / np.linalg.norm(w), rel=1e-4)


def test_dead_and_saturated_units_are_counted():
    spec = NetworkSpec((1, 2, 2, 1), ("relu", "sigmoid", "linear"), "quadratic", "zeros")
    net = Network(spec, np.zeros(spec.parameter_count))
    net.b[1][...] = [-1, 1]  # the first never speaks
    net.b[2][...] = [10, 0]  # the first is always on
    seen = net.forward(np.zeros((4, 1), np.float32))
    found = health(net, seen)
    assert (found[1].dead, found[1].saturated) == (0.5, 0)
    assert (found[2].dead, found[2].saturated) == (0, 0.5)
    assert (found[3].dead, found[3].saturated) == (0, 0)


def test_a_histogram_counts_every_finite_number():
    shares, edges = histogram(np.array([np.nan, -1.0, 0.1, 0.2, 1.0]), 2, (-1.0, 1.0))
    np.testing.assert_allclose(shares, [1 / 5, 3 / 5])
    np.testing.assert_allclose(edges, [-1, 0, 1])


def test_confusion_counts_answers():
    one = training()
    for _ in range(500):
        one.step()
    samples = one.data.validation
    counts = confusion(one.network, samples)
    assert counts.shape == (2, 2)
    np.testing.assert_array_equal(counts.sum(axis=1), np.bincount(samples.labels))
    assert np.trace(counts) / len(samples) == evaluate(one.network, samples).accuracy


def test_a_ring_is_bounded_and_even_and_rewinds():
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
