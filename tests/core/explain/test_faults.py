"""Faults put into backpropagation on purpose: they show, or it is said why not."""

import numpy as np
import pytest

from core.explain.faults import FAULTS, Faulty, costs, why_not
from core.explain.gradient_check import check_gradient
from core.explain.walkthrough import neighbours
from core.network import Network
from core.specs import NetworkSpec

OUTPUTS = [
    ("sigmoid", "quadratic"),
    ("sigmoid", "cross_entropy"),
    ("softmax", "log_likelihood"),
    ("linear", "quadratic"),
]


def net(sizes, output="sigmoid", cost="quadratic", hidden="tanh", seed=0):
    activations = (hidden,) * (len(sizes) - 2) + (output,)
    return Network.initial(NetworkSpec(sizes, activations, cost, "normal", "float64"), seed)


def sample(network):
    rng = np.random.default_rng(3)
    sizes = network.spec.sizes
    return rng.uniform(-1, 1, sizes[0]), np.eye(sizes[-1])[0]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("output", "cost"), OUTPUTS)
def test_a_fault_makes_the_check_fail(fault, output, cost):
    network = net((3, 3, 3), output, cost)
    x, y = neighbours(network.spec, *sample(network), 4, 0)
    assert check_gradient(network, x, y).relative_error < 1e-7
    assert not why_not(fault, network.spec)
    assert check_gradient(Faulty(network, [fault]), x, y).relative_error > 1e-3


@pytest.mark.parametrize(
    ("fault", "network", "why"),
    [
        ("transpose", net((2, 3, 2)), "2×3"),
        ("transpose", net((3, 3)), "BP2 never runs"),
        ("transpose", net((2, 1, 1)), "own transpose"),
        ("prime", net((2, 1), "sigmoid", "cross_entropy"), "cancels"),
        ("prime", net((2, 2, 1), "linear", hidden="linear"), "linear"),
    ],
)
def test_faults_that_cannot_show_are_explained(fault, network, why):
    with pytest.raises(ValueError, match=why):
        Faulty(network, [fault])


def test_the_wrong_sign_climbs():
    network = net((2, 3, 2))
    x, y = neighbours(network.spec, *sample(network), 4, 0)
    right = costs(net((2, 3, 2)), x, y, 0.5, 30)
    wrong = costs(Faulty(network, ["sign"]), x, y, 0.5, 30)
    assert wrong[0] == right[0]
    assert right[-1] < right[0] < wrong[-1]


@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_shows_where_all_gradients_are_zero(fault):
    assert "all gradients are 0" in why_not(fault, net((2, 2, 1), "softmax", "log_likelihood").spec)
