"""Optimisers: from the gradient to new parameters. Each class is one entry of ``OPTIMIZERS``.

They work on the flat parameter vector, so one step is a few calls for the whole net; large vectors
go through in blocks that stay in the cache. ``state`` holds their arrays, ``steps`` their count of
steps: a checkpoint needs both.
"""

from typing import Any, ClassVar

import numpy as np
from numpy import add, multiply, subtract

from core.arrays import FloatArray, constant, zeros

BLOCK = 65_536  # parameters: Adam is 1.5 times as fast on 670,000 as in one go


class Optimizer:
    """Changes ``parameters`` in place, given the gradient of the batch's cost (both flat).

    Parameters
    ----------
    shape : int, or (nets, parameter_count)
        Of the parameters: of one network, or of several that have each an η of their own.
    """

    label: ClassVar[str]
    help: ClassVar[str]
    remembers: ClassVar[tuple[str, ...]] = ()  # names of the arrays in ``state``
    full_batch: ClassVar[bool] = False  # whether each step wants all training samples
    # Whether L2 regularisation multiplies the weights by 1 - ηλ/n before each step, instead of
    # adding λ/n w to the gradient. For plain descent both are the same.
    shrinks_weights: ClassVar[bool] = False
    # Whether η does no more than multiply the gradient. Whoever computes the gradient may then put
    # η into it at no cost, as one factor with 1/m; see ``follow``.
    linear: ClassVar[bool] = False

    @classmethod
    def is_plain(cls) -> bool:
        """Tell whether a step is -η∇C and nothing else."""
        return cls.linear and not cls.remembers

    def __init__(self, shape: int | tuple[int, int], dtype: np.dtype[Any]) -> None:
        self.state: dict[str, FloatArray] = {n: zeros(shape, dtype) for n in self.remembers}
        self._memory = tuple(self.state.values())
        self.steps = 0
        self._dtype = dtype
        if isinstance(shape, tuple):
            self._eta = zeros((shape[0], 1), dtype)
            self._scratch = zeros(shape, dtype)
            self._blocks = [slice(shape[0])]
            return
        self._eta = constant(0, dtype)
        self._scratch = zeros(min(shape, BLOCK), dtype)
        self._blocks = [slice(i, min(i + BLOCK, shape)) for i in range(0, shape, BLOCK)]

    @property
    def eta(self) -> float:
        """Learning rate η; may be set between any two steps."""
        return float(self._eta)

    @eta.setter
    def eta(self, value: float) -> None:
        self._eta[...] = value

    @property
    def etas(self) -> FloatArray:
        """The learning rates of several networks, (nets, 1) float64; to be set as ``eta`` is."""
        return self._eta.astype(np.float64)

    @etas.setter
    def etas(self, values: FloatArray) -> None:
        self._eta[...] = values

    def update(self, parameters: FloatArray, gradient: FloatArray) -> None:
        """Take one step downhill. ``gradient`` is left as it is."""
        self.follow(parameters, multiply(gradient, self._eta) if self.linear else gradient)

    def follow(self, parameters: FloatArray, gradient: FloatArray) -> None:
        """Do what ``update`` does, but for ``linear`` optimisers ``gradient`` is η∇C, not ∇C."""
        self.steps += 1
        self._prepare()
        if len(self._blocks) == 1:
            self._move(parameters, gradient, self._scratch, *self._memory)
            return
        for block in self._blocks:
            scratch = self._scratch[: block.stop - block.start]
            memory = (m[block] for m in self._memory)
            self._move(parameters[block], gradient[block], scratch, *memory)

    def _prepare(self) -> None:
        """Compute what is the same for all parameters in this step."""

    def _move(self, p: FloatArray, g: FloatArray, scratch: FloatArray, *memory: FloatArray) -> None:
        """Change parameters p, given g as in ``follow`` and the arrays of ``remembers``."""
        raise NotImplementedError

    def _constant(self, value: float) -> FloatArray:
        return constant(value, self._dtype)


