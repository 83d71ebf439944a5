"""Dropout in a stack: each network has a random stream, and a share of units, of its own."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from core.arrays import FloatArray
from core.functions.activations import Activation
from core.functions.dropout import Dropout


class StackedDropout(Dropout):
    """An activation that silences units of (nets, m, n_l), as each network alone would.

    ``rates`` and ``streams`` are the networks' own.
    """

    def __init__(
        self,
        inner: Activation,
        rates: Sequence[float],
        streams: Sequence[Generator],
        like: FloatArray,
    ) -> None:
        self.inner = inner
        self._streams = streams
        self._rates = np.array(rates, np.float32)[:, None, None]
        self._random = np.empty(like.shape, np.float32)
        self._whole, self._kept = np.empty_like(like), np.empty_like(like)
        self._gain = np.array([1 / (1 - rate) for rate in rates], like.dtype)[:, None, None]

    def draw(self) -> None:
        """Draw anew who speaks."""
        for stream, out in zip(self._streams, self._random, strict=True):
            stream.random(dtype=np.float32, out=out)
        self._kept[...] = self._random >= self._rates
