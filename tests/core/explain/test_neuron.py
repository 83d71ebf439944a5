"""One neuron by itself, its cost, and nudges that tend to the derivative."""

import numpy as np
import pytest

from core.explain.neuron import cost, costs, curve, neuron, nudge, slope
from core.functions.activations import ACTIVATIONS

X, Y = np.array([[0.0, 1.0], [1.0, 1.0]]), np.array([[0.0], [1.0]])
ALONE = [name for name, sigma in ACTIVATIONS.items() if not sigma.couples]


def test_it_weighs_adds_and_bends():
    seen = neuron([2.0, -1.0], 0.5).forward(X)
    np.testing.assert_allclose(seen.z[1][:, 0], [-0.5, 1.5])
    np.testing.assert_allclose(seen.a[1], 1 / (1 + np.exp(-seen.z[1])))


def test_the_cost_is_half_the_square_and_c_the_mean():
    network = neuron([2.0, -1.0], 0.5)
    a = network.forward(X).a[1]
    each = (0.5 * (a - Y) ** 2)[:, 0]
    np.testing.assert_allclose(costs(network, X, Y), each)
    assert cost(network, X, Y) == pytest.approx(each.mean())


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_ratio_of_a_nudge_tends_to_the_slope(place):
    network = neuron([2.0, -1.0], 0.5)
    apart = [abs(nudge(network, place, by, X, Y).ratio - slope(network, place, X, Y))
             for by in (0.1, 0.01, 0.001)]  # fmt: skip
    assert apart[0] > 5 * apart[1] > 25 * apart[2]
    assert network.parameters.tolist() == [2.0, -1.0, 0.5]  # as it was


@pytest.mark.parametrize("name", ALONE)
def test_a_curves_slope_is_that_of_its_tangent(name):
    z = np.array([-2.1, -0.4, 0.3, 1.7])
    around = [curve(name, z + by)[0] for by in (1e-6, -1e-6)]
    np.testing.assert_allclose(curve(name, z)[1], (around[0] - around[1]) / 2e-6, atol=1e-8)
