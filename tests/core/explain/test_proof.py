"""The derivation holds line by line on any net; the lines printed wrong do not."""

import numpy as np
import pytest

from core.explain.gradient_check import check_gradient
from core.explain.proof import as_printed, for_the_text, hidden_weight, output_weight
from core.network import Network
from core.specs import NetworkSpec

NETS = [
    ((2, 3, 2), "tanh", "sigmoid", "quadratic"),
    ((2, 2, 2), "sigmoid", "softmax", "log_likelihood"),
    ((3, 2, 4, 1), "gelu", "linear", "huber"),
]


def net(sizes, hidden, output, cost):
    activations = (hidden,) * (len(sizes) - 2) + (output,)
    spec = NetworkSpec(sizes, activations, cost, "normal", "float64")
    return for_the_text(Network.initial(spec, 1))


def sample(network):
    sizes = network.spec.sizes
    return np.array((0.5, -0.2, 0.8)[: sizes[0]]), np.eye(sizes[-1])[0]


@pytest.mark.parametrize("chosen", NETS)
def test_every_line_holds_for_every_weight(chosen):
    network = net(*chosen)
    x, y = sample(network)
    L = network.L
    measured, _ = network.by_layer(check_gradient(network, x[None], y[None]).numeric)
    for l, derive in ((L, output_weight), (L - 1, hidden_weight)):
        for (j, k), right in np.ndenumerate(measured[l]):
            for line in derive(network, x, y, j, k):
                assert line.holds, line
                assert line.left == pytest.approx(2 * right, rel=1e-4, abs=1e-9)  # E has no ½


@pytest.mark.parametrize(
    ("activations", "seed", "x"),
    [
        (("gelu", "gelu", "softplus"), 4, (0.5, -0.2, 0.8, 0.1, -0.6)),
        (("elu", "elu", "relu"), 27, (-10, -10, 10, 0, 0)),
    ],
)
def test_every_line_holds_where_the_cost_is_large_and_measured_less_finely(activations, seed, x):
    spec = NetworkSpec((5, 5, 5, 5), activations, "quadratic", "normal", "float64")
    network = Network.initial(spec, seed)
    x, y = np.array(x, float), np.eye(5)[0]
    for derive in (output_weight, hidden_weight):
        for j, k in np.ndindex(5, 5):
            assert all(line.holds for line in derive(network, x, y, j, k))


@pytest.mark.parametrize("chosen", NETS)
def test_what_is_printed_wrong_does_not_hold(chosen):
    network = net(*chosen)
    for j in range(network.spec.sizes[-1]):
        found = as_printed(network, *sample(network), j, 0)
        assert len(found) == 4
        assert not any(line.holds for line in found)


def test_a_product_that_does_not_fit_has_no_number():
    assert as_printed(net(*NETS[0]), *sample(net(*NETS[0])), 0, 0)[-1].right is None
    assert as_printed(net(*NETS[1]), *sample(net(*NETS[1])), 0, 0)[-1].right is not None


def test_without_a_hidden_layer_there_is_nothing_one_layer_back():
    network = net((2, 2), "tanh", "sigmoid", "quadratic")
    with pytest.raises(ValueError, match="no hidden layer"):
        hidden_weight(network, *sample(network), 0, 0)
    assert len(as_printed(network, *sample(network), 0, 0)) == 2
