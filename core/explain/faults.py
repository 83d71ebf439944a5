"""Backpropagation with a fault put in on purpose, to see what becomes of the gradient.

The network, its forward pass and its training are the real ones; the way back is the plain one with
a part exchanged.
"""

from collections.abc import Collection
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.explain.plain import backprop
from core.functions.activations import ACTIVATIONS, Activation
from core.functions.costs import COSTS, Cost
from core.functions.optimizers import SGD
from core.network import Batch, Network
from core.specs import NetworkSpec

FAULTS = {
    "prime": "Forget σ′",
    "sign": "Wrong sign",
    "transpose": "No transpose",
}
"""The faults that can be put in, and what they are called."""


class _NoPrime(Activation):
    """σ as it is; the product with σ′ does nothing."""

    def __init__(self, of: Activation, dtype: np.dtype[Any]) -> None:
        super().__init__(dtype)
        self.of = of.of  # type: ignore[method-assign]

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        """Leave ``delta`` as it is."""


class _WrongSign(Cost):
    """The cost as it is; y - a where a - y belongs."""

    def __init__(self, of: Cost) -> None:
        self.of = of

    def value(self, z: FloatArray, a: FloatArray, y: FloatArray) -> float:
        """Return the right value."""
        return self.of.value(z, a, y)

    def delta(
        self,
        z: FloatArray,
        a: FloatArray,
        y: FloatArray,
        activation: Activation,
        delta: FloatArray,
        scratch: FloatArray,
    ) -> None:
        """Write the error with the wrong sign."""
        self.of.delta(z, a, y, activation, delta, scratch)
        np.negative(delta, delta)


class Faulty(Network):
    """A network with the parameters of another, that goes wrong on the way back.

    Raises
    ------
    ValueError
        If a fault makes no difference to such a network, or cannot be computed; it says why.
    """

    def __init__(self, network: Network, faults: Collection[str]) -> None:
        for fault in faults:
            if reason := why_not(fault, network.spec):
                raise ValueError(reason)
        super().__init__(network.spec, network.parameters)
        dtype = self.parameters.dtype
        if "prime" in faults:
            self.activation = {l: _NoPrime(sigma, dtype) for l, sigma in self.activation.items()}
        if "sign" in faults:
            self.cost = _WrongSign(self.cost)
        # in BP2, w where wᵀ belongs
        self._feedback = {l: w.T for l, w in self.w.items()} if "transpose" in faults else None

    def backward(self, seen: Batch, y: FloatArray) -> None:
        """Bring the error back, with the faults."""
        seen.y[...] = y
        wrong = backprop(self, seen.x, y, self._feedback)
        for filled, found in (
            (seen.delta, wrong.delta),
            (seen.nabla_w, wrong.nabla_w),
            (seen.nabla_b, wrong.nabla_b),
        ):
            for l in found:
                filled[l][...] = found[l]


def why_not(fault: str, spec: NetworkSpec) -> str:
    """Return why a fault cannot be seen in such a network; empty if it can."""
    hidden = range(1, len(spec.sizes) - 1)
    if fault == "prime":
        used = [spec.activations[l - 1] for l in hidden]
        used += [spec.activations[-1]] * (not COSTS[spec.cost].cancels)
        if all(ACTIVATIONS[name].slope == "1" for name in used):
            return "σ′ is never needed here: with this cost it cancels, or σ is linear and σ′ is 1."
    if fault == "transpose":
        if not hidden:
            return "Without a hidden layer BP2 never runs, so there is no transpose to forget."
        for l in hidden:
            n, before = spec.sizes[l + 1], spec.sizes[l]
            if n != before:
                return (
                    f"w of layer {l + 1} is {n}×{before}: without the transpose the shapes do not "
                    "fit, and NumPy stops with an error. Give the layers after the input the same "
                    "size, and the mistake runs unnoticed."
                )
        if all(spec.sizes[l] == 1 for l in hidden):
            return "A 1×1 matrix is its own transpose."
    return ""


def costs(network: Network, x: FloatArray, y: FloatArray, eta: float, steps: int) -> list[float]:
    """Train on all samples x (m, n_0), y (m, n_L) at once; return the cost before each step."""
    batch = network.forward(x)
    optimizer = SGD(network.parameters.size, network.parameters.dtype)
    optimizer.eta = eta
    seen = []
    with np.errstate(all="ignore"):  # a broken one may grow beyond all bounds
        for _ in range(steps):
            batch.forward()
            network.backward(batch, y)
            seen.append(batch.cost())
            optimizer.update(network.parameters, batch.gradient)
    return seen
