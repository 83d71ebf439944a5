"""How good networks are before their first step: what many begin with is measured once.

A hall that opens one link, and whoever turns knobs before playing, gets the same weights on the
same data again and again. With the preset of digits each look at them takes as long as four hundred
steps: 11 ms and 0.026 ms, ``measured`` below against ``Training.step``, one thread.
"""

import hashlib
import threading
import time
from typing import NamedTuple
from weakref import WeakKeyDictionary

from core.data.samples import Dataset, Samples
from core.evaluation import Evaluation
from core.specs import NetworkSpec
from core.training import Training

MOST = 200  # networks, of each data set that is in use


class First(NamedTuple):
    """What was measured, and how many seconds it took."""

    train: Evaluation
    validation: Evaluation
    seconds: float


_known: WeakKeyDictionary[Dataset, dict[tuple[NetworkSpec, bytes], First]] = WeakKeyDictionary()
_lock = threading.Lock()


def first(training: Training, train: Samples) -> First:
    """Return how good a network is that has learnt nothing; ``train`` are always the same ones."""
    weights = training.network.parameters.tobytes()
    key = training.spec, hashlib.blake2b(weights, digest_size=16).digest()
    with _lock:
        of_data = _known.setdefault(training.data, {})
        if key in of_data:
            return of_data[key]
    found = measured(training, train)
    with _lock:
        of_data[key] = found
        while len(of_data) > MOST:
            of_data.pop(next(iter(of_data)))
    return found


def measured(training: Training, train: Samples) -> First:
    """Return how good a network is now."""
    since = time.perf_counter()
    found = training.evaluate(train), training.evaluate(training.data.validation)
    return First(*found, time.perf_counter() - since)
