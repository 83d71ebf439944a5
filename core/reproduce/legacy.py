"""How the text on even and odd numbers trains: R2 and R3 share its quirks.

Its cost of a sample is Σ(y - a)², without the ½ of ours. So its gradient is twice ours: here η is
doubled, and the errors it prints are twice our cost.
"""

from collections.abc import Iterator

import numpy as np
from numpy.random import RandomState

from core.data.gather import Feed
from core.data.samples import Samples
from core.functions.optimizers import SGD
from core.network import Batch, Network
from core.specs import NetworkSpec

ETA = 0.3


def initial(sizes: tuple[int, ...], rng: RandomState) -> Network:
    """Return a sigmoid network in float64; each layer draws N(0, 1) weights, then its biases."""
    spec = NetworkSpec(sizes, ("sigmoid",) * (len(sizes) - 1), "quadratic", "normal", "float64")
    network = Network(spec, np.zeros(spec.parameter_count))
    for l, w in network.w.items():
        w[...] = rng.randn(*w.shape)
        network.b[l][...] = rng.randn(len(w))
    return network


def epochs(
    network: Network, samples: Samples, batch_size: int, rng: RandomState
) -> Iterator[float]:
    """Train for as long as the caller pulls; yield each epoch's error.

    There are n // batch_size mini-batches, and the last takes all samples that remain; yet the
    sums over every mini-batch are divided by ``batch_size``. The error is the mean over the
    mini-batches, each seen before its update.
    """
    n, count = len(samples), len(samples) // batch_size
    full, last = (
        Batch(network, m, share=1 / batch_size) for m in (batch_size, n - (count - 1) * batch_size)
    )
    feeds = {batch: Feed(samples, batch.x, batch.y) for batch in (full, last)}
    optimizer = SGD(network.parameters.size, network.parameters.dtype)
    optimizer.eta = 2 * ETA
    while True:
        order = np.arange(n)
        rng.shuffle(order)
        error = 0.0
        for i in range(count):
            batch = last if i == count - 1 else full
            start = i * batch_size
            feeds[batch].take(order[start : start + batch.m])
            batch.forward()
            batch.backward()
            optimizer.update(network.parameters, batch.gradient)
            error += 2 * batch.cost() * batch.m / batch_size
        yield error / count
