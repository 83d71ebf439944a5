"""Truth tables: what the corners of the unit square are told, and what a line can tell apart."""

import numpy as np

from core.arrays import FloatArray
from core.data.bits import as_bits

FUNCTIONS = {
    (0, 0, 0, 0): "always 0",
    (0, 0, 0, 1): "AND",
    (0, 0, 1, 0): "x₁ AND NOT x₂",
    (0, 0, 1, 1): "x₁",
    (0, 1, 0, 0): "x₂ AND NOT x₁",
    (0, 1, 0, 1): "x₂",
    (0, 1, 1, 0): "XOR",
    (0, 1, 1, 1): "OR",
    (1, 0, 0, 0): "NOR",
    (1, 0, 0, 1): "XNOR",
    (1, 0, 1, 0): "NOT x₂",
    (1, 0, 1, 1): "x₁ OR NOT x₂",
    (1, 1, 0, 0): "NOT x₁",
    (1, 1, 0, 1): "x₂ OR NOT x₁",
    (1, 1, 1, 0): "NAND",
    (1, 1, 1, 1): "always 1",
}
"""All functions of two bits, by their answers to 00, 01, 10, 11."""


def name_of(answers: FloatArray) -> str:
    """Return the function that four answers 0..1 to 00, 01, 10, 11 are nearest to."""
    a, b, c, d = (np.asarray(answers) > 0.5).astype(int).tolist()
    return FUNCTIONS[a, b, c, d]


def right_of_line(w: tuple[float, float], b: float, answers: tuple[int, ...]) -> int:
    """Count the corners that a line puts on their side: 1 where w₁x₁ + w₂x₂ + b ≥ 0."""
    z = np.round(as_bits(2) @ np.array(w) + b, 9)  # 0.1 + 0.2 − 0.3 is 0
    return int(((z >= 0) == np.array(answers, bool)).sum())


def best_line(answers: tuple[int, ...], tries: int = 12) -> int:
    """Return how many corners the best of all lines on a grid gets right.

    Weights and threshold take ``2 tries + 1`` values each, from -1 to 1. That is fine enough to
    find every way in which a line can part four corners.
    """
    values = np.linspace(-1, 1, 2 * tries + 1)
    w1, w2, b = (grid.ravel() for grid in np.meshgrid(values, values, values))
    z = as_bits(2) @ np.stack([w1, w2]) + b
    right = (z >= 0) == np.array(answers, bool)[:, None]
    return int(right.sum(axis=0).max())
