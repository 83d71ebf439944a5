"""Forward and backward pass: worked by hand, checked numerically, and against the plain form."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.explain.gradient_check import check_gradient
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY, Activation
from core.functions.costs import COSTS
from core.network import Network
from core.specs import NetworkSpec

HIDDEN = [name for name in ACTIVATIONS if name not in OUTPUT_ONLY]


def legal(output: str, cost: str) -> bool:
    outputs = COSTS[cost].outputs
    return outputs is None or output in outputs


PAIRS = [(o, c) for o, c in itertools.product(ACTIVATIONS, COSTS) if legal(o, c)]


def network(sizes, hidden, output, cost, seed=0):
    activations = (hidden,) * (len(sizes) - 2) + (output,)
    spec = NetworkSpec(sizes, activations, cost, "normal", "float64")
    return Network.initial(spec, seed)


def samples(net, m, seed=1):
    rng = np.random.default_rng(seed)
    n_in, n_out = net.spec.sizes[0], net.spec.sizes[-1]
    y = np.zeros((m, n_out))
    y[np.arange(m), rng.integers(0, n_out, m)] = 1
    return rng.standard_normal((m, n_in)), y


@pytest.mark.parametrize(
    ("hidden", "output", "cost"),
    [("tanh", *pair) for pair in PAIRS] + [(hidden, "linear", "huber") for hidden in HIDDEN],
)
def test_backpropagation_is_the_gradient(hidden, output, cost):
    for sizes in (4, 3), (4, 5, 3), (4, 6, 5, 3), (3, 4, 4, 4, 2):
        net = network(sizes, hidden, output, cost)
        assert check_gradient(net, *samples(net, 5)).relative_error < 1e-7, sizes


def test_a_net_worked_by_hand():
    # One unit in each layer, all weights 1, all biases 0, input 0, target 1, quadratic cost:
    # z1 = 0, a1 = 0.5, z2 = 0.5, a2 = s = σ(0.5); δ2 = (s - 1) s (1 - s); δ1 = δ2 · 1 · 0.25.
    spec = NetworkSpec((1, 1, 1), ("sigmoid", "sigmoid"), "quadratic", "zeros", "float64")
    net = Network(spec, np.array([1.0, 1, 0, 0]))
    seen = net.forward(np.array([[0.0]]))
    net.backward(seen, np.array([[1.0]]))
    s = 1 / (1 + np.exp(-0.5))
    d2 = (s - 1) * s * (1 - s)
    np.testing.assert_allclose(seen.delta[2], [[d2]], rtol=1e-14)
    np.testing.assert_allclose(seen.delta[1], [[d2 / 4]], rtol=1e-14)
    np.testing.assert_allclose(seen.gradient, [0, d2 / 2, d2 / 4, d2], rtol=1e-14)


@settings(deadline=None, max_examples=40)
@given(
    sizes=st.lists(st.integers(1, 6), min_size=2, max_size=4),
    m=st.integers(1, 7),
    pair=st.sampled_from(PAIRS),
    hidden=st.sampled_from(HIDDEN),
    seed=st.integers(0, 2**32 - 1),
)
def test_batch_gradient_is_the_mean_of_the_samples(sizes, m, pair, hidden, seed):
    net = network(tuple(sizes), hidden, *pair, seed=seed)
    x, y = samples(net, m, seed)
    together = net.forward(x)
    net.backward(together, y)
    one_by_one = []
    for i in range(m):
        alone = net.forward(x[i : i + 1])
        net.backward(alone, y[i : i + 1])
        one_by_one.append(alone.gradient)
    assert together.gradient.shape == (net.spec.parameter_count,)
    np.testing.assert_allclose(together.gradient, np.mean(one_by_one, axis=0), atol=1e-12)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_activations_and_costs_stay_finite_for_huge_input(name):
    activation: Activation = ACTIVATIONS[name](np.dtype(np.float32))
    z = np.array([[-1e30, -100.0, 0.0, 100.0, 1e30]], np.float32)
    a = np.empty_like(z)
    with np.errstate(over="raise", invalid="raise"):
        activation.of(z, a)
    assert np.isfinite(a).all()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("m", [1, 7])
def test_feedforward_gives_what_the_forward_pass_gives(m, dtype):
    spec = NetworkSpec((4, 5, 3), ("relu", "softmax"), "log_likelihood", "normal", dtype)
    network = Network.initial(spec, 1)
    x = np.random.default_rng(0).normal(size=(m, 4))
    seen = network.forward(x)
    for l, a in enumerate(network.feedforward(x)):
        assert a.dtype == dtype
        np.testing.assert_array_equal(a, seen.a[l])


def test_shapes_that_do_not_fit_are_refused():
    net = network((4, 3), "sigmoid", "sigmoid", "quadratic")
    with pytest.raises(ValueError, match=r"Inputs must be \(m, 4\)"):
        net.forward(np.zeros((2, 5)))
    with pytest.raises(ValueError, match=r"Targets must be \(2, 3\)"):
        net.backward(net.forward(np.zeros((2, 4))), np.zeros((2, 4)))
    with pytest.raises(ValueError, match="15 parameters"):
        Network(net.spec, np.zeros(14))
