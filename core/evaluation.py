"""How good a network is on some samples."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from core.arrays import IntArray
from core.datasets import Samples
from core.feed import Feed
from core.network import Batch, Network

AT_ONCE = 500  # samples: big enough for fast products, small enough for the cache


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Mean cost (without regularisation) and share of right answers over some samples."""

    cost: float
    accuracy: float


def evaluate(network: Network, samples: Samples) -> Evaluation:
    """Return the mean cost of ``network`` over ``samples`` and the share it gets right."""
    cost, right = 0.0, 0
    for rows, batch in _batches(network, samples):
        cost += batch.cost() * batch.m
        right += int(np.count_nonzero(_answers(batch) == samples.labels[rows]))
    return Evaluation(cost / len(samples), right / len(samples))


def confusion(network: Network, samples: Samples) -> IntArray:
    """Count answers: [i, j] is how often class i was taken for class j; (n_L, n_L)."""
    n = network.spec.sizes[-1]
    counts = np.zeros((n, n), np.intp)
    for rows, batch in _batches(network, samples):
        np.add.at(counts, (samples.labels[rows], _answers(batch)), 1)
    return counts


def _answers(batch: Batch) -> IntArray:
    answers: IntArray = batch.a[batch.network.L].argmax(axis=1)
    return answers


def _batches(network: Network, samples: Samples) -> Iterator[tuple[slice, Batch]]:
    """Send all samples through the network, some at a time."""
    n = len(samples)
    batch = Batch(network, min(n, AT_ONCE))
    feed = Feed(samples, batch)
    for start in range(0, n, AT_ONCE):
        rows = slice(start, min(start + AT_ONCE, n))
        if batch.m != rows.stop - rows.start:
            batch = Batch(network, rows.stop - rows.start)
            feed = Feed(samples, batch)
        feed.slice(rows)
        batch.forward()
        yield rows, batch
