"""A feedforward network, its forward pass, and backpropagation as the four equations BP1-BP4.

Source: Nielsen, "Neural Networks and Deep Learning", chapter 2. Notation: see ``core``.
"""

import math
from collections.abc import Mapping

import numpy as np
from numpy import add, multiply

from core.arrays import FloatArray, constant, product_into, zeros
from core.functions.activations import ACTIVATIONS, Activation
from core.functions.costs import COSTS
from core.functions.initializers import INITIALIZERS
from core.specs import NetworkSpec

Layers = Mapping[int, FloatArray]


class Network:
    """Weights and biases, all in one flat vector, seen through one view per layer.

    Attributes
    ----------
    parameters : (spec.parameter_count,)
        All weights, then all biases. Change it in place, so that the views stay true.
    w, b : by layer number 1..L
        ``w[l]`` (n_l, n_l-1), ``b[l]`` (n_l,): views of ``parameters``.
    weight_count : int
        Where in ``parameters`` the weights end and the biases begin.
    """

    def __init__(self, spec: NetworkSpec, parameters: FloatArray) -> None:
        if parameters.shape != (spec.parameter_count,):
            raise ValueError(
                f"A {spec.sizes} network has {spec.parameter_count} parameters, "
                f"not {parameters.shape}."
            )
        dtype = np.dtype(spec.dtype)
        self.spec = spec
        self.L = len(spec.sizes) - 1
        self.parameters = zeros(parameters.shape, dtype)
        self.parameters[...] = parameters
        self.w, self.b = self.by_layer(self.parameters)
        self.weight_count = sum(w.size for w in self.w.values())
        self.activation = {
            l: ACTIVATIONS[name](dtype) for l, name in enumerate(spec.activations, start=1)
        }
        self.cost = COSTS[spec.cost]()

    @classmethod
    def initial(cls, spec: NetworkSpec, seed: int) -> "Network":
        """Return a network with random weights; the same seed gives the same weights."""
        network = cls(spec, np.zeros(spec.parameter_count))
        rng = np.random.default_rng(seed)
        draw = INITIALIZERS[spec.init].draw
        for l in network.w:
            network.w[l][...], network.b[l][...] = draw(rng, *network.w[l].shape)
        return network

    def by_layer(self, flat: FloatArray) -> tuple[Layers, Layers]:
        """Return views (w, b) by layer number into a vector laid out like ``parameters``."""
        sizes = self.spec.sizes
        views: tuple[dict[int, FloatArray], dict[int, FloatArray]] = ({}, {})
        start = 0
        for kind, view in enumerate(views):
            for l in range(1, self.L + 1):
                shape = (sizes[l], sizes[l - 1]) if kind == 0 else (sizes[l],)
                stop = start + math.prod(shape)
                view[l] = flat[start:stop].reshape(shape)
                start = stop
        return views

    def feedforward(self, x: FloatArray) -> list[FloatArray]:
        """Return what each layer answers to samples x (m, n_0): x itself, a¹, ..., aᴸ.

        Nothing is kept for the way back. As exact as ``forward``, and sooner there for few samples.
        """
        a = [np.asarray(x, self.parameters.dtype)]
        for l in range(1, self.L + 1):
            z = a[l - 1].dot(self.w[l].T)
            z += self.b[l]
            a.append(np.empty_like(z))
            self.activation[l].of(z, a[l])
        return a

    def forward(self, x: FloatArray) -> "Batch":
        """Send samples x (m, n_0) through the network and return all that was seen on the way.

        Raises
        ------
        ValueError
            If ``x`` does not have the shape of the network's input.
        """
        if x.ndim != 2 or x.shape[1] != self.spec.sizes[0]:
            raise ValueError(f"Inputs must be (m, {self.spec.sizes[0]}), not {x.shape}.")
        batch = Batch(self, len(x))
        batch.x[...] = x
        batch.forward()
        return batch

    def backward(self, seen: "Batch", y: FloatArray) -> None:
        """Backpropagate the error of a batch that came from ``forward``; targets y are (m, n_L).

        Fills ``seen.delta``, ``seen.nabla_w`` and ``seen.nabla_b``.

        Raises
        ------
        ValueError
            If ``y`` does not have the shape of the network's output.
        """
        if y.shape != seen.y.shape:
            raise ValueError(f"Targets must be {seen.y.shape}, not {y.shape}.")
        seen.y[...] = y
        seen.backward()


