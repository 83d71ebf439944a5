"""R1: gradient descent on g(a, b) = a² + b² from (10, 10)."""

from collections.abc import Iterator

import numpy as np

from core.optimizers import SGD

ETA = 0.3
STEPS = 7


def report() -> Iterator[str]:
    """Yield a line for each step: the point after it, and g before it, as published."""
    point = np.array([10.0, 10.0])
    optimizer = SGD(point.size, point.dtype)
    optimizer.eta = ETA
    for step in range(STEPS):
        error = float(point @ point)
        optimizer.update(point, 2 * point)  # ∇g = (2a, 2b)
        a, b = point.tolist()
        yield f"Step: {step:>2}, (a, b): ({a:>1.2}, {b:>1.2}) Error: {error:>3.5}"
