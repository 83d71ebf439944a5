"""Many seeds of one set-up: how their costs spread, and what a difference of two kinds is worth."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.specs import Setup
from core.stack import Stack

DRAWS = 2000  # of a bootstrap
LEVEL = 0.95


@dataclass(frozen=True, eq=False)
class Seeds:
    """What became of one set-up with many seeds.

    Attributes
    ----------
    epochs : (k,)
        When they were measured.
    cost, accuracy : (seeds, k)
        On the training samples.
    """

    epochs: FloatArray
    cost: FloatArray
    accuracy: FloatArray

    @property
    def solved(self) -> FloatArray:
        """1 for each that has all samples right at the end, else 0; (seeds,)."""
        return np.where(self.accuracy[:, -1] == 1, 1.0, 0.0)


@dataclass(frozen=True, eq=False)
class Band:
    """Of many values at each of several moments the least, the quartiles and the greatest; (k,)."""

    low: FloatArray
    lower: FloatArray
    median: FloatArray
    upper: FloatArray
    high: FloatArray


def seeds(setups: Sequence[Setup], epochs: Sequence[int]) -> Seeds:
    """Train set-ups that differ in their seeds as one stack; measure after these epochs."""
    stack = Stack(setups)
    found = []
    for epoch in epochs:
        while stack.epoch < epoch:
            stack.step()
        found.append(stack.evaluate(stack.data.train))
    cost = np.array([[one.cost for one in row] for row in found]).T
    accuracy = np.array([[one.accuracy for one in row] for row in found]).T
    return Seeds(np.asarray(epochs, float), cost, accuracy)


def band(values: FloatArray) -> Band:
    """Return the band of values (seeds, k): half of them lie between the quartiles."""
    return Band(*np.quantile(values, [0, 0.25, 0.5, 0.75, 1], axis=0))


def difference(a: FloatArray, b: FloatArray, seed: int = 0) -> tuple[float, float, float]:
    """Return mean(b) − mean(a), and the ends of its bootstrap interval at ``LEVEL``.

    Both are drawn anew, with replacement, ``DRAWS`` times; the interval holds the middle of the
    differences of means that come out. (Percentile bootstrap: Efron, "Bootstrap methods: another
    look at the jackknife", 1979.)

    Parameters
    ----------
    a, b : (n,) and (m,)
        What was measured of each kind's runs.
    """
    rng = np.random.default_rng(seed)
    means = [rng.choice(one, (DRAWS, len(one))).mean(axis=1) for one in (a, b)]
    low, high = np.quantile(means[1] - means[0], [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(b.mean() - a.mean()), float(low), float(high)
