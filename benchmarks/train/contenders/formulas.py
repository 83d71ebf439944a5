"""Activations and costs as a textbook writes them: plain formulas that return new arrays."""

import numpy as np

from core.arrays import FloatArray


def sigmoid(z: FloatArray) -> FloatArray:
    """σ(z) = 1 / (1 + e⁻ᶻ)."""
    return 1 / (1 + np.exp(-z))


def relu(z: FloatArray) -> FloatArray:
    """max(0, z)."""
    return np.maximum(z, 0)


def softmax(z: FloatArray) -> FloatArray:
    """e^zⱼ / Σₖ e^zₖ."""
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


SIGMA = {"sigmoid": sigmoid, "relu": relu, "softmax": softmax}
PRIME = {
    "sigmoid": lambda z: sigmoid(z) * (1 - sigmoid(z)),
    "relu": lambda z: (z > 0).astype(z.dtype),
}


def output_error(cost: str, output: str, z: FloatArray, a: FloatArray, y: FloatArray) -> FloatArray:
    """BP1; σ′ cancels in all costs but the quadratic."""
    return (a - y) * PRIME[output](z) if cost == "quadratic" else a - y


def mean_cost(cost: str, a: FloatArray, y: FloatArray) -> float:
    """Return the mean cost of some samples."""
    if cost == "quadratic":
        each = (a - y) ** 2 / 2
    elif cost == "cross_entropy":
        each = -np.log(np.where(y > 0.5, a, 1 - a))
    else:
        each = -y * np.log(a)
    return float(each.sum(axis=1).mean())
