"""The nets of the lesson: XOR with some hidden units, from seed after seed."""

from functools import lru_cache

from core.explain.luck import Seeds, seeds
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec

ETAS = (0.3, 1.0, 3.0, 10.0, 30.0)
ETA = 3.0
HIDDEN = (2, 3, 4)
MANY = 20
MOST = 200
EPOCHS = (0, 1, 2, 5, 10, 20, 30, 50, 75, *range(100, 1001, 50))
LAST = EPOCHS[-1]


def setup(hidden: int, eta: float, seed: int = 0) -> Setup:
    """Return one of them: sigmoid units, the quadratic cost, all four rows in each step."""
    network = NetworkSpec((2, hidden, 1), cost="quadratic", init="normal")
    return Setup(DataSpec("xor"), network, TrainSpec(eta, 4, seed=seed))


@lru_cache(maxsize=64)
def trained(hidden: int, eta: float, many: int = MANY, first: int = 0) -> Seeds:
    """Train nets from as many seeds, ``first`` and those after it."""
    return seeds([setup(hidden, eta, first + i) for i in range(many)], EPOCHS)
