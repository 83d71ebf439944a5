"""Dropout: hidden units fall silent at random while training, so none can be relied on alone."""

import numpy as np
from numpy import multiply
from numpy.random import Generator

from core.arrays import FloatArray, constant
from core.functions.activations import Activation


class Dropout(Activation):
    """An activation that silences each unit of each sample with probability ``rate``.

    What remains is divided by 1 - rate, so that the next layer's input keeps its mean and nothing
    has to change when the network is used (Srivastava et al. 2014, "inverted").
    """

    def __init__(self, inner: Activation, rate: float, rng: Generator, like: FloatArray) -> None:
        self.inner, self.rate, self.rng = inner, rate, rng
        self._whole, self._kept = np.empty_like(like), np.empty_like(like)
        self._gain = constant(1 / (1 - rate), like.dtype)

    def of(self, z: FloatArray, a: FloatArray) -> None:
        """Write σ(z), with some units silent."""
        self.inner.of(z, self._whole)
        self.draw()
        multiply(self._kept, self._gain, self._kept)
        multiply(self._whole, self._kept, a)

    def draw(self) -> None:
        """Draw anew who speaks: 1, and who is silent: 0."""
        self._kept[...] = self.rng.random(self._kept.shape, np.float32) >= self.rate

    def times_prime(
        self, delta: FloatArray, z: FloatArray, a: FloatArray, scratch: FloatArray
    ) -> None:
        """Multiply by σ′(z) where units spoke, by 0 where they were silent."""
        multiply(delta, self._kept, delta)
        self.inner.times_prime(delta, z, self._whole, scratch)
