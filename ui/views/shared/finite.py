"""Numbers that JavaScript can draw: what is none, as after divergence, becomes one."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

_LARGEST = 3e38  # that float32 holds


def finite(value: float) -> float:
    """Return ``value``, or 0 where it is no number."""
    return float(value) if math.isfinite(value) else 0.0


def finite_array(values: NDArray[Any]) -> NDArray[np.float32]:
    """Return ``values`` as float32: 0 where they are none, the largest where they are infinite."""
    plain = np.ascontiguousarray(values, np.float32)
    # The sum of their squares is finite only if all are: a tenth of the time, and nearly always so.
    if math.isfinite(np.vdot(plain, plain)):
        return plain
    return np.nan_to_num(plain, posinf=_LARGEST, neginf=-_LARGEST)
