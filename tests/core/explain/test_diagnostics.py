"""What is watched is what the words say."""

import numpy as np
import pytest

from core.explain.diagnostics import gradient_norms, health, histogram, update_ratios
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

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
