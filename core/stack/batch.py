"""One mini-batch of each of several networks: BP1 to BP4 with one more axis.

Source: Nielsen, "Neural Networks and Deep Learning", chapter 2; read ``core.network.Batch`` first.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy import add, copyto, matmul, multiply
from numpy.typing import NDArray

from core.arrays import FloatArray, zeros
from core.functions.activations import Activation
from core.network import Network
from core.stack.rows import copy_b, copy_delta, copy_w, gathered, outer_into

Arrays = Mapping[int, NDArray[Any]]


class StackedBatch:
    """A mini-batch's way through networks of one shape, forward and back.

    Small matrices are multiplied sooner where both lie in memory row by row, and added sooner where
    both have a row for each sample: of what is small, and keeps its digits so, copies are used.

    Parameters
    ----------
    like : Network
        One of that shape: what it is made of, not its parameters.
    parameters : (nets, parameter_count)
        Of all of them.
    m : int
        Samples of each.
    activation : by layer number
        As in ``Network``, or with dropout.

    Attributes
    ----------
    x, y : (nets, m, n_0), (nets, m, n_L)
        Inputs and targets; whoever uses the batch fills them.
    z, a, delta : by layer number; a[0] is x
        (nets, m, n_l) each.
    gradient : (nets, parameter_count)
    share : (nets, m, n_L)
        What each sample counts in ``delta`` and ``gradient``: 1/m, or η/m.
    """

    def __init__(
        self,
        like: Network,
        parameters: FloatArray,
        m: int,
        activation: Mapping[int, Activation],
    ) -> None:
        dtype, L, n = parameters.dtype, like.L, like.spec.sizes
        nets = len(parameters)
        layers, hidden = range(1, L + 1), range(L - 1, 0, -1)
        self.m, self.cost = m, like.cost
        self.x = zeros((nets, m, n[0]), dtype)
        self.y = zeros((nets, m, n[L]), dtype)
        self.z = {l: zeros((nets, m, n[l]), dtype) for l in layers}
        self.a = {0: self.x} | {l: zeros((nets, m, n[l]), dtype) for l in layers}
        self.delta = {l: zeros((nets, m, n[l]), dtype) for l in layers}
        self.gradient = zeros(parameters.shape, dtype)
        self.share = zeros((nets, m, n[L]), dtype)
        w, b = by_layer(like, parameters)
        nabla_w, nabla_b = by_layer(like, self.gradient)

        # What each pass needs of each layer, looked up once. No two passes are in a layer at once,
        # so all layers of the same size could share a scratch; they are small.
        z, a, delta, sigma = self.z, self.a, self.delta, activation
        scratch = {l: zeros((nets, m, n[l]), dtype) for l in layers}
        copied_w = [l for l in layers if copy_w(m, n[l - 1], n[l], dtype)]
        copied_b = [l for l in layers if copy_b(n[l])]
        copied_delta = [l for l in layers if copy_delta(m, n[l - 1], n[l], dtype)]
        at_w, at_b = by_layer(like, np.arange(parameters.size).reshape(parameters.shape))
        self._fetch, copies = gathered(
            parameters,
            {("w", l): at_w[l].swapaxes(1, 2) for l in copied_w}
            | {("b", l): np.broadcast_to(at_b[l][:, None], z[l].shape) for l in copied_b},
        )
        w_T = {l: copies.get(("w", l), w[l].swapaxes(1, 2)) for l in layers}
        b_rows = {l: copies.get(("b", l), b[l][:, None]) for l in layers}
        delta_T = {l: delta[l].swapaxes(1, 2) for l in layers}
        self._transposed = [(zeros(delta_T[l].shape, dtype), delta_T[l]) for l in copied_delta]
        delta_T |= {l: copy for l, (copy, _) in zip(copied_delta, self._transposed, strict=True)}
        self._ones = np.ones(m, dtype)
        self._forward = [(a[l - 1], w_T[l], b_rows[l], z[l], a[l], sigma[l].of) for l in layers]
        self._output = (z[L], a[L], self.y, sigma[L], delta[L], scratch[L])
        product = {l: outer_into if n[l] == 1 else matmul for l in layers}
        slope = {l: (sigma[l].times_prime, z[l], a[l], scratch[l]) for l in hidden}
        self._hidden = [
            (product[l + 1], delta[l + 1], w[l + 1], delta[l], *slope[l]) for l in hidden
        ]
        self._gradients = [(delta[l], nabla_b[l], delta_T[l], a[l - 1], nabla_w[l]) for l in layers]

    def forward(self) -> None:
        """Fill z and a of every layer: zˡ = aˡ⁻¹ (wˡ)ᵀ + bˡ, aˡ = σ(zˡ)."""
        self._fetch()  # wᵀ and b, as they are now
        for a_before, w_T, b, z, a, sigma in self._forward:
            matmul(a_before, w_T, z)
            add(z, b, z)
            sigma(z, a)

    def backward(self) -> None:
        """Fill delta of every layer and the gradient: BP1 to BP4."""
        z, a, y, sigma, delta, scratch = self._output
        self.cost.delta(z, a, y, sigma, delta, scratch)  # BP1: δᴸ = ∇ₐC ⊙ σ′(zᴸ)
        multiply(delta, self.share, delta)

        for product, delta_next, w_next, delta, times_prime, z, a, scratch in self._hidden:
            product(delta_next, w_next, delta)  # BP2: δˡ = δˡ⁺¹ wˡ⁺¹ ...
            times_prime(delta, z, a, scratch)  #               ... ⊙ σ′(zˡ)

        for copy, delta_T in self._transposed:
            copyto(copy, delta_T)
        for delta, nabla_b, delta_T, a_before, nabla_w in self._gradients:
            matmul(self._ones, delta, nabla_b)  # BP3: ∂C/∂bˡ = Σₓ δˡ
            matmul(delta_T, a_before, nabla_w)  # BP4: ∂C/∂wˡ = (δˡ)ᵀ aˡ⁻¹


def by_layer(like: Network, flat: NDArray[Any]) -> tuple[Arrays, Arrays]:
    """Return views (w, b) by layer number into (nets, parameter_count), each with that first axis.

    They are what ``Network.by_layer`` gives of each row.
    """
    nets = len(flat)
    places = like.by_layer(np.arange(flat.shape[1], dtype=np.float64))
    views: list[dict[int, NDArray[Any]]] = []
    for kind in places:
        views.append({})
        for l, place in kind.items():
            first = int(place.flat[0])
            views[-1][l] = flat[:, first : first + place.size].reshape(nets, *place.shape)
    return views[0], views[1]
