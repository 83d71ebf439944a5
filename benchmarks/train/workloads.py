"""What is trained: six nets from a handful of weights to two thirds of a million."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from core.arrays import FloatArray, IntArray
from core.data.bits import even_odd
from core.data.load import load
from core.data.samples import Dataset, Samples
from core.specs import DataSpec, NetworkSpec


@dataclass(frozen=True, eq=False)
class Workload:
    """A net, its data and how to train it; every contender makes its own net from this.

    ``lmbda`` is Nielsen's λ: weights shrink by ηλ/n each step, n being all training samples.
    """

    name: str
    source: Callable[[], Dataset]
    sizes: tuple[int, ...]
    hidden: str
    output: str
    cost: str
    batch_size: int
    eta: float
    lmbda: float = 0.0
    optimizer: str = "sgd"

    @property
    def label(self) -> str:
        """One line that says all."""
        extras = (self.optimizer.capitalize(),) if self.optimizer != "sgd" else ()
        extras += ("L2",) if self.lmbda else ()
        words = (self.hidden, self.output, self.cost.replace("_", "-"), *extras)
        return f"{list(self.sizes)} {', '.join(words)}, batch {self.batch_size}"

    @property
    def decay(self) -> float:
        """λ/n."""
        return self.lmbda / len(self.samples)

    @cached_property
    def data(self) -> Dataset:
        """What is learnt."""
        return self.source()

    @property
    def samples(self) -> Samples:
        """The samples to train on."""
        return self.data.train

    @cached_property
    def x32(self) -> FloatArray:
        """All inputs as float32, 0..1."""
        return self._scaled(np.float32)

    @cached_property
    def x64(self) -> FloatArray:
        """All inputs as float64, 0..1."""
        return self._scaled(np.float64)

    def _scaled(self, dtype: type[np.floating]) -> FloatArray:
        x = self.samples.x.astype(dtype)
        x *= self.samples.scale
        return x

    def network(self, dtype: str = "float32") -> NetworkSpec:
        """Return the net as ours describes it."""
        inner = (self.hidden,) * (len(self.sizes) - 2)
        init = "he" if self.hidden == "relu" else "scaled"
        return NetworkSpec(self.sizes, (*inner, self.output), self.cost, init, dtype)

    def first(self, n: int) -> "Workload":
        """Return the same on the first n samples only, for tests."""
        return replace(self, source=lambda: replace(self.data, train=self.samples[:n]))


@lru_cache(maxsize=1)
def mnist_60k() -> Dataset:
    """Return MNIST with the validation samples put back to the training samples."""
    data = load(DataSpec("mnist"))
    parts = data.train, data.validation
    x, y, labels = (np.concatenate([getattr(p, k) for p in parts]) for k in ("x", "y", "labels"))
    return replace(data, train=Samples(x, y, labels, data.train.scale))


def xor() -> Dataset:
    """Return the XOR of two bits, with a third input that is always 1."""
    x = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]], np.float32)
    labels = np.array([0, 1, 1, 0], np.intp)
    samples = Samples(x, labels[:, None].astype(np.float32), labels)
    return Dataset(samples, samples, samples, ("a", "b", "always 1"), ("a xor b",))


class Batches:
    """Endless mini-batches, reshuffled each epoch; an epoch's last one may be smaller.

    A full batch is never shuffled: nobody who trains so would.
    """

    def __init__(self, n: int, m: int, rng: np.random.Generator) -> None:
        self._n, self._m, self._rng = n, m, rng
        self._order, self._start = np.arange(n), n

    def __next__(self) -> IntArray:
        """Return the indices of the next mini-batch."""
        if self._m >= self._n:
            return self._order
        if self._start >= self._n:
            self._order, self._start = self._rng.permutation(self._n), 0
        self._start += self._m
        return self._order[self._start - self._m : self._start]


def mnist() -> Dataset:
    """Return MNIST, 50,000 samples of it to train on."""
    return load(DataSpec("mnist"))


_SIGMOID = ("sigmoid", "sigmoid")
WORKLOADS = {
    w.name: w
    for w in (
        Workload("W1", lambda: even_odd(10), (10, 3, 2), *_SIGMOID, "quadratic", 8, 0.6),
        Workload("W2", mnist, (784, 30, 10), *_SIGMOID, "cross_entropy", 10, 0.5),
        Workload("W3", mnist_60k, (784, 32, 10), *_SIGMOID, "quadratic", 256, 3.0),
        Workload("W4", mnist, (784, 100, 10), *_SIGMOID, "cross_entropy", 10, 0.5, 5.0),
        Workload(
            "W5",
            mnist_60k,
            (784, 512, 512, 10),
            "relu",
            "softmax",
            "log_likelihood",
            128,
            0.001,
            optimizer="adam",
        ),
        Workload("W6", xor, (3, 4, 1), *_SIGMOID, "quadratic", 4, 4.0),
    )
}
