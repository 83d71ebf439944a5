"""scikit-learn's multi-layer perceptron, fed through ``partial_fit``."""

import numpy as np
from sklearn.neural_network import MLPClassifier

from benchmarks.train.workloads import Workload

NAME = "scikit-learn"
NOTE = (
    "float32 MLPClassifier, log loss also for the quadratic cost; a slice is one partial_fit, "
    "with its checks of the input"
)
ENOUGH = 40_000  # samples in memory, so that a slice need not stop at the end of a small data set


class ScikitLearn:
    """See ``Learner``."""

    def __init__(self, workload: Workload) -> None:
        self.m = m = workload.batch_size
        n = len(workload.samples)
        self.model = MLPClassifier(
            workload.sizes[1:-1],
            activation={"sigmoid": "logistic"}.get(workload.hidden, workload.hidden),
            solver=workload.optimizer,
            alpha=workload.decay * m,  # scikit-learn divides it by the mini-batch, not by n
            batch_size=m,
            learning_rate_init=workload.eta,
            momentum=0,
            shuffle=n > m,
            random_state=0,
        )
        # to the library two labels are one sigmoid, more are a softmax, columns of 0 and 1 sigmoids
        labels = workload.output == "softmax" or workload.sizes[-1] == 1
        y = workload.samples.labels if labels else workload.samples.y.astype(np.intp)
        self.classes = np.unique(workload.samples.labels)
        times = -(-ENOUGH // n)
        self.x = np.concatenate([workload.x32] * times) if times > 1 else workload.x32
        self.y = np.concatenate([y] * times) if times > 1 else y
        self.start = 0

    def run(self, steps: int) -> int:
        """Train."""
        wanted = min(steps * self.m, len(self.x) // self.m * self.m)
        if self.start + wanted > len(self.x):
            self.start = 0
        rows = slice(self.start, self.start + wanted)
        self.start = rows.stop
        self.model.partial_fit(self.x[rows], self.y[rows], classes=self.classes)
        return wanted // self.m

    def cost(self) -> float:
        """Return the mean cost during the last slice, which is what the library keeps."""
        return float(self.model.loss_)


make = ScikitLearn
