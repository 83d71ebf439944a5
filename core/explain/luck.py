"""Whether a difference is luck: one set-up from many seeds, and an interval for what they say.

The interval is the percentile bootstrap: Efron, "Bootstrap Methods: Another Look at the Jackknife",
Annals of Statistics 7 (1979).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.specs import Setup
from core.stack import Stack

QUARTILES = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """What became of several nets of one shape.

    ``steps`` (marks,) are when they were looked at; ``cost`` and ``accuracy`` are
    (nets, marks), on the training samples.
    """

    steps: FloatArray
    cost: FloatArray
    accuracy: FloatArray

    @property
    def solved(self) -> FloatArray:
        """Return 1 for each net that has all samples right at the end, else 0: (nets,)."""
        found: FloatArray = (self.accuracy[:, -1] == 1).astype(np.float64)
        return found

    @property
    def quartiles(self) -> FloatArray:
        """Return the lower quartile, the median and the upper quartile of the cost: (3, marks)."""
        return quartiles(self.cost)

    @property
    def in_band(self) -> FloatArray:
        """Return for each net the share of marks at which it is between the quartiles: (nets,)."""
        lower, _, upper = self.quartiles
        found: FloatArray = ((self.cost >= lower) & (self.cost <= upper)).mean(axis=1)
        return found


def quartiles(cost: FloatArray) -> FloatArray:
    """Return what a quarter, half and three quarters of (nets, marks) are below: (3, marks)."""
    found: FloatArray = np.quantile(cost, QUARTILES, axis=0)
    return found


def trained(setups: Sequence[Setup], steps: int, every: int) -> Trained:
    """Train nets that are alike as one stack, and look at them at the start and each ``every``.

    Raises
    ------
    ValueError
        If they cannot be one stack.
    """
    stack = Stack(setups)
    seen = [stack.evaluate(stack.data.train)]
    for step in range(1, steps + 1):
        stack.step()
        if step % every == 0:
            seen.append(stack.evaluate(stack.data.train))
    cost, accuracy = (
        np.array([[getattr(one, name) for one in nets] for nets in seen]).T
        for name in ("cost", "accuracy")
    )
    return Trained(np.arange(len(seen)) * float(every), cost, accuracy)


def interval(
    differences: FloatArray, level: float = 0.95, draws: int = 2000, seed: int = 0
) -> tuple[float, float]:
    """Return the bootstrap interval of the mean of ``differences`` (n,), one for each seed.

    So many times, n of them are drawn with replacement; the interval holds the middle ``level`` of
    the means.
    """
    rng = np.random.default_rng(seed)
    drawn = rng.integers(len(differences), size=(draws, len(differences)))
    tail = (1 - level) / 2
    low, high = np.quantile(differences[drawn].mean(axis=1), (tail, 1 - tail)).tolist()
    return low, high


def enough(differences: FloatArray, counts: Sequence[int]) -> int | None:
    """Return the first of ``counts`` of seeds from which on the interval leaves out 0, if any."""
    found = None
    for n in reversed(counts):
        low, high = interval(differences[:n])
        if low <= 0 <= high:
            break
        found = n
    return found
