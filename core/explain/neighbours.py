"""The training pictures that look most like a given one."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.arrays import ByteArray, IntArray

_AT_ONCE = 2000  # pictures brought to float together: they stay in the cache


class Nearest(NamedTuple):
    """Indices of the k nearest pictures, nearest first, and how far each is: (k,) each.

    A distance is the root of the summed squared differences of brightness, 0..1 each.
    """

    rows: IntArray
    distances: NDArray[np.float32]


class Neighbours:
    """Pictures (n, ...) of bytes, to be searched again and again; they are not copied."""

    def __init__(self, images: ByteArray) -> None:
        if images.dtype != np.uint8 or images.ndim < 2 or not len(images):
            raise ValueError("Neighbours are sought among pictures of bytes, at least one.")
        self._images = images.reshape(len(images), -1)
        parts = [self._part(start) for start in range(0, len(images), _AT_ONCE)]
        self._squares = np.concatenate([np.einsum("ij,ij->i", part, part) for part in parts])

    def nearest(self, image: ByteArray, k: int) -> Nearest:
        """Return the k pictures nearest to ``image``; all, if there are fewer.

        Raises
        ------
        ValueError
            If ``image`` has another type or number of pixels than the pictures, or k is below 1.
        """
        if image.dtype != np.uint8 or image.size != self._images.shape[1]:
            raise ValueError(
                "The picture must be of bytes, and as large as those it is compared to."
            )
        if k < 1:
            raise ValueError(f"At least 1 neighbour must be asked for, not {k}.")
        x = image.reshape(-1).astype(np.float32)
        starts = range(0, len(self._images), _AT_ONCE)
        products = np.concatenate([self._part(start) @ x for start in starts])
        squares = self._squares - 2 * products + x @ x  # |y - x|² = |y|² - 2 x·y + |x|²
        k = min(k, len(squares))
        rows = np.argpartition(squares, k - 1)[:k]
        rows = rows[np.lexsort((rows, squares[rows]))]
        return Nearest(rows, np.sqrt(np.maximum(squares[rows], 0)) / np.float32(255))

    def _part(self, start: int) -> NDArray[np.float32]:
        return self._images[start : start + _AT_ONCE].astype(np.float32)
