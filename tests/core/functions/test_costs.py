"""Costs of answers that are far off."""

import numpy as np
import pytest

from core.network import Network
from core.specs import NetworkSpec


def network(sizes, hidden, output, cost, seed=0):
    activations = (hidden,) * (len(sizes) - 2) + (output,)
    spec = NetworkSpec(sizes, activations, cost, "normal", "float64")
    return Network.initial(spec, seed)


def test_cross_entropy_of_a_saturated_wrong_answer_is_its_distance():
    net = network((1, 1), "sigmoid", "sigmoid", "cross_entropy")
    net.parameters[...] = [1000.0, 0.0]
    seen = net.forward(np.array([[1.0]]))
    seen.y[...] = 0
    assert seen.cost() == pytest.approx(1000)
