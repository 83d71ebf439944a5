"""The fast form of backpropagation is the plain one."""

import itertools

import numpy as np
import pytest

from core.explain.plain import backprop
from core.functions.activations import ACTIVATIONS
from core.functions.costs import COSTS
from core.network import Batch, Network
from core.specs import NetworkSpec


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


@pytest.mark.parametrize(("output", "cost"), PAIRS)
def test_the_fast_form_is_the_plain_one_to_the_last_bit(output, cost):
    net = network((7, 6, 5, 3), "sigmoid", output, cost)
    batch = Batch(net, 4)
    for seed in range(3):
        batch.x[...], batch.y[...] = samples(net, 4, seed)
        batch.forward()
        batch.backward()
        plain = backprop(net, batch.x.copy(), batch.y.copy())
        for name in ("z", "a", "delta", "nabla_w", "nabla_b"):
            for l, expected in getattr(plain, name).items():
                np.testing.assert_array_equal(getattr(batch, name)[l], expected, f"{name}[{l}]")
