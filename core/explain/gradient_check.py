"""Does backpropagation compute the gradient? Ask the cost itself, one parameter at a time."""

from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.explain.numbers import number
from core.network import Network


@dataclass(frozen=True, slots=True)
class GradientCheck:
    """Gradients in the order of ``Network.parameters``, and how far apart they are.

    ``relative_error`` is ‖analytic - numeric‖ / (‖analytic‖ + ‖numeric‖).
    """

    analytic: FloatArray
    numeric: FloatArray

    @property
    def relative_error(self) -> float:
        """0 for perfect agreement, 1 for none."""
        size = np.linalg.norm(self.analytic) + np.linalg.norm(self.numeric)
        if size == 0:
            return 0.0
        return float(np.linalg.norm(self.analytic - self.numeric) / size)

    @property
    def words(self) -> str:
        """How far apart they are, in words."""
        return f"relative difference {number(self.relative_error, 2)} of at most 1"


def numerical_gradient(
    network: Network, x: FloatArray, y: FloatArray, epsilon: float = 1e-5
) -> FloatArray:
    """Return (C(p + ε) - C(p - ε)) / 2ε for each parameter p: central differences, error O(ε²)."""
    gradient = np.empty(network.parameters.size)
    batch = network.forward(x)
    batch.y[...] = y
    for i, p in enumerate(network.parameters.tolist()):
        costs = []
        for moved in (p + epsilon, p - epsilon):
            network.parameters[i] = moved
            batch.forward()
            costs.append(batch.cost())
        network.parameters[i] = p
        gradient[i] = (costs[0] - costs[1]) / (2 * epsilon)
    return gradient


def check_gradient(
    network: Network, x: FloatArray, y: FloatArray, epsilon: float = 1e-5
) -> GradientCheck:
    """Compare backpropagation with central differences of the cost, for x (m, n_0), y (m, n_L).

    Raises
    ------
    ValueError
        If the network is not in float64: differences of float32 costs drown in rounding.
    """
    if network.parameters.dtype != np.float64:
        raise ValueError("Check gradients in 64-bit precision.")
    seen = network.forward(x)
    network.backward(seen, y)
    return GradientCheck(seen.gradient.copy(), numerical_gradient(network, x, y, epsilon))
