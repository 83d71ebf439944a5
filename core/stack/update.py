"""How the gradients of a stack become steps; ``core.update`` with one more axis."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy import add, matmul, multiply

from core.arrays import FloatArray
from core.functions.optimizers import Optimizer
from core.specs import TrainSpec
from core.update import SMALLEST_FOLDED


class StackedUpdate:
    """Takes one step of each network, as its own ``settings`` say.

    Parameters
    ----------
    parameters : (nets, parameter_count)
    weight_count : int
        Where weights end and biases begin.
    frozen : sequence of array
        Views of ``parameters`` that are to stay as they are.
    n : int
        How many training samples there are.

    Attributes
    ----------
    factor : (nets, 1) float64
        By which gradients are to be larger when they come here: see ``core.update.Update``.
    """

    def __init__(
        self,
        parameters: FloatArray,
        weight_count: int,
        frozen: Sequence[FloatArray],
        optimizer: Optimizer,
        settings: Sequence[TrainSpec],
        n: int,
    ) -> None:
        dtype = parameters.dtype
        self.optimizer = optimizer
        self._parameters = parameters
        self._weights = parameters[:, :weight_count]
        self._penalty = np.empty(self._weights.shape, dtype)
        self._l1 = per_net([one.lmbda1 / n for one in settings], dtype)
        self._l2 = per_net([one.lmbda / n for one in settings], dtype)
        self._clip = per_net([one.clip for one in settings], np.dtype(np.float64))
        self._shrink = np.ones_like(self._l2)
        self._frozen = frozen
        decays = bool(self._l2.any())
        self._shrinks = decays and optimizer.shrinks_weights
        self._pulls = decays and not optimizer.shrinks_weights
        self._changes_gradient = bool(
            self._pulls or self._l1.any() or self._clip.any() or len(frozen)
        )
        self.set_eta(per_net([one.eta for one in settings], np.dtype(np.float64)))

    def set_eta(self, eta: FloatArray) -> None:
        """Go on with other learning rates (nets, 1) float64."""
        self.optimizer.etas = eta
        self._shrink[...] = 1 - eta * self._l2.astype(np.float64)
        may = not self._changes_gradient and self.optimizer.linear
        folded = may and bool((eta > SMALLEST_FOLDED).all())
        self.factor = eta if folded else np.ones_like(eta)
        self._step = self.optimizer.follow if folded else self.optimizer.update

    def descend(self, gradient: FloatArray) -> None:
        """Take one step; ``gradient`` (nets, parameter_count) may be changed on the way."""
        if not self._changes_gradient:
            if self._shrinks:
                multiply(self._weights, self._shrink, self._weights)
            self._step(self._parameters, gradient)
            return
        kept = [view.copy() for view in self._frozen]
        if self._l1.any():  # gradient of λ₁/n Σ|w|
            np.sign(self._weights, self._penalty)
            self._add_penalty(gradient, self._l1)
        if self._shrinks:  # λ/2n Σw² (Nielsen, equation 88); biases stay free
            multiply(self._weights, self._shrink, self._weights)
        elif self._pulls:
            np.copyto(self._penalty, self._weights)
            self._add_penalty(gradient, self._l2)
        if self._clip.any():
            self._cut(gradient)
        self.optimizer.update(self._parameters, gradient)
        for view, values in zip(self._frozen, kept, strict=True):
            view[...] = values

    def _add_penalty(self, gradient: FloatArray, factor: FloatArray) -> None:
        weights = gradient[:, : self._weights.shape[1]]
        multiply(self._penalty, factor, self._penalty)
        add(weights, self._penalty, weights)

    def _cut(self, gradient: FloatArray) -> None:
        """Shorten the gradients that are too long."""
        square = matmul(gradient[:, None], gradient[:, :, None])[:, 0]
        norm = np.sqrt(square).astype(np.float64)
        long = norm > self._clip
        by = np.divide(self._clip, norm, out=np.ones_like(norm), where=long)
        multiply(gradient, by.astype(gradient.dtype), gradient)


def per_net(values: Sequence[float], dtype: np.dtype[Any]) -> FloatArray:
    """Return a number for each network, (nets, 1)."""
    return np.array(values, dtype)[:, None]
