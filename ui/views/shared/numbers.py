"""How a receipt writes numbers, and which terms of a sum it shows."""

import math

import numpy as np

from core.arrays import FloatArray
from core.explain import numbers
from core.explain.receipt import Receipt

TERMS = 6  # of a sum
DIGITS = 5
FINEST = 1e-8  # what a central difference in float64 resolves, for inputs up to 1


def number(value: float, digits: int = DIGITS) -> str:
    """Write a number of a receipt: with more digits than elsewhere, for its sums are checked."""
    return numbers.number(value, digits)


def agreeing(value: float, found: Receipt) -> str:
    """Write a gradient with the digits that its numerical check resolves."""
    finest = FINEST * max(1.0, float(np.abs(found.a).max()))
    if not math.isfinite(value):
        return number(value)
    digits = math.floor(math.log10(abs(value) / finest)) + 1 if value else 0
    if digits < 1:
        return f"0 (less than {number(finest, 1)})"
    return number(value, min(digits, DIGITS))


def largest(terms: FloatArray) -> tuple[list[int], int]:
    """Return which terms to show, the largest first, and how many are left."""
    order = np.argsort(-np.abs(terms), kind="stable").tolist()
    most = TERMS if len(order) > TERMS + 1 else len(order)  # a rest of one is shown itself
    return order[:most], len(order) - most
