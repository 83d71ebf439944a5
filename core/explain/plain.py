"""Backpropagation in eight lines, a new array for every symbol: read this before ``core.network``.

What trains does the same, with the same symbols in the same order, in buffers that are made once; a
test holds both equal to the last bit. Source: Nielsen, "Neural Networks and Deep Learning",
chapter 2. Notation: see ``core``.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray, constant
from core.functions.activations import Activation, Linear
from core.functions.costs import Cost
from core.network import Layers, Network


@dataclass(frozen=True, slots=True, eq=False)
class Backprop:
    """All that is computed on the way of m samples through a network and back, by layer number.

    z, a and delta are (m, n_l), a[0] is x; nabla_w (n_l, n_l-1) and nabla_b (n_l,) are the gradient
    of C = (1/m) Σₓ Cₓ. As in ``core.network`` each row of delta carries its sample's share, 1/m.
    """

    z: Layers
    a: Layers
    delta: Layers
    nabla_w: Layers
    nabla_b: Layers


def backprop(
    network: Network, x: FloatArray, y: FloatArray, feedback: Layers | None = None
) -> Backprop:
    """Send samples x (m, n_0) forward and their error back, given the targets y (m, n_L).

    Parameters
    ----------
    feedback : by layer number, optional
        Matrices that bring the error back in BP2, where backpropagation takes ``network.w``.
    """
    w, b, sigma, L, m = network.w, network.b, network.activation, network.L, len(x)
    back = w if feedback is None else feedback  # w, as a rule
    share = constant(1 / m, x.dtype)

    z, a = {}, {0: x}
    for l in range(1, L + 1):
        z[l] = a[l - 1] @ w[l].T + b[l]
        a[l] = of(sigma[l], z[l])

    delta = {L: share * output_error(network, z[L], a[L], y)}  # BP1; share: 1/m
    for l in range(L - 1, 0, -1):
        delta[l] = (delta[l + 1] @ back[l + 1]) * prime(sigma[l], z[l], a[l])  # BP2
    nabla_b = {l: np.ones(m, x.dtype) @ delta[l] for l in delta}  # BP3
    nabla_w = {l: delta[l].T @ a[l - 1] for l in delta}  # BP4
    return Backprop(z, a, delta, nabla_w, nabla_b)


def of(sigma: Activation, z: FloatArray) -> FloatArray:
    """Return σ(z), (m, n_l)."""
    a = np.empty_like(z)
    sigma.of(z, a)
    return a


def prime(sigma: Activation, z: FloatArray, a: FloatArray) -> FloatArray:
    """Return σ′(z), (m, n_l), for an activation that takes each unit by itself."""
    slope = np.ones_like(z)
    sigma.times_prime(slope, z, a, np.empty_like(z))
    return slope


def cost_slope(cost: Cost, z: FloatArray, a: FloatArray, y: FloatArray) -> FloatArray:
    """Return ∇ₐCₓ, (m, n_L), of a cost in which σ′ does not cancel."""
    slope = np.empty_like(a)
    cost.delta(z, a, y, Linear(a.dtype), slope, np.empty_like(a))  # whose σ′ is 1
    return slope


def output_error(network: Network, z: FloatArray, a: FloatArray, y: FloatArray) -> FloatArray:
    """Return ∇ₐCₓ ⊙ σ′(zᴸ), (m, n_L), as the cost knows it: where σ′ cancels, it never divides."""
    delta = np.empty_like(z)
    network.cost.delta(z, a, y, network.activation[network.L], delta, np.empty_like(z))
    return delta
