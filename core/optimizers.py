"""Optimisers: from the gradient to new parameters. Each class is one entry of ``OPTIMIZERS``.

They work on the flat parameter vector, so one step is a few calls for the whole net.
"""

from typing import Any, ClassVar

import numpy as np
from numpy import add, multiply, subtract

from core.arrays import FloatArray, constant


class Optimizer:
    """Changes ``parameters`` in place, given the gradient of the batch's cost (both flat)."""

    label: ClassVar[str]
    help: ClassVar[str]

    def __init__(self, size: int, dtype: np.dtype[Any]) -> None:
        self.state: dict[str, FloatArray] = {}  # what a checkpoint must hold
        self._step = np.empty(size, dtype)
        self._eta = constant(0, dtype)

    @property
    def eta(self) -> float:
        """Learning rate η; may be set between any two steps."""
        return float(self._eta)

    @eta.setter
    def eta(self, value: float) -> None:
        self._eta[()] = value

    def update(self, parameters: FloatArray, gradient: FloatArray) -> None:
        """Take one step downhill. ``gradient`` is left as it is."""
        raise NotImplementedError


class SGD(Optimizer):
    """p ← p - η∇C."""

    label = "SGD"
    help = "Stochastic gradient descent: one step against the gradient of each mini-batch."

    def update(self, parameters: FloatArray, gradient: FloatArray) -> None:
        multiply(gradient, self._eta, self._step)
        subtract(parameters, self._step, parameters)


class Momentum(Optimizer):
    """v ← 0.9 v - η∇C, p ← p + v (Nielsen, equations 107 and 108)."""

    label = "Momentum"
    help = "SGD that keeps nine tenths of its last step, so it rolls along valleys."

    def __init__(self, size: int, dtype: np.dtype[Any]) -> None:
        super().__init__(size, dtype)
        self.state["velocity"] = np.zeros(size, dtype)
        self._mu = constant(0.9, dtype)

    def update(self, parameters: FloatArray, gradient: FloatArray) -> None:
        velocity = self.state["velocity"]
        multiply(velocity, self._mu, velocity)
        multiply(gradient, self._eta, self._step)
        subtract(velocity, self._step, velocity)
        add(parameters, velocity, parameters)


OPTIMIZERS: dict[str, type[Optimizer]] = {"sgd": SGD, "momentum": Momentum}
