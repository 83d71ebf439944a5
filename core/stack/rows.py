"""Copies of small arrays that lie row by row, as products and sums read them soonest.

Products of small matrices take half the time where neither is a view with its axes swapped; sums
less than a third where both have a row for each sample.
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any

import numpy as np
from numpy import matmul

from core.arrays import FloatArray, IntArray, zeros

Key = tuple[str, int]

# Up to here a copy takes less time than it saves.
FEW_WEIGHTS = 80
FEW_UNITS = 8

LINE = 16  # numbers: so each array begins on a cache line
TRIED = 64  # products of random matrices


def copy_w(m: int, n_before: int, n: int, dtype: np.dtype[Any]) -> bool:
    """Tell whether aˡ⁻¹ (wˡ)ᵀ is better computed with a copy of (wˡ)ᵀ."""
    return n > 1 and n_before * n <= FEW_WEIGHTS and same_digits(m, n_before, n, dtype, "b")


def copy_b(n: int) -> bool:
    """Tell whether bˡ is better added with a copy for each sample."""
    return n <= FEW_UNITS


def copy_delta(m: int, n_before: int, n: int, dtype: np.dtype[Any]) -> bool:
    """Tell whether (δˡ)ᵀ aˡ⁻¹ is better computed with a copy of (δˡ)ᵀ; of 64 bits it never is."""
    few = 1 < n <= min(FEW_UNITS // 2, n_before)
    return few and dtype == np.float32 and same_digits(n, m, n_before, dtype, "a")


@cache
def same_digits(m: int, k: int, n: int, dtype: np.dtype[Any], swapped: str) -> bool:
    """Tell whether a (m, k) @ b (k, n) keeps its digits if the one with swapped axes is a copy.

    NumPy's library may add in another order then. It depends on sizes and processor: it is tried.
    """
    rng = np.random.default_rng(0)

    def random(name: str, rows: int, columns: int) -> FloatArray:
        shape = (columns, rows) if name == swapped else (rows, columns)
        drawn: FloatArray = rng.standard_normal((TRIED, *shape)).astype(dtype)
        return drawn.swapaxes(1, 2) if name == swapped else drawn

    a, b = random("a", m, k), random("b", k, n)
    copied = matmul(np.ascontiguousarray(a), np.ascontiguousarray(b))
    return np.array_equal(matmul(a, b), copied)


def gathered(
    source: FloatArray, places: Mapping[Key, IntArray]
) -> tuple[Callable[[], object], Mapping[Key, FloatArray]]:
    """Return a call that fetches numbers of ``source``, and the arrays that it fills.

    Parameters
    ----------
    source : contiguous, of any shape
    places : for each array
        Where in ``source`` its numbers are, counted from the beginning, in the array's shape.
    """
    size = sum(-(-where.size // LINE) * LINE for where in places.values())
    memory, index = zeros(size, source.dtype), np.zeros(size, np.intp)
    arrays, start = {}, 0
    for key, where in places.items():
        part = slice(start, start + where.size)
        index[part] = where.reshape(-1)
        arrays[key] = memory[part].reshape(where.shape)
        start += -(-where.size // LINE) * LINE
    # One call for all of them; mode "clip" skips a check and a copy.
    return partial(source.reshape(-1).take, index, 0, memory, "clip"), arrays


def outer_into(column: FloatArray, row: FloatArray, out: FloatArray) -> None:
    """Write (nets, m, 1) @ (nets, 1, n), which ``matmul`` takes without its library, and slowly."""
    np.einsum("smk,skn->smn", column, row, out=out)
