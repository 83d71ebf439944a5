"""R4: the class of a text whose code never ran, here run to its end."""

from collections.abc import Iterator

from core.evaluation import Evaluation
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

NETWORK = NetworkSpec((784, 30, 10), ("sigmoid", "sigmoid"), "cross_entropy", "scaled")
TRAIN = TrainSpec(eta=3.0, batch_size=10, lmbda=0.1)


def report(epochs: int = 30) -> Iterator[str]:
    """Yield cost and accuracy on training and evaluation data after each epoch."""
    yield "Published: no figure; the code stops on a TypeError. Here, with the same settings:"
    training = Training(Setup(DataSpec("mnist"), NETWORK, TRAIN))
    for epoch in range(epochs):
        while training.epoch == epoch:
            training.step()
        trained = _words(training.evaluate(training.data.train))
        held_out = _words(training.evaluate(training.data.validation))
        yield f"Epoch {epoch + 1:>2}: training {trained}; evaluation {held_out}"
    test = training.evaluate(training.data.test).accuracy
    yield f"Test accuracy: {test:.4f}. Costs are without the λ term."


def _words(result: Evaluation) -> str:
    return f"cost {result.cost:.4f}, accuracy {result.accuracy:.4f}"
