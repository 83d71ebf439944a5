"""R2: [10, 3, 2] tells even numbers from odd ones, and finds the bit that matters."""

from collections.abc import Iterator
from itertools import islice

import numpy as np

from core.arrays import FloatArray
from core.data.load import load
from core.evaluation import evaluate
from core.reproduce import legacy
from core.specs import DataSpec

EPOCHS = 1000


def report() -> Iterator[str]:
    """Yield every epoch's line as published, then the test accuracy and the weights."""
    rng = np.random.RandomState(0)
    data = load(DataSpec("even_odd", 10))
    network = legacy.initial((10, 3, 2), rng)
    errors = legacy.epochs(network, data.train, 8, rng)
    for epoch, error in enumerate(islice(errors, EPOCHS)):
        yield f"* Epoch: {epoch:>4}, Error: {error:>3.5}"
    yield f"Test accuracy: {evaluate(network, data.test).accuracy}"
    yield f"First weights, the last bit's column: {_rounded(network.w[1][:, -1])}"
    yield f"Second weights: {_rounded(network.w[2])}"


def _rounded(weights: FloatArray) -> list[float]:
    rounded: list[float] = np.round(weights, 2).tolist()
    return rounded
