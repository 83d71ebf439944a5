"""Small sweeps for tests, and who computes them."""

from concurrent.futures import Future

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.batch.batch import Batch
from runs.batch.sweep import Sweep

XOR = Setup(
    DataSpec("xor"),
    NetworkSpec((2, 2, 1), ("sigmoid", "sigmoid"), init="normal"),
    TrainSpec(eta=3.0, batch_size=4),
)
DIGITS = Setup(
    DataSpec("mnist_1000"),
    NetworkSpec((784, 30, 10), ("sigmoid", "sigmoid")),
    TrainSpec(eta=0.5, batch_size=100),
)


class Here:
    """Computes at once, where it is asked."""

    def __init__(self, workers=1):
        self.workers = workers
        self.asked = []

    def submit(self, fn, /, *args):
        self.asked.append(args)
        future = Future()
        try:
            future.set_result(fn(*args))
        except Exception as error:
            future.set_exception(error)
        return future


def computed(sweep, crew=None):
    """Return the state of a sweep after all of it is done."""
    batch = Batch(sweep, lambda: crew or Here())
    batch.start()
    assert batch.join(60)
    return batch.state()


def seeds(setup=XOR, n=5, epochs=30, axes=()):
    return Sweep(setup, n, epochs, axes)
