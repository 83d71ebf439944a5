"""The chain rule in a network of one unit a layer: a nudge of one number, and where it goes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.explain.plain import cost_slope, prime
from core.explain.superscripts import raised
from core.network import Batch, Network
from core.specs import NetworkSpec


def chain(w: Sequence[float], activation: str = "sigmoid") -> Network:
    """Return a network of one unit in each layer, with weights w, biases 0, the quadratic cost."""
    layers = len(w)
    spec = NetworkSpec((1,) * (layers + 1), (activation,) * layers, "quadratic", dtype="float64")
    return Network(spec, np.array([*w, *[0.0] * layers]))


@dataclass(frozen=True, slots=True)
class Stop:
    """One number that a nudge reaches: what it was, and what it becomes.

    ``slope`` is its derivative by the number before it; of the nudged number itself it is 1.
    """

    name: str
    before: float
    after: float
    slope: float

    @property
    def change(self) -> float:
        """How far it moved."""
        return self.after - self.before


def travel(network: Network, x: float, y: float, layer: int, by: float) -> list[Stop]:
    """Nudge the weight of a layer and follow it: w, then z and a of each layer, then the cost.

    ``network`` is a ``chain``; it stays as it is.
    """
    moved = Network(network.spec, network.parameters)
    moved.w[layer][...] += by
    was, now = (_seen(one, x, y) for one in (network, moved))
    w = float(network.w[layer][0, 0])
    stops = [Stop("w" + raised(layer), w, w + by, 1.0)]
    slope = float(was.a[layer - 1][0, 0])  # of z by w
    for l in range(layer, network.L + 1):
        stops.append(Stop("z" + raised(l), _one(was.z[l]), _one(now.z[l]), slope))
        steep = _one(prime(network.activation[l], was.z[l], was.a[l]))
        stops.append(Stop("a" + raised(l), _one(was.a[l]), _one(now.a[l]), steep))
        if l < network.L:
            slope = _one(network.w[l + 1])
    L = network.L
    last = _one(cost_slope(network.cost, was.z[L], was.a[L], was.y))
    return [*stops, Stop("C", was.cost(), now.cost(), last)]


@dataclass(frozen=True, slots=True)
class Way:
    """One way from a unit to the cost, through unit ``through`` of the next layer.

    ``weight`` leads there, ``blame`` is δ of where it leads, ``alone`` is ΔC/Δ when only this way
    may move.
    """

    through: int
    weight: float
    blame: float
    alone: float

    @property
    def share(self) -> float:
        """What the way adds to ∂C/∂a: weight times blame."""
        return self.weight * self.blame


def two_ways(network: Network, x: float, y: float, by: float) -> tuple[list[Way], float]:
    """Nudge the input of a 1-n-1 network by ``by``; return its ways to the cost, and ΔC/Δ of all.

    A way alone is measured with the inputs of all other hidden units held.
    """
    was = _seen(network, x, y)
    network.backward(was, was.y.copy())
    blames = was.delta[1][0]
    ways = []
    for k, (weight, blame) in enumerate(zip(network.w[1][:, 0], blames, strict=True)):
        held = Network(network.spec, network.parameters)
        held.b[1][k] += weight * by  # as if only this unit saw the input move
        alone = (_seen(held, x, y).cost() - was.cost()) / by
        ways.append(Way(k, float(weight), float(blame), alone))
    return ways, (_seen(network, x + by, y).cost() - was.cost()) / by


def _seen(network: Network, x: float, y: float) -> Batch:
    batch = network.forward(np.array([[x]]))
    batch.y[...] = y
    return batch


def _one(array: FloatArray) -> float:
    return float(array[0, 0])
