"""How good a network is on some samples."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy import multiply

from core.arrays import IntArray, constant
from core.datasets import Samples
from core.network import Batch, Network

AT_ONCE = 250  # samples: enough for fast products, and their activations stay in the cache


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Mean cost (without regularisation) and share of right answers over some samples."""

    cost: float
    accuracy: float


class Evaluator:
    """Evaluates one network again and again, in buffers that are made once."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._batch = Batch(network, AT_ONCE)

    def __call__(self, samples: Samples) -> Evaluation:
        """Return the mean cost over ``samples`` and the share that the network gets right."""
        cost, right = 0.0, 0
        for rows, batch in self._batches(samples):
            cost += batch.cost() * batch.m
            right += int(np.count_nonzero(_answers(batch) == samples.labels[rows]))
        return Evaluation(cost / len(samples), right / len(samples))

    def confusion(self, samples: Samples) -> IntArray:
        """Count answers: [i, j] is how often class i was taken for class j; (n_L, n_L)."""
        n = self.network.spec.sizes[-1]
        counts = np.zeros((n, n), np.intp)
        for rows, batch in self._batches(samples):
            np.add.at(counts, (samples.labels[rows], _answers(batch)), 1)
        return counts

    def _batches(self, samples: Samples) -> Iterator[tuple[slice, Batch]]:
        """Send all samples through the network, some at a time."""
        n = len(samples)
        scale = constant(samples.scale, self._batch.x.dtype)
        for start in range(0, n, AT_ONCE):
            rows = slice(start, min(start + AT_ONCE, n))
            m = rows.stop - rows.start
            batch = self._batch if m == AT_ONCE else Batch(self.network, m)
            batch.x[...] = samples.x[rows]
            multiply(batch.x, scale, batch.x)
            batch.y[...] = samples.y[rows]
            batch.forward()
            yield rows, batch


def _answers(batch: Batch) -> IntArray:
    answers: IntArray = batch.a[batch.network.L].argmax(axis=1)
    return answers


def evaluate(network: Network, samples: Samples) -> Evaluation:
    """Return the mean cost of ``network`` over ``samples`` and the share it gets right."""
    return Evaluator(network)(samples)


def confusion(network: Network, samples: Samples) -> IntArray:
    """Count answers: [i, j] is how often class i was taken for class j; (n_L, n_L)."""
    return Evaluator(network).confusion(samples)
