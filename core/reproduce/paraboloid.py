"""R1: gradient descent on g(a, b) = a² + b² from (10, 10)."""

from collections.abc import Iterator

from core.explain.descent import table

START = (10.0, 10.0)
ETA = 0.3
STEPS = 7


def report() -> Iterator[str]:
    """Yield a line for each step: the point after it, and g before it, as published."""
    yield from table(START, ETA, STEPS)