class Batch:
    """One mini-batch's way through a network, forward and back, in buffers that are made once.

    The batch's cost is the mean over its samples, C = (1/m) Σₓ Cₓ, and ``delta`` is the error of
    that mean: each row is a sample's share, δₓ/m. So BP3 and BP4 need no division, and gradients
    do not grow with m.

    Parameters
    ----------
    m : int
        How many samples.
    share : float, optional
        What each sample counts, if not 1/m. May be set between two passes.
    activation : by layer number, optional
        Used in place of the network's own: dropout for training, say.

    Attributes
    ----------
    x, y : (m, n_0), (m, n_L)
        Inputs and targets; whoever uses the batch fills them.
    z, a, delta : by layer number; a[0] is x
        (m, n_l) each. ``a[L]`` is the network's answer.
    gradient : (spec.parameter_count,)
        dC/d(parameters), in the order of ``Network.parameters``.
    nabla_w, nabla_b : by layer number
        Views of ``gradient``, in the shapes of ``w`` and ``b``.
    """

    def __init__(
        self,
        network: Network,
        m: int,
        share: float | None = None,
        activation: Mapping[int, Activation] | None = None,
    ) -> None:
        dtype, L = network.parameters.dtype, network.L
        n = network.spec.sizes
        self.network = network
        self.m = m
        self.x = zeros((m, n[0]), dtype)
        self.y = zeros((m, n[L]), dtype)
        self.z = {l: zeros((m, n[l]), dtype) for l in range(1, L + 1)}
        self.a = {0: self.x} | {l: zeros((m, n[l]), dtype) for l in range(1, L + 1)}
        self.delta = {l: zeros((m, n[l]), dtype) for l in range(1, L + 1)}
        self.gradient = zeros(network.parameters.shape, dtype)
        self.nabla_w, self.nabla_b = network.by_layer(self.gradient)
        self._share = constant(1 / m if share is None else share, dtype)

        # What each pass needs of each layer, looked up once: views, and products bound to arrays.
        w, b, sigma = network.w, network.b, activation or network.activation
        z, a, delta = self.z, self.a, self.delta
        scratch = {l: zeros((m, n[l]), dtype) for l in range(1, L + 1)}
        ones = np.ones(m, dtype)
        layers, hidden = range(1, L + 1), range(L - 1, 0, -1)
        self._forward = [
            (a[l - 1].dot, w[l].T, b[l], z[l], a[l], sigma[l].of, scratch[l]) for l in layers
        ]
        self._output = (z[L], a[L], self.y, sigma[L], delta[L], scratch[L])
        self._hidden = [
            (delta[l + 1].dot, w[l + 1], delta[l], sigma[l].times_prime, z[l], a[l], scratch[l])
            for l in hidden
        ]
        nabla_w, nabla_b = self.nabla_w, self.nabla_b
        delta_T = {l: product_into(nabla_w[l], delta[l].T) for l in layers}
        self._gradients = [
            (ones.dot, delta[l], nabla_b[l], delta_T[l], a[l - 1], nabla_w[l]) for l in layers
        ]

    @property
    def share(self) -> float:
        """What each sample counts in ``delta`` and ``gradient``."""
        return float(self._share)

    @share.setter
    def share(self, value: float) -> None:
        self._share[()] = value

    def forward(self) -> None:
        """Fill z and a of every layer: zˡ = aˡ⁻¹ (wˡ)ᵀ + bˡ, aˡ = σ(zˡ)."""
        for a_before_dot, w_T, b, z, a, sigma, b_rows in self._forward:
            a_before_dot(w_T, z)
            b_rows[...] = b  # a row for each sample: half the time of adding b, which has one row
            add(z, b_rows, z)
            sigma(z, a)

    def backward(self) -> None:
        """Fill delta of every layer and the gradient: BP1 to BP4."""
        z, a, y, sigma, delta, scratch = self._output
        self.network.cost.delta(z, a, y, sigma, delta, scratch)  # BP1: δᴸ = ∇ₐC ⊙ σ′(zᴸ)
        multiply(delta, self._share, delta)

        for delta_next_dot, w_next, delta, times_prime, z, a, scratch in self._hidden:
            delta_next_dot(w_next, delta)  # BP2: δˡ = δˡ⁺¹ wˡ⁺¹ ...
            times_prime(delta, z, a, scratch)  #           ... ⊙ σ′(zˡ)

        for ones_dot, delta, nabla_b, delta_T_dot, a_before, nabla_w in self._gradients:
            ones_dot(delta, nabla_b)  # BP3: ∂C/∂bˡ = Σₓ δˡ
            delta_T_dot(a_before, nabla_w)  # BP4: ∂C/∂wˡ = (δˡ)ᵀ aˡ⁻¹

    def scale(self, factor: float) -> None:
        """Multiply ``delta`` and ``gradient`` as they are now."""
        by = constant(factor, self.gradient.dtype)
        for array in (*self.delta.values(), self.gradient):
            multiply(array, by, array)

    def cost(self) -> float:
        """Return the mean cost of the batch as last seen by ``forward``, without regularisation."""
        L = self.network.L
        return self.network.cost.value(self.z[L], self.a[L], self.y) / self.m
