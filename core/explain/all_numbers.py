"""What a network that reads numbers as bits answers to every number there is."""

import numpy as np

from core.arrays import FloatArray
from core.data.bits import as_bits
from core.network import Network


def even_answers(network: Network) -> FloatArray:
    """Return how much "even" each number gets, 0 to 1: (2ⁿ,) for n bits.

    It is the share of output 1 in both outputs, so that a half stands for undecided.
    """
    a = network.forward(as_bits(network.spec.sizes[0])).a[network.L]
    total = a.sum(axis=1)
    share: FloatArray = np.divide(a[:, 1], total, out=np.full_like(total, 0.5), where=total > 0)
    return share


def flip_changes(answers: FloatArray) -> FloatArray:
    """Return how much answers (2ⁿ,) change when one bit flips, on average: (n,), first bit first.

    All numbers are taken, so this is what the whole network does, not what one weight says.
    """
    numbers = np.arange(len(answers))
    n = len(answers).bit_length() - 1
    changes = [np.abs(answers - answers[numbers ^ 1 << bit]).mean() for bit in range(n - 1, -1, -1)]
    return np.array(changes)


def bit_weights(w: FloatArray) -> FloatArray:
    """Return the mean |w| of each column of the first layer's w (n_1, n_0): (n_0,)."""
    total: FloatArray = np.add.reduce(np.abs(w), 0)
    return total / len(w)
