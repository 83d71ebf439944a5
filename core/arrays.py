"""The array types the core speaks of."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating[Any]]
IntArray = NDArray[np.intp]
ByteArray = NDArray[np.uint8]
Product = Callable[[FloatArray, FloatArray], object]  # of b, into out

LARGE = 16_384  # numbers in a product of matrices


def constant(value: float, dtype: np.dtype[Any]) -> FloatArray:
    """Return ``value`` as a 0-d array: ufuncs take it 2.5 times faster than a Python float."""
    return np.array(value, dtype)


def zeros(shape: tuple[int, ...] | int, dtype: np.dtype[Any]) -> FloatArray:
    """Return zeros that begin on a cache line (64 bytes): vector instructions like them best."""
    size = (math.prod(shape) if isinstance(shape, tuple) else shape) * dtype.itemsize
    memory = np.zeros(size + 64, np.uint8)
    start = -memory.ctypes.data % 64
    return memory[start : start + size].view(dtype).reshape(shape)


def product_into(out: FloatArray, a: FloatArray) -> Product:
    """Return the faster way to write a @ b into ``out``, to be called with b and ``out``.

    ``dot`` starts a microsecond sooner than ``matmul``, but fills ``out`` with zeros first.
    """
    return partial(np.matmul, a) if out.size > LARGE else a.dot
