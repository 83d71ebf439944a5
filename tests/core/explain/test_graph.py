"""Forward and reverse mode find the same derivatives, in many sweeps and in one."""

import numpy as np
import pytest

from core.explain.graph import example, forward_mode, graph, reverse_mode
from core.explain.plain import backprop
from core.network import Network
from core.specs import NetworkSpec

SPEC = NetworkSpec((2, 3, 2), ("tanh", "sigmoid"), "quadratic", dtype="float64")
NETS = {
    "1-2-1": example(),
    "2-3-2": (Network.initial(SPEC, 1), np.array([0.5, -0.2]), np.array([1.0, 0.0])),
}


@pytest.mark.parametrize("name", NETS)
def test_both_modes_find_what_backpropagation_finds(name):
    network, x, y = NETS[name]
    whole = graph(network, x, y)
    derivatives, taken = reverse_mode(whole)
    assert len(taken) == len(whole.edges)  # each edge once
    by_sweep = [forward_mode(whole, one)[0]["C"] for one in whole.learnt]
    np.testing.assert_allclose([derivatives[one] for one in whole.learnt], by_sweep, atol=1e-15)
    found = backprop(network, x[None], y[None])
    exact = [v for l in network.w
             for row, bias in zip(found.nabla_w[l], found.nabla_b[l], strict=True)
             for v in (*row, bias)]  # fmt: skip
    np.testing.assert_allclose(by_sweep, exact, rtol=1e-12)
    assert len(whole.learnt) == network.spec.parameter_count


def test_forward_mode_takes_only_what_follows():
    network, x, y = NETS["1-2-1"]
    whole = graph(network, x, y)
    _, taken = forward_mode(whole, "w²₁₁")
    assert [edge.to for edge in taken] == ["z²₁", "a²₁", "C"]
    assert whole.values["C"] == pytest.approx(0.5 * whole.values["a²₁"] ** 2)
