"""A nudge travels: its ratios multiply to the whole, and tend to the derivatives."""

import itertools
import math

import numpy as np
import pytest

from core.explain.chain import chain, travel, two_ways
from core.explain.plain import backprop
from core.network import Network
from core.specs import NetworkSpec


@pytest.mark.parametrize("layer", [1, 2])
@pytest.mark.parametrize("by", [1.0, -0.3, 1e-6])
def test_ratios_multiply_to_the_ratio_of_both_ends(layer, by):
    stops = travel(chain([0.8, -1.3]), 0.9, 1.0, layer, by)
    names = ["w¹", "z¹", "a¹", "z²", "a²", "C"] if layer == 1 else ["w²", "z²", "a²", "C"]
    assert [stop.name for stop in stops] == names
    ratios = [after.change / before.change for before, after in itertools.pairwise(stops)]
    assert math.prod(ratios) == pytest.approx(stops[-1].change / by)
    if by == 1e-6:
        np.testing.assert_allclose(ratios, [stop.slope for stop in stops[1:]], rtol=1e-4)


@pytest.mark.parametrize("layer", [1, 2])
def test_slopes_multiply_to_what_backpropagation_finds(layer):
    network = chain([0.8, -1.3])
    stops = travel(network, 0.9, 1.0, layer, 0.1)
    found = backprop(network, np.array([[0.9]]), np.array([[1.0]]))
    assert math.prod(stop.slope for stop in stops) == pytest.approx(found.nabla_w[layer][0, 0])


def test_two_ways_add_up():
    spec = NetworkSpec((1, 2, 1), ("sigmoid", "sigmoid"), "quadratic", dtype="float64")
    network = Network(spec, np.array([1.5, -1.0, 2.0, -1.5, 0.0, 0.5, 0.0]))
    ways, together = two_ways(network, 1.0, 0.0, 1e-6)
    for way in ways:
        assert way.alone == pytest.approx(way.share, rel=1e-4)
    assert together == pytest.approx(sum(way.share for way in ways), rel=1e-4)
