"""The package neural-network-digits, another NumPy trainer with a window around it."""

import numpy as np
from nn_digits.neural_net.network import NeuralNetwork

from benchmarks.train.contenders import PROBED, Unavailable
from benchmarks.train.workloads import Batches, Workload

NAME = "neural-network-digits"
NOTE = "float32; always softmax with log-likelihood, and a velocity, here with momentum 0"


class DigitsPackage:
    """See ``Learner``; the loop around ``train_step`` is the package's own, without its records."""

    def __init__(self, workload: Workload) -> None:
        if workload.optimizer != "sgd":
            raise Unavailable("it has momentum only")
        if workload.sizes[-1] < 2:
            raise Unavailable("its softmax needs two outputs")
        self.net = NeuralNetwork(workload.sizes, activation=workload.hidden)
        self.eta, self.decay = workload.eta, workload.decay
        self.x, self.y = workload.x32, workload.samples.y
        self.batches = Batches(len(self.x), workload.batch_size, np.random.default_rng(1))

    def run(self, steps: int) -> int:
        """Train."""
        step = self.net.train_step
        for _ in range(steps):
            rows = next(self.batches)
            step(self.x[rows], self.y[rows], self.eta, momentum=0, l2=self.decay)
        return steps

    def cost(self) -> float:
        """Look at the first training samples."""
        return self.net.loss(self.net.predict(self.x[:PROBED]), self.y[:PROBED])


make = DigitsPackage
