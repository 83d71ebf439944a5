"""From a data set into the buffers of a mini-batch."""

import numpy as np
from numpy import multiply

from core.arrays import FloatArray, IntArray, constant
from core.data.samples import Samples


class Feed:
    """Brings samples into x (m, n_0) and y (m, n_L); the buffers between are made once."""

    def __init__(self, samples: Samples, x: FloatArray, y: FloatArray) -> None:
        dtype = x.dtype
        self.x, self.y = x, y
        self.samples = samples
        self._scale = constant(samples.scale, dtype)
        # take() writes only into an array of the source's own type
        x_type, y_type = samples.x.dtype, samples.y.dtype
        self._raw_x = x if x_type == dtype else np.empty_like(x, x_type)
        self._raw_y = y if y_type == dtype else np.empty_like(y, y_type)
        self._take_x, self._take_y = samples.x.take, samples.y.take
        self._rows: IntArray | None = None

    def take(self, rows: IntArray) -> None:
        """Gather the samples at these indices, which must exist.

        Given the very same array again, nothing is to do: so it is with full batches.
        """
        if rows is self._rows:
            return
        self._rows = rows
        # mode "clip" skips a check and a copy that mode "raise" makes for each call
        self._take_x(rows, 0, self._raw_x, "clip")
        self._take_y(rows, 0, self._raw_y, "clip")
        if self._raw_x is not self.x:
            self.x[...] = self._raw_x
            multiply(self.x, self._scale, self.x)
        if self._raw_y is not self.y:
            self.y[...] = self._raw_y

    def forget(self) -> None:
        """Gather even the same samples again: the inputs have been changed."""
        self._rows = None
