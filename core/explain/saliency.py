"""Which pixels speak for an answer, and which against it."""

import numpy as np

from core.arrays import FloatArray
from core.network import Batch, Network


def answer_gradient(network: Network, x: FloatArray) -> FloatArray:
    """Return how each output aᴸ of the network changes with each input: daᴸₖ/dxⱼ.

    Where an answer is all but certain it hardly changes with anything; `score_gradient` does not
    fade there.

    Parameters
    ----------
    x : (n_0,)
        One sample: brightness 0..1 of a picture's pixels, say.

    Returns
    -------
    (n_L, n_0)
        Row k: more of input j makes output k larger where positive, smaller where negative.

    Raises
    ------
    ValueError
        If ``x`` does not have the shape of the network's input.
    """
    seen = _seen(network, x)
    L, delta = network.L, np.eye(seen.m, dtype=network.parameters.dtype)
    network.activation[L].times_prime(delta, seen.z[L], seen.a[L], np.empty_like(delta))
    return _back(network, seen, delta)


def score_gradient(network: Network, x: FloatArray) -> FloatArray:
    """Return how each output's score zᴸ, less the mean of the others', changes with each input.

    What speaks for all outputs alike cancels: row k holds the evidence for k (positive) and
    against it (negative). Shapes and errors as for `answer_gradient`.
    """
    seen = _seen(network, x)
    n = seen.m
    others = 1 / max(n - 1, 1)
    delta = np.where(np.eye(n, dtype=bool), 1.0, -others).astype(network.parameters.dtype)
    return _back(network, seen, delta)


def _seen(network: Network, x: FloatArray) -> Batch:
    """Send the sample through, once for each output."""
    if x.shape != network.spec.sizes[:1]:
        raise ValueError(f"The input must be {network.spec.sizes[:1]}, not {x.shape}.")
    return network.forward(np.broadcast_to(x, (network.spec.sizes[-1], len(x))))


def _back(network: Network, seen: Batch, delta: FloatArray) -> FloatArray:
    """Apply BP2 down to the input, layer 0, which has no activation."""
    for l in range(network.L - 1, 0, -1):
        delta = delta @ network.w[l + 1]
        network.activation[l].times_prime(delta, seen.z[l], seen.a[l], np.empty_like(delta))
    return delta @ network.w[1]
