"""The gradient check sees a planted fault, and nothing where there is none."""

import numpy as np
import pytest

from core.explain.gradient_check import check_gradient
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.functions.costs import COSTS
from core.network import Batch, Network
from core.specs import NetworkSpec

HIDDEN = [name for name in ACTIVATIONS if name not in OUTPUT_ONLY]


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


def forget_prime(monkeypatch):
    for name in HIDDEN:
        monkeypatch.setattr(ACTIVATIONS[name], "times_prime", lambda *_: None)


def wrong_sign(monkeypatch):
    right = COSTS["cross_entropy"].delta

    def wrong(self, z, a, y, activation, delta, scratch):
        right(self, z, a, y, activation, delta, scratch)
        np.negative(delta, delta)

    monkeypatch.setattr(COSTS["cross_entropy"], "delta", wrong)


def slightly_wrong_bp2(monkeypatch):
    right = ACTIVATIONS["tanh"].times_prime

    def wrong(self, delta, z, a, scratch):
        right(self, delta, z, a, scratch)
        delta *= 1.001

    monkeypatch.setattr(ACTIVATIONS["tanh"], "times_prime", wrong)


def missing_transpose(monkeypatch):
    right = Batch.backward

    def wrong(self):
        right(self)
        for l, nabla in self.nabla_w.items():
            if nabla.shape[0] == nabla.shape[1]:
                nabla[...] = nabla.T.copy()
                assert l

    monkeypatch.setattr(Batch, "backward", wrong)


@pytest.mark.parametrize("fault", [forget_prime, wrong_sign, slightly_wrong_bp2, missing_transpose])
def test_the_check_catches_a_planted_fault(fault, monkeypatch):
    net = network((4, 4, 4, 3), "tanh", "sigmoid", "cross_entropy")
    x, y = samples(net, 5)
    assert check_gradient(net, x, y).relative_error < 1e-7
    fault(monkeypatch)
    net = network((4, 4, 4, 3), "tanh", "sigmoid", "cross_entropy")
    assert check_gradient(net, x, y).relative_error > 1e-5