class SGD(Optimizer):
    """p ← p - η∇C."""

    label = "SGD"
    help = "Stochastic gradient descent: one step against the gradient of each mini-batch."
    shrinks_weights = True
    linear = True

    def _move(self, p: FloatArray, g: FloatArray, scratch: FloatArray, *memory: FloatArray) -> None:
        subtract(p, g, p)  # g is η∇C


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
    linear = True

    def __init__(self, shape: int | tuple[int, int], dtype: np.dtype[Any]) -> None:
        super().__init__(shape, dtype)
        self._mu = self._constant(0.9)

    def _move(self, p: FloatArray, g: FloatArray, scratch: FloatArray, *memory: FloatArray) -> None:
        (velocity,) = memory
        multiply(velocity, self._mu, velocity)
        subtract(velocity, g, velocity)
        add(p, velocity, p)


class Nesterov(Momentum):
    """v ← μv - η∇C, p ← p + μv - η∇C (Sutskever et al. 2013, in the form that looks ahead)."""

    label = "Nesterov"
    help = "Momentum that looks ahead: it brakes before the valley rises again."

    def _move(self, p: FloatArray, g: FloatArray, scratch: FloatArray, *memory: FloatArray) -> None:
        (velocity,) = memory
        multiply(velocity, self._mu, velocity)
        subtract(velocity, g, velocity)
        subtract(p, g, p)
        multiply(velocity, self._mu, scratch)
        add(p, scratch, p)


class RMSprop(Optimizer):
    """s ← ρs + (1-ρ)(∇C)², p ← p - η∇C/(√s + ε), ρ = 0.9, ε = 1e-8 (Hinton 2012, lecture 6)."""

    label = "RMSprop"
    help = "Divides each step by the gradient's recent size: every weight gets its own pace."
    remembers = ("square",)

    def __init__(self, shape: int | tuple[int, int], dtype: np.dtype[Any]) -> None:
        super().__init__(shape, dtype)
        self._keep, self._take = self._constant(0.9), self._constant(0.1)
        self._epsilon = self._constant(1e-8)

    def _move(self, p: FloatArray, g: FloatArray, scratch: FloatArray, *memory: FloatArray) -> None:
        (square,) = memory
        multiply(square, self._keep, square)
        multiply(g, g, scratch)
        multiply(scratch, self._take, scratch)
        add(square, scratch, square)
        np.sqrt(square, scratch)
        add(scratch, self._epsilon, scratch)
        np.divide(g, scratch, scratch)
        multiply(scratch, self._eta, scratch)
        subtract(p, scratch, p)


class Adam(Optimizer):
    """m ← β₁m + (1-β₁)∇C, v ← β₂v + (1-β₂)(∇C)², p ← p - η m̂/(√v̂ + ε) (Kingma and Ba 2015).

    m̂ = m/(1-β₁ᵗ), v̂ = v/(1-β₂ᵗ) after t steps; β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
    """

    label = "Adam"
    help = "Momentum and RMSprop together: works with η around 0.001 on most nets."
    remembers = ("mean", "square")
    beta_1, beta_2 = 0.9, 0.999

    def __init__(self, shape: int | tuple[int, int], dtype: np.dtype[Any]) -> None:
        super().__init__(shape, dtype)
        self._keep_1, self._keep_2 = self._constant(self.beta_1), self._constant(self.beta_2)
        self._rate, self._epsilon = np.zeros_like(self._eta), self._constant(0)

    def _prepare(self) -> None:
        # Kept are M = m/(1-β₁) and V = v/(1-β₂), so that M ← β₁M + ∇C takes two products and sums,
        # not three. Then √v̂ = c√V, and η m̂/(√v̂ + ε) = rate · M/(√V + ε/c).
        t, beta_1, beta_2 = self.steps, self.beta_1, self.beta_2
        c = ((1 - beta_2) / (1 - beta_2**t)) ** 0.5
        eta = self.etas if self._eta.ndim else self.eta
        self._rate[...] = eta * (1 - beta_1) / (1 - beta_1**t) / c
        self._epsilon[()] = 1e-8 / c

    def _move(self, p: FloatArray, g: FloatArray, scratch: FloatArray, *memory: FloatArray) -> None:
        mean, square = memory
        multiply(mean, self._keep_1, mean)
        add(mean, g, mean)
        multiply(square, self._keep_2, square)
        multiply(g, g, scratch)
        add(square, scratch, square)
        np.sqrt(square, scratch)
        add(scratch, self._epsilon, scratch)
        np.divide(mean, scratch, scratch)
        multiply(scratch, self._rate, scratch)
        subtract(p, scratch, p)


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
