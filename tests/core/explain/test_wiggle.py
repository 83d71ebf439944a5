"""A number moved: what follows is what the network computes, and small moves go by the slope."""

import numpy as np
import pytest

from core.explain.gradient_check import check_gradient
from core.explain.wiggle import wiggles
from core.network import Network
from core.specs import NetworkSpec

MOVES = np.linspace(-2, 2, 5)
NETS = [
    ((2, 3, 2), "tanh", "sigmoid", "quadratic"),
    ((2, 2, 2), "relu", "softmax", "log_likelihood"),
    ((3, 2, 2, 1), "gelu", "linear", "huber"),
    ((1, 1), "sigmoid", "sigmoid", "cross_entropy"),
]


def net(sizes, hidden, output, cost):
    activations = (hidden,) * (len(sizes) - 2) + (output,)
    return Network.initial(NetworkSpec(sizes, activations, cost, "normal", "float64"), 1)


def sample(network):
    sizes = network.spec.sizes
    return np.array((0.5, -0.2, 0.8)[: sizes[0]]), np.eye(sizes[-1])[0]


@pytest.mark.parametrize("chosen", NETS)
def test_what_follows_a_weight_a_bias_or_an_input_is_what_the_network_computes(chosen):
    network = net(*chosen)
    x, y = sample(network)
    seen = 0
    for one in wiggles(network, x, y, MOVES):
        if one.symbol == "z" or (one.symbol == "a" and one.layer):
            continue
        for at, move in enumerate(MOVES):
            moved, inputs = Network(network.spec, network.parameters), x.copy()
            if one.symbol == "w":
                moved.w[one.layer][one.unit, one.input] += move
            elif one.symbol == "b":
                moved.b[one.layer][one.unit] += move
            else:
                inputs[one.unit] += move
            batch = moved.forward(inputs[None])
            batch.y[...] = y
            for l, z in one.z.items():
                np.testing.assert_allclose(z[at], batch.z[l][0], rtol=1e-12, atol=1e-14)
                np.testing.assert_allclose(one.a[l][at], batch.a[l][0], rtol=1e-12, atol=1e-14)
            assert one.cost[at] == pytest.approx(batch.cost(), rel=1e-12, abs=1e-14)
            seen += 1
    assert seen == len(MOVES) * (network.spec.parameter_count + len(x))


@pytest.mark.parametrize("chosen", NETS)
def test_small_moves_go_by_the_slope(chosen):
    network = net(*chosen)
    h = 1e-6
    for one in wiggles(network, *sample(network), np.array([-h, 0.0, h])):
        assert one.change[1] == 0
        measured = (one.change[2] - one.change[0]) / (2 * h)
        assert measured == pytest.approx(one.slope, rel=1e-5, abs=1e-8)


def test_slopes_of_weights_and_biases_are_the_gradient():
    network = net(*NETS[0])
    x, y = sample(network)
    found = wiggles(network, x, y, MOVES)
    slopes = [one.slope for symbol in "wb" for one in found if one.symbol == symbol]
    np.testing.assert_allclose(
        slopes, check_gradient(network, x[None], y[None]).analytic, rtol=1e-14
    )


def test_every_number_can_be_moved_but_answers_that_the_cost_does_not_read():
    counted = {
        chosen[3]: sum(o.symbol == "a" and o.layer == o_last for o in found)
        for chosen in NETS
        for network in [net(*chosen)]
        for o_last in [network.L]
        for found in [wiggles(network, *sample(network), MOVES)]
    }
    assert counted == {"quadratic": 2, "log_likelihood": 0, "huber": 1, "cross_entropy": 0}
