"""Slips that people make on the way back: what each exchanges in one layer, and what it comes to.

They are planted by ``core.explain.faults``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.explain.plain import Backprop
from core.functions.activations import Activation
from core.functions.costs import Cost
from core.network import Network


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault in one place: the equations that it may happen in, and what it comes to, in words.

    ``part`` is what it exchanges: two slips of the same part cannot meet.
    """

    part: str
    equations: str
    words: str


SLIPS = {
    "prime": Slip("slope", "BP1 BP2", "without σ′"),
    "curve": Slip("slope", "BP1 BP2", "with σ(z) where σ′(z) belongs"),
    "of_answer": Slip("slope", "BP1 BP2", "with σ′(a) where σ′(z) belongs"),
    "sign": Slip("cost", "BP1", "with y − a where a − y belongs"),
    "target": Slip("cost", "BP1", "without the target y"),
    "double": Slip("cost", "BP1", "with a factor 2, as if the cost had no ½"),
    "difference": Slip("cost", "BP1", "with σ′ alone, without ∇ₐC"),
    "not_cancelled": Slip("cost", "BP1", "with a σ′, which cancels with this cost"),
    "transpose": Slip("way back", "BP2", "with w where wᵀ belongs"),
    "weights": Slip("way back", "BP2", "without the weights"),
    "path": Slip("way back", "BP2", "without the path through unit {unit} of the next layer"),
    "minus": Slip("sign", "BP2 BP3 BP4", "with the wrong sign"),
    "bias": Slip("gradient", "BP3", "with the bias as a factor, which has no place there"),
    "bias_answer": Slip("gradient", "BP3", "with the unit's own a as a factor"),
    "incoming": Slip("gradient", "BP4", "with δ alone, without what came in"),
    "error": Slip("gradient", "BP4", "with what came in alone, without δ"),
    "weight": Slip("gradient", "BP4", "with w δ where a δ belongs"),
    "sum": Slip("gradient", "BP4", "with z where a belongs"),
    "outgoing": Slip("gradient", "BP4", "with the unit's own a where what came in belongs"),
    "swapped": Slip("gradient", "BP4", "with rows and columns swapped"),
}
"""The faults that can be put into one layer; "path.2" forgets the path through unit 3."""


def slips(network: Network, equation: str, layer: int) -> Iterator[str]:
    """Return the slips that can happen where ``equation``, "BP1" to "BP4", is used for a layer."""
    for name, slip in SLIPS.items():
        if equation in slip.equations:
            units = range(network.spec.sizes[layer + 1]) if name == "path" else (None,)
            faults = (name if unit is None else f"{name}.{unit}" for unit in units)
            yield from (fault for fault in faults if fits(fault, network, layer))


def words(slip: str) -> str:
    """Say what a slip comes to."""
    name, _, unit = slip.partition(".")
    return SLIPS[name].words.format(unit=int(unit) + 1 if unit else "")


def fits(slip: str, network: Network, layer: int) -> bool:
    """Return whether a slip can be computed in a layer, and is one that somebody could make."""
    name, output = slip.partition(".")[0], layer == network.L
    part, cancels = SLIPS[name].part, network.cost.cancels
    n, before = network.w[layer].shape
    if part == "way back":
        if output:
            return False
        n, before = network.w[layer + 1].shape
    only: Mapping[str, bool] = {
        "difference": not cancels,
        "not_cancelled": cancels and not network.activation[layer].couples,
        "double": network.spec.cost == "quadratic",
        "transpose": n == before > 1,
        "path": n > 1,
        "sum": layer > 1,
        "swapped": n == before > 1,
    }
    if (part == "slope" and output and cancels) or (part == "cost" and not output):
        return False
    return only.get(name, True)


class Slope(Activation):
    """σ as it is; another product than that with σ′(z)."""

    def __init__(self, of: Activation, slip: str, dtype: np.dtype[Any]) -> None:
        super().__init__(dtype)
        self.right, self.slip = of, slip
        self.of = of.of  # type: ignore[method-assign]

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        """Leave ``delta`` as it is, or multiply it by σ(z), or by σ′(a)."""
        if self.slip == "curve":
            np.multiply(delta, a, delta)
        if self.slip == "of_answer":
            twice = np.empty_like(a)
            self.of(a, twice)
            self.right.times_prime(delta, a, twice, scratch)


class SlippedCost(Cost):
    """The cost as it is; another error at the output."""

    def __init__(self, of: Cost, slip: str) -> None:
        self.of, self.slip = of, slip

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
        """Write the error with the slip."""
        wanted = np.zeros_like(y) if self.slip == "target" else y
        self.of.delta(z, a, wanted, activation, delta, scratch)
        if self.slip == "sign":
            np.negative(delta, delta)
        if self.slip == "double":
            np.multiply(delta, 2, delta)
        if self.slip == "difference":
            delta[...] = 1
        if self.slip in ("difference", "not_cancelled"):
            activation.times_prime(delta, z, a, scratch)


def way_back(name: str, w: FloatArray, unit: str) -> FloatArray:
    """Return what brings the error back through w (n, n_before), instead of w itself."""
    if name == "transpose":
        return w.T
    if name == "weights":
        return np.ones_like(w)
    forgotten = w.copy()
    forgotten[int(unit)] = 0
    return forgotten


GRADIENTS: Mapping[str, Callable[[Network, Backprop, int], FloatArray]] = {
    "incoming": lambda net, found, l: np.repeat(found.nabla_b[l][:, None], net.w[l].shape[1], 1),
    "error": lambda net, found, l: np.tile(found.a[l - 1].mean(axis=0), (len(net.w[l]), 1)),
    "weight": lambda net, found, l: net.w[l] * found.nabla_b[l][:, None],
    "sum": lambda _net, found, l: found.delta[l].T @ found.z[l - 1],
    "outgoing": lambda net, found, l: np.repeat(
        (found.delta[l] * found.a[l]).sum(axis=0)[:, None], net.w[l].shape[1], 1
    ),
    "swapped": lambda _net, found, l: found.nabla_w[l].T,
}
"""∇w with a slip, of a network, what was computed and a layer."""
