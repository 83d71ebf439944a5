"""One neuron by itself: a = σ(w·x + b), its cost, and how the cost follows each of its numbers.

It is ``core.network`` with a single layer of one unit, in 64 bits; nothing is computed twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.explain.plain import backprop, of, prime
from core.functions.activations import ACTIVATIONS
from core.network import Network
from core.specs import NetworkSpec


def neuron(w: Sequence[float], b: float, activation: str = "sigmoid") -> Network:
    """Return a network of one unit with weights w (n,) and bias b, and the quadratic cost."""
    spec = NetworkSpec((len(w), 1), (activation,), "quadratic", dtype="float64")
    return Network(spec, np.array([*w, b], np.float64))


def cost(network: Network, x: FloatArray, y: FloatArray) -> float:
    """Return the mean cost over samples x (m, n_0) with targets y (m, n_L)."""
    batch = network.forward(x)
    batch.y[...] = y
    return batch.cost()


def costs(network: Network, x: FloatArray, y: FloatArray) -> list[float]:
    """Return the cost of each sample alone."""
    return [cost(network, x[i : i + 1], y[i : i + 1]) for i in range(len(x))]


@dataclass(frozen=True, slots=True)
class Nudge:
    """What moving one parameter by ``by`` did: the cost before and after.

    ``slope`` is ∂C/∂p, from backpropagation: what the ratio tends to as ``by`` shrinks.
    """

    by: float
    before: float
    after: float
    slope: float

    @property
    def change(self) -> float:
        """ΔC."""
        return self.after - self.before

    @property
    def ratio(self) -> float:
        """ΔC / Δp."""
        return self.change / self.by


def nudge(network: Network, place: int, by: float, x: FloatArray, y: FloatArray) -> Nudge:
    """Move the parameter at ``place`` of ``network.parameters`` by ``by``, which is not 0."""
    moved = Network(network.spec, network.parameters)
    moved.parameters[place] += by
    return Nudge(by, cost(network, x, y), cost(moved, x, y), slope(network, place, x, y))


def slope(network: Network, place: int, x: FloatArray, y: FloatArray) -> float:
    """Return ∂C/∂p of the parameter at ``place``."""
    found = backprop(network, x, y)
    parts = [found.nabla_w[l].ravel() for l in network.w]
    parts += [found.nabla_b[l].ravel() for l in network.b]
    return float(np.concatenate(parts)[place])


def curve(activation: str, z: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return σ(z) and σ′(z) at places (n,), for an activation that takes each unit by itself."""
    sigma = ACTIVATIONS[activation](np.dtype(np.float64))
    column = np.asarray(z, np.float64)[:, None]
    a = of(sigma, column)
    return a[:, 0], prime(sigma, column, a)[:, 0]
