"""PyTorch as oracle: where it is installed, its autograd must find our gradients.

Install it with `pip install torch` to have these tests; the numerical check in test_network.py
needs nothing.
"""

import importlib.util

import numpy as np
import pytest

from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.functions.costs import COSTS
from core.network import Network
from core.specs import NetworkSpec

if importlib.util.find_spec("torch"):
    import torch
    from torch.nn import functional as F

    THEIRS = {
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": torch.relu,
        "leaky_relu": lambda z: F.leaky_relu(z, 0.01),
        "softplus": lambda z: F.softplus(z, threshold=700),
        "linear": lambda z: z,
        "softmax": lambda z: torch.softmax(z, 1),
    }
    COST = {
        "quadratic": lambda z, a, y: 0.5 * F.mse_loss(a, y, reduction="sum"),
        "huber": lambda z, a, y: F.huber_loss(a, y, reduction="sum"),
        "cross_entropy": lambda z, a, y: F.binary_cross_entropy_with_logits(z, y, reduction="sum"),
        "log_likelihood": lambda z, a, y: F.cross_entropy(z, y, reduction="sum"),
    }
    PAIRS = [
        (output, name)
        for output in ACTIVATIONS
        for name, cost in COSTS.items()
        if cost.outputs is None or output in cost.outputs
    ]

    def test_the_oracle_knows_all_we_have():
        assert set(THEIRS) == set(ACTIVATIONS)
        assert set(COST) == set(COSTS)

    @pytest.mark.parametrize("hidden", [name for name in ACTIVATIONS if name not in OUTPUT_ONLY])
    @pytest.mark.parametrize(("output", "cost"), PAIRS)
    def test_autograd_finds_the_same_cost_and_gradients(hidden, output, cost):
        spec = NetworkSpec((6, 5, 4, 3), (hidden, hidden, output), cost, "normal", "float64")
        net = Network.initial(spec, 3)
        rng = np.random.default_rng(4)
        x, y = rng.standard_normal((7, 6)), np.eye(3)[rng.integers(0, 3, 7)]
        seen = net.forward(x)
        net.backward(seen, y)

        w = {l: torch.tensor(v, requires_grad=True) for l, v in net.w.items()}
        b = {l: torch.tensor(v, requires_grad=True) for l, v in net.b.items()}
        a = torch.tensor(x)
        for l, name in enumerate(spec.activations, start=1):
            z = a @ w[l].T + b[l]
            a = THEIRS[name](z)
        total = COST[cost](z, a, torch.tensor(y)) / 7
        total.backward()

        assert seen.cost() == pytest.approx(total.item(), rel=1e-12)
        for l in net.w:
            np.testing.assert_allclose(seen.nabla_w[l], w[l].grad.numpy(), rtol=1e-9, atol=1e-12)
            np.testing.assert_allclose(seen.nabla_b[l], b[l].grad.numpy(), rtol=1e-9, atol=1e-12)
