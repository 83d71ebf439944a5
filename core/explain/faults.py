"""Backpropagation with a fault put in on purpose, to see what becomes of the gradient.

The network, its forward pass and its training are the real ones; the way back is the plain one with
a part exchanged, everywhere or in one layer only.
"""

from collections.abc import Collection

import numpy as np

from core.arrays import FloatArray
from core.explain.plain import backprop
from core.explain.slips import GRADIENTS, SLIPS, SlippedCost, Slope, fits, way_back
from core.functions.activations import ACTIVATIONS
from core.functions.costs import COSTS
from core.functions.optimizers import SGD
from core.network import Batch, Network
from core.specs import NetworkSpec

FAULTS = {
    "prime": "Forget σ′",
    "sign": "Wrong sign",
    "transpose": "No transpose",
}
"""The faults that can be put in everywhere at once, and what they are called."""


class Faulty(Network):
    """A network with the parameters of another, that goes wrong on the way back.

    Parameters
    ----------
    faults : of ``FAULTS``; with a layer, of ``core.explain.slips``
    layer : int, optional
        Where alone it goes wrong: in δ and the gradients of that layer.

    Raises
    ------
    ValueError
        If a fault makes no difference to such a network, or cannot be computed; it says why.
    """

    def __init__(self, network: Network, faults: Collection[str], layer: int | None = None) -> None:
        for fault in faults:
            if layer is None and (reason := why_not(fault, network.spec)):
                raise ValueError(reason)
            if layer is not None and not fits(fault, network, layer):
                raise ValueError(f"{fault!r} cannot happen in layer {layer} of {network.spec}.")
        super().__init__(network.spec, network.parameters)
        here = range(1, self.L + 1) if layer is None else (layer,)
        dtype = self.parameters.dtype
        self._feedback = dict(self.w)
        self._wrong_gradients = []
        for fault in faults:
            name, _, unit = fault.partition(".")
            part = SLIPS[name].part
            if part == "slope":
                wrong = {l: Slope(self.activation[l], name, dtype) for l in here}
                self.activation = {**self.activation, **wrong}
            elif part == "cost" and self.L in here:
                self.cost = SlippedCost(self.cost, name)
            elif part == "way back":
                back = {l + 1: way_back(name, self.w[l + 1], unit) for l in here if l < self.L}
                self._feedback |= back
            else:
                self._wrong_gradients += [(name, l) for l in here]

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
        for name, l in self._wrong_gradients:
            if name == "minus":
                for part in (seen.delta, seen.nabla_w, seen.nabla_b):
                    np.negative(part[l], part[l])
            elif name in GRADIENTS:
                seen.nabla_w[l][...] = GRADIENTS[name](self, wrong, l)
            else:
                by = self.b[l] if name == "bias" else wrong.a[l].mean(axis=0)
                seen.nabla_b[l][...] = wrong.nabla_b[l] * by


def why_not(fault: str, spec: NetworkSpec) -> str:
    """Return why a fault cannot be seen in such a network; empty if it can."""
    hidden = range(1, len(spec.sizes) - 1)
    if spec.sizes[-1] == 1 and ACTIVATIONS[spec.activations[-1]].couples:
        return (
            "A single softmax answer is 1 whatever comes in: all gradients are 0, right or wrong."
        )
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
    """Train on all samples x (m, n_0), y (m, n_L) at once.

    Returns
    -------
    list of float
        The cost before the first step and after each.
    """
    batch = network.forward(x)
    optimizer = SGD(network.parameters.size, network.parameters.dtype)
    optimizer.eta = eta
    batch.y[...] = y
    seen = []
    with np.errstate(all="ignore"):  # a broken one may grow beyond all bounds
        for _ in range(steps):
            network.backward(batch, y)
            seen.append(batch.cost())
            optimizer.update(network.parameters, batch.gradient)
            batch.forward()
        seen.append(batch.cost())
    return seen
