"""Optimisers: from the gradient to new parameters. Each class is one entry of ``OPTIMIZERS``.

They work on the flat parameter vector, so one step is a few calls for the whole net. ``state``
holds their arrays, ``steps`` their count of steps: a checkpoint needs both.
"""

from typing import Any, ClassVar

import numpy as np
from numpy import add, multiply, subtract

from core.arrays import FloatArray, constant


class Optimizer:
    """Changes ``parameters`` in place, given the gradient of the batch's cost (both flat)."""

    label: ClassVar[str]
    help: ClassVar[str]
    remembers: ClassVar[tuple[str, ...]] = ()  # names of the arrays in ``state``
    full_batch: ClassVar[bool] = False  # whether each step wants all training samples
    # Whether L2 regularisation multiplies the weights by 1 - ηλ/n before each step, instead of
    # adding λ/n w to the gradient. For plain descent both are the same.
    shrinks_weights: ClassVar[bool] = False

    def __init__(self, size: int, dtype: np.dtype[Any]) -> None:
        self.state: dict[str, FloatArray] = {n: np.zeros(size, dtype) for n in self.remembers}
        self.steps = 0
        self._scratch = np.empty(size, dtype)
        self._eta = constant(0, dtype)
        self._dtype = dtype

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

    def _constant(self, value: float) -> FloatArray:
        return constant(value, self._dtype)


class SGD(Optimizer):
    """p ← p - η∇C."""

    label = "SGD"
    help = "Stochastic gradient descent: one step against the gradient of each mini-batch."
    shrinks_weights = True

    def update(self, parameters: FloatArray, gradient: FloatArray) -> None:
        multiply(gradient, self._eta, self._scratch)
        subtract(parameters, self._scratch, parameters)


class GradientDescent(SGD):
    """p ← p - η∇C, with the gradient over all training samples."""

    label = "Gradient descent"
    help = "One step for the exact gradient over all training samples: smooth, and slow."
    full_batch = True


class Momentum(Optimizer):
    """v ← μv - η∇C, p ← p + v, μ = 0.9 (Nielsen, equations 107 and 108)."""

    label = "Momentum"
    help = "SGD that keeps nine tenths of its last step, so it rolls along valleys."
    remembers = ("velocity",)

    def __init__(self, size: int, dtype: np.dtype[Any]) -> None:
        super().__init__(size, dtype)
        self._mu = self._constant(0.9)

    def update(self, parameters: FloatArray, gradient: FloatArray) -> None:
        velocity = self.state["velocity"]
        multiply(velocity, self._mu, velocity)
        multiply(gradient, self._eta, self._scratch)
        subtract(velocity, self._scratch, velocity)
        add(parameters, velocity, parameters)


class Nesterov(Momentum):
    """v ← μv - η∇C, p ← p + μv - η∇C (Sutskever et al. 2013, in the form that looks ahead)."""

    label = "Nesterov"
    help = "Momentum that looks ahead: it brakes before the valley rises again."

    def update(self, parameters: FloatArray, gradient: FloatArray) -> None:
        velocity, scratch = self.state["velocity"], self._scratch
        multiply(velocity, self._mu, velocity)
        multiply(gradient, self._eta, scratch)
        subtract(velocity, scratch, velocity)
        subtract(parameters, scratch, parameters)
        multiply(velocity, self._mu, scratch)
        add(parameters, scratch, parameters)


class RMSprop(Optimizer):
    """s ← ρs + (1-ρ)(∇C)², p ← p - η∇C/(√s + ε), ρ = 0.9, ε = 1e-8 (Hinton 2012, lecture 6)."""

    label = "RMSprop"
    help = "Divides each step by the gradient's recent size: every weight gets its own pace."
    remembers = ("square",)

    def __init__(self, size: int, dtype: np.dtype[Any]) -> None:
        super().__init__(size, dtype)
        self._keep, self._take = self._constant(0.9), self._constant(0.1)
        self._epsilon = self._constant(1e-8)

    def update(self, parameters: FloatArray, gradient: FloatArray) -> None:
        square, scratch = self.state["square"], self._scratch
        multiply(square, self._keep, square)
        multiply(gradient, gradient, scratch)
        multiply(scratch, self._take, scratch)
        add(square, scratch, square)
        np.sqrt(square, scratch)
        add(scratch, self._epsilon, scratch)
        np.divide(gradient, scratch, scratch)
        multiply(scratch, self._eta, scratch)
        subtract(parameters, scratch, parameters)


class Adam(Optimizer):
    """m ← β₁m + (1-β₁)∇C, v ← β₂v + (1-β₂)(∇C)², p ← p - η m̂/(√v̂ + ε) (Kingma and Ba 2015).

    m̂ = m/(1-β₁ᵗ), v̂ = v/(1-β₂ᵗ) after t steps; β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
    """

    label = "Adam"
    help = "Momentum and RMSprop together: works with η around 0.001 on most nets."
    remembers = ("mean", "square")
    beta_1, beta_2 = 0.9, 0.999

    def __init__(self, size: int, dtype: np.dtype[Any]) -> None:
        super().__init__(size, dtype)
        self._keep_1, self._take_1 = self._constant(self.beta_1), self._constant(1 - self.beta_1)
        self._keep_2, self._take_2 = self._constant(self.beta_2), self._constant(1 - self.beta_2)
        self._rate, self._epsilon = self._constant(0), self._constant(0)

    def update(self, parameters: FloatArray, gradient: FloatArray) -> None:
        mean, square, scratch = self.state["mean"], self.state["square"], self._scratch
        self.steps += 1
        # η m̂/(√v̂ + ε) = rate · m/(√v + ε'), so that m̂ and v̂ need no arrays of their own
        root = (1 - self.beta_2**self.steps) ** 0.5
        self._rate[()] = self.eta * root / (1 - self.beta_1**self.steps)
        self._epsilon[()] = 1e-8 * root

        multiply(mean, self._keep_1, mean)
        multiply(gradient, self._take_1, scratch)
        add(mean, scratch, mean)
        multiply(square, self._keep_2, square)
        multiply(gradient, gradient, scratch)
        multiply(scratch, self._take_2, scratch)
        add(square, scratch, square)
        np.sqrt(square, scratch)
        add(scratch, self._epsilon, scratch)
        np.divide(mean, scratch, scratch)
        multiply(scratch, self._rate, scratch)
        subtract(parameters, scratch, parameters)


class AdamW(Adam):
    """Adam whose L2 regularisation shrinks the weights directly (Loshchilov and Hutter 2019)."""

    label = "AdamW"
    help = "Adam with λ shrinking all weights alike, however large their gradients are."
    shrinks_weights = True


OPTIMIZERS: dict[str, type[Optimizer]] = {
    "sgd": SGD,
    "gd": GradientDescent,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "rmsprop": RMSprop,
    "adam": Adam,
    "adamw": AdamW,
}
