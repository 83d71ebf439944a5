"""The network that learns what a class draws, the same in all replicas: no chance is involved."""

import numpy as np

from core.arrays import ByteArray, IntArray
from core.data.samples import Dataset, Samples, one_hot
from core.evaluation import answers
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

KEPT_BACK = 5  # one drawing in so many is never learned
HIDDEN = 15  # units
EPOCHS = 10  # of one lesson
_TOLD = 4  # significant digits of a cost that is shown
_SCALE = 1 / 255


class Learner:
    """A network of 784 inputs, 15 hidden units and as many outputs as there are symbols.

    Attributes
    ----------
    epochs : int
        That it has learned for.
    costs : list of float
        After each of them, the mean over what it learned.
    learned, right : int
        How many drawings it learned last, and how many of these it reads right.
    """

    def __init__(self, symbols: int, before: "Learner | None" = None) -> None:
        """Begin, or go on from where another one is, which stays as it is."""
        self._symbols = symbols
        self._spec = NetworkSpec(
            (28 * 28, HIDDEN, symbols), ("sigmoid", "softmax"), "log_likelihood"
        )
        self._training: Training | None = before._training if before else None
        self.epochs: int = before.epochs if before else 0
        self.costs: list[float] = [*before.costs] if before else []
        self.learned = self.right = 0

    def learn(self, images: ByteArray, labels: IntArray) -> None:
        """Learn pictures (n, 28, 28) of these symbols (n,) for some epochs more."""
        n = len(images)
        samples = Samples(
            images.reshape(n, -1), one_hot(labels, self._symbols), labels.astype(np.intp), _SCALE
        )
        names = tuple(map(str, range(self._symbols)))
        data = Dataset(samples, samples, samples, (), names, (28, 28))
        settings = TrainSpec(eta=0.5, batch_size=min(10, n), seed=1 + self.epochs)
        training = Training(Setup(DataSpec("mnist"), self._spec, settings), data)
        if self._training is not None:
            training.network.parameters[...] = self._training.network.parameters
        for _ in range(EPOCHS):
            before = training.epoch
            while training.epoch == before:
                training.step()
            found = training.evaluate(samples)
            self.costs.append(float(f"{found.cost:.{_TOLD}g}"))
        self._training = training
        self.epochs += EPOCHS
        self.learned, self.right = n, round(found.accuracy * n)

    def read(self, images: ByteArray) -> list[int]:
        """Return which symbols pictures (n, 28, 28) are taken for, by their places.

        Raises
        ------
        ValueError
            If it has learned nothing yet.
        """
        if self._training is None:
            raise ValueError("This network has learned nothing yet.")
        network = self._training.network
        x = images.reshape(len(images), -1) * network.parameters.dtype.type(_SCALE)
        found: list[int] = answers(network.forward(x).a[network.L]).tolist()
        return found
