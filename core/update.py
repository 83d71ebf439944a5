"""How a gradient becomes a step: penalties, clipping, frozen layers, and the optimiser."""

import numpy as np
from numpy import add, multiply

from core.arrays import FloatArray, constant
from core.functions.optimizers import Optimizer
from core.network import Network
from core.specs import TrainSpec

SMALLEST_FOLDED = 1e-9  # η; smaller ones stay out of delta, which might become subnormal


class Update:
    """Takes steps against the gradient of the batch's cost, as ``settings`` say.

    Attributes
    ----------
    factor : float
        By which the gradient is to be larger when it comes here. It is η where all that happens to
        a gradient is a product with η: whoever computes it puts that into delta as one factor with
        1/m, which spares a pass over the whole gradient. Else it is 1.
    """

    def __init__(self, network: Network, optimizer: Optimizer, settings: TrainSpec, n: int) -> None:
        dtype = network.parameters.dtype
        self.settings, self.optimizer = settings, optimizer
        self._parameters = network.parameters
        self._weights = network.parameters[: network.weight_count]
        self._penalty = np.empty_like(self._weights)
        self._l1 = constant(settings.lmbda1 / n, dtype)
        self._l2 = constant(settings.lmbda / n, dtype)
        self._shrink = constant(1, dtype)
        self._frozen = [view for l in settings.frozen for view in (network.w[l], network.b[l])]
        self._shrinks = bool(settings.lmbda) and optimizer.shrinks_weights
        self._changes_gradient = bool(
            (settings.lmbda and not self._shrinks)
            or settings.lmbda1
            or settings.clip
            or settings.frozen
        )
        self.set_eta(settings.eta)

    def set_eta(self, eta: float) -> None:
        """Go on with another learning rate, as a schedule wants it."""
        self.optimizer.eta = eta
        self._shrink[()] = 1 - eta * float(self._l2)
        folded = not self._changes_gradient and self.optimizer.linear and eta > SMALLEST_FOLDED
        self.factor = eta if folded else 1.0
        self._step = self.optimizer.follow if folded else self.optimizer.update

    def descend(self, gradient: FloatArray) -> None:
        """Take one step; ``gradient`` (parameter_count,) may be changed on the way."""
        if self._changes_gradient:
            self._descend_changed(gradient)
            return
        if self._shrinks:
            multiply(self._weights, self._shrink, self._weights)
        self._step(self._parameters, gradient)

    def _descend_changed(self, gradient: FloatArray) -> None:
        settings = self.settings
        kept = [view.copy() for view in self._frozen]
        if settings.lmbda1:  # gradient of λ₁/n Σ|w|
            np.sign(self._weights, self._penalty)
            self._add_penalty(gradient, self._l1)
        if settings.lmbda:  # gradient of λ/2n Σw² (Nielsen, equation 88); biases stay free
            if self._shrinks:
                multiply(self._weights, self._shrink, self._weights)
            else:
                np.copyto(self._penalty, self._weights)
                self._add_penalty(gradient, self._l2)
        if settings.clip:
            norm = float(np.linalg.norm(gradient))
            if norm > settings.clip:
                multiply(gradient, constant(settings.clip / norm, gradient.dtype), gradient)
        self.optimizer.update(self._parameters, gradient)
        for view, values in zip(self._frozen, kept, strict=True):
            view[...] = values

    def _add_penalty(self, gradient: FloatArray, factor: FloatArray) -> None:
        weights = gradient[: self._weights.size]
        multiply(self._penalty, factor, self._penalty)
        add(weights, self._penalty, weights)
