"""A number moved: what follows is what the network computes, and small moves go by the slope."""

import numpy as np
import pytest

from core.explain.gradient_check import check_gradient
from core.explain.plain import backprop, of
from core.explain.wiggle import cost_of_answers, wiggles
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
def test_what_follows_a_weight_a_bias_an_input_or_a_target_is_what_the_network_computes(chosen):
    network = net(*chosen)
    x, y = sample(network)
    seen = 0
    for one in wiggles(network, x, y, MOVES):
        if one.symbol == "z" or (one.symbol == "a" and one.layer):
            continue
        for at, move in enumerate(MOVES):
            moved, inputs, wanted = Network(network.spec, network.parameters), x.copy(), y.copy()
            if one.symbol == "w":
                moved.w[one.layer][one.unit, one.input] += move
            elif one.symbol == "b":
                moved.b[one.layer][one.unit] += move
            elif one.symbol == "y":
                wanted[one.unit] += move
                if network.cost.cancels and not 0 <= wanted[one.unit] <= 1:
                    assert np.isnan(one.cost[at])
                    continue
            else:
                inputs[one.unit] += move
            batch = moved.forward(inputs[None])
            batch.y[...] = wanted
            for l, z in one.z.items():
                np.testing.assert_allclose(z[at], batch.z[l][0], rtol=1e-12, atol=1e-14)
                np.testing.assert_allclose(one.a[l][at], batch.a[l][0], rtol=1e-12, atol=1e-14)
            for l, delta in backprop(moved, inputs[None], wanted[None]).delta.items():
                np.testing.assert_allclose(one.delta[l][at], delta[0], rtol=1e-10, atol=1e-14)
            assert one.cost[at] == pytest.approx(batch.cost(), rel=1e-12, abs=1e-14)
            seen += 1
    assert seen >= len(MOVES) * (network.spec.parameter_count + len(x))


@pytest.mark.parametrize("chosen", NETS)
def test_small_moves_go_by_the_slope(chosen):
    network = net(*chosen)
    h = 1e-6
    x, y = sample(network)
    if network.cost.cancels:  # so that a target can go either way
        y = np.full_like(y, 1 / len(y) if len(y) > 1 else 0.4)
    for one in wiggles(network, x, y, np.array([-h, 0.0, h])):
        assert one.change[1] == 0
        measured = (one.change[2] - one.change[0]) / (2 * h)
        assert measured == pytest.approx(one.slope, rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("chosen", NETS)
def test_the_error_of_an_answer_moved_by_hand_is_how_fast_the_cost_changes_with_z(chosen):
    network, h, by = net(*chosen), 1e-6, np.array([-0.05])
    x, y = sample(network)
    z, sigma = backprop(network, x[None], y[None]).z[network.L], network.activation[network.L]
    for one in wiggles(network, x, y, by):
        if one.symbol != "a" or one.layer < network.L:
            continue
        costs = []
        for sign in (-1, 1):
            nudged = np.repeat(z, len(y), axis=0) + sign * h * np.eye(len(y))
            a = of(sigma, nudged)
            a[:, one.unit] += by
            costs.append(cost_of_answers(network.cost, nudged, a, np.tile(y, (len(y), 1))))
        measured = (costs[1] - costs[0]) / (2 * h)
        np.testing.assert_allclose(one.delta[network.L][0], measured, rtol=1e-5, atol=1e-8)


def test_slopes_of_weights_and_biases_are_the_gradient():
    network = net(*NETS[0])
    x, y = sample(network)
    found = wiggles(network, x, y, MOVES)
    slopes = [one.slope for symbol in "wb" for one in found if one.symbol == symbol]
    np.testing.assert_allclose(
        slopes, check_gradient(network, x[None], y[None]).analytic, rtol=1e-14
    )


@pytest.mark.parametrize("chosen", NETS)
def test_every_number_can_be_moved_but_targets_that_add_up_to_1(chosen):
    network = net(*chosen)
    x, y = sample(network)
    units = sum(network.spec.sizes[1:])
    targets = 0 if chosen[2] == "softmax" else len(y)
    found = wiggles(network, x, y, MOVES)
    assert len(found) == network.spec.parameter_count + len(x) + 2 * units + targets
