"""How good a network is on some samples."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy import multiply

from core.arrays import FloatArray, IntArray, constant
from core.data.samples import Samples
from core.network import Batch, Network

NUMBERS = 200_000  # inputs of samples that go through at once: they stay in the cache
LEAST, MOST = 250, 4000  # samples: fast products; in small nets calls cost more than work


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Mean cost (without regularisation) and share of right answers over some samples.

    For quantities (regression) ``accuracy`` is R², the share of the targets' variance that the
    network explains; it is negative where the targets' mean would be a better answer.
    """

    cost: float
    accuracy: float


class Evaluator:
    """Evaluates one network again and again, in buffers that are made once."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._made: dict[int, Batch] = {}

    def __call__(self, samples: Samples) -> Evaluation:
        """Return the mean cost over ``samples`` and the share that the network gets right."""
        cost, right, n = 0.0, 0.0, len(samples)
        for rows, batch in self._batches(samples):
            cost += batch.cost() * batch.m
            if samples.labels is None:
                right -= float(np.square(batch.a[batch.network.L] - batch.y).sum())
            else:
                right += int(
                    np.count_nonzero(answers(batch.a[batch.network.L]) == samples.labels[rows])
                )
        if samples.labels is None:
            spread = float(np.square(samples.y - samples.y.mean(axis=0)).sum())
            return Evaluation(cost / n, 1 + right / spread if spread else 0.0)
        return Evaluation(cost / n, right / n)

    def confusion(self, samples: Samples) -> IntArray:
        """Count answers: [i, j] is how often class i was taken for class j; (classes, classes).

        Raises
        ------
        ValueError
            If the targets are quantities.
        """
        if samples.labels is None:
            raise ValueError("Only classes can be confused; these targets are quantities.")
        n = max(self.network.spec.sizes[-1], 2)
        counts = np.zeros((n, n), np.intp)
        for rows, batch in self._batches(samples):
            np.add.at(counts, (samples.labels[rows], answers(batch.a[batch.network.L])), 1)
        return counts

    def _batches(self, samples: Samples) -> Iterator[tuple[slice, Batch]]:
        """Send all samples through the network, some at a time."""
        n = len(samples)
        scale = constant(samples.scale, self.network.parameters.dtype)
        step = at_once(self.network)
        for start in range(0, n, step):
            rows = slice(start, min(start + step, n))
            m = rows.stop - rows.start
            batch = self._made.get(m) or self._made.setdefault(m, Batch(self.network, m))
            batch.x[...] = samples.x[rows]
            multiply(batch.x, scale, batch.x)
            batch.y[...] = samples.y[rows]
            batch.forward()
            yield rows, batch


def at_once(network: Network) -> int:
    """Return how many samples to send through ``network`` at once."""
    return min(max(NUMBERS // max(network.spec.sizes), LEAST), MOST)


def answers(a: FloatArray) -> IntArray:
    """Return the classes that outputs a (m, n_L) stand for: the largest, or whether one is >= ½."""
    chosen: IntArray = a.argmax(axis=1) if a.shape[1] > 1 else (a[:, 0] >= 0.5).astype(np.intp)
    return chosen


def evaluate(network: Network, samples: Samples) -> Evaluation:
    """Return the mean cost of ``network`` over ``samples`` and the share it gets right."""
    return Evaluator(network)(samples)


def confusion(network: Network, samples: Samples) -> IntArray:
    """Count answers: [i, j] is how often class i was taken for class j; (n_L, n_L)."""
    return Evaluator(network).confusion(samples)


def ignorance(network: Network, y: FloatArray) -> float:
    """Return what it costs to know nothing: to answer targets y (m, n_L) with their mean."""
    mean = y.mean(axis=0, dtype=np.float64)
    sure = np.clip(mean, 1e-9, 1 - 1e-9)
    couples = network.activation[network.L].couples
    z = np.log(sure) if couples else np.log(sure / (1 - sure))  # for costs that do not read a
    return network.cost.value(np.tile(z, (len(y), 1)), np.tile(mean, (len(y), 1)), y) / len(y)
