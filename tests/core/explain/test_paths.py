"""All ways from a weight to the cost add up to its gradient."""

import numpy as np
import pytest

from core.explain.paths import gradient, paths, ways
from core.explain.walkthrough import operations
from core.network import Network
from core.specs import NetworkSpec

NETS = [
    ((2, 3, 2), "tanh", "sigmoid", "quadratic"),
    ((2, 2, 2), "relu", "softmax", "log_likelihood"),
    ((5, 5, 5, 5), "gelu", "linear", "huber"),
    ((1, 1), "sigmoid", "sigmoid", "cross_entropy"),
]


def net(sizes, hidden, output, cost):
    activations = (hidden,) * (len(sizes) - 2) + (output,)
    return Network.initial(NetworkSpec(sizes, activations, cost, "normal", "float64"), 1)


@pytest.mark.parametrize("chosen", NETS)
def test_they_add_up_to_the_gradient_of_every_weight_and_bias(chosen):
    network = net(*chosen)
    sizes = network.spec.sizes
    x, y = np.linspace(-1, 1, sizes[0] + 1)[1:], np.eye(sizes[-1])[0]
    batch = network.forward(x[None])
    network.backward(batch, y[None])
    for l, w in network.w.items():
        for j in range(len(w)):
            for k in range(-1, w.shape[1]):
                right = batch.nabla_b[l][j] if k < 0 else batch.nabla_w[l][j, k]
                found = paths(network, x, y, (l, j, k))
                assert sum(path.product for path in found) == pytest.approx(right, rel=1e-12)
                assert gradient(network, x, y, (l, j, k)) == pytest.approx(right, rel=1e-13)
                assert len({path.units for path in found}) == len(found) == np.prod(sizes[l + 1 :])


def test_a_way_names_its_factors():
    network = net(*NETS[0])
    first, _ = paths(network, np.array([0.5, -0.2]), np.array([1.0, 0.0]), (1, 2, 0))
    assert first.names == ("a⁰₁", "σ′(z¹₃)", "w²₁₃", "δ²₁")
    assert first.factors[0] == 0.5
    assert first.factors[2] == network.w[2][0, 2]


def test_layers_multiply_the_ways_and_add_to_bp2():
    found = [ways((5,) * (hidden + 2)) for hidden in range(1, 5)]
    assert [one.count for one in found] == [5, 25, 125, 625]
    assert [one.bp2 for one in found] == [30, 60, 90, 120]
    assert found[0].walked == 5 * 3  # a σ′ w δ: three multiplications
    assert ways((784, 30, 10)).count == 10
    assert operations((5, 5, 5)).backpropagation > ways((5, 5, 5)).bp2
