"""The four equations on whole mini-batches, written as plainly as NumPy allows, in float64."""

import numpy as np

from benchmarks.train.contenders import PROBED
from benchmarks.train.contenders.formulas import PRIME, SIGMA, mean_cost, output_error
from benchmarks.train.workloads import Batches, Workload
from core.arrays import FloatArray, IntArray
from core.network import Network

NAME = "textbook vectorised float64"
NOTE = "inputs as float64 in memory, every result a new array"


class Textbook:
    """See ``Learner``."""

    def __init__(self, workload: Workload) -> None:
        self.workload = workload
        start = Network.initial(workload.network("float64"), seed=0)
        self.L = start.L
        self.w = {l: w.copy() for l, w in start.w.items()}
        self.b = {l: b.copy() for l, b in start.b.items()}
        self.name = dict(enumerate(workload.network().activations, start=1))
        self.x, self.y = workload.x64, workload.samples.y.astype(np.float64)
        self.batches = Batches(len(self.x), workload.batch_size, np.random.default_rng(1))
        self.update = {"sgd": self._sgd, "adam": self._adam}[workload.optimizer]
        self.moments = {
            id(p): (np.zeros_like(p), np.zeros_like(p))
            for p in (*self.w.values(), *self.b.values())
        }
        self.steps = 0

    def run(self, steps: int) -> int:
        """Train."""
        for _ in range(steps):
            self.step(next(self.batches))
        return steps

    def step(self, rows: IntArray) -> None:
        """Learn from one mini-batch."""
        L, w, b, m = self.L, self.w, self.b, len(rows)
        y = self.y[rows]
        z, a = self.forward(self.x[rows])
        delta = {L: output_error(self.workload.cost, self.name[L], z[L], a[L], y)}
        for l in range(L - 1, 0, -1):
            delta[l] = (delta[l + 1] @ w[l + 1]) * PRIME[self.name[l]](z[l])
        self.steps += 1
        for l in range(1, L + 1):
            nabla_w = delta[l].T @ a[l - 1] / m
            if self.workload.lmbda:
                nabla_w += self.workload.decay * w[l]
            self.update(w[l], nabla_w)
            self.update(b[l], delta[l].sum(axis=0) / m)

    def forward(self, x: FloatArray) -> tuple[dict[int, FloatArray], dict[int, FloatArray]]:
        """Return z and a of every layer."""
        z: dict[int, FloatArray] = {}
        a = {0: x}
        for l in range(1, self.L + 1):
            z[l] = a[l - 1] @ self.w[l].T + self.b[l]
            a[l] = SIGMA[self.name[l]](z[l])
        return z, a

    def _sgd(self, p: FloatArray, nabla: FloatArray) -> None:
        p -= self.workload.eta * nabla

    def _adam(self, p: FloatArray, nabla: FloatArray) -> None:
        """Kingma and Ba, algorithm 1, with its usual constants."""
        mean, square = self.moments[id(p)]
        mean += 0.1 * (nabla - mean)
        square += 0.001 * (nabla**2 - square)
        unbiased, scale = mean / (1 - 0.9**self.steps), square / (1 - 0.999**self.steps)
        p -= self.workload.eta * unbiased / (np.sqrt(scale) + 1e-8)

    def cost(self) -> float:
        """Look at the first training samples."""
        _, a = self.forward(self.x[:PROBED])
        return mean_cost(self.workload.cost, a[self.L], self.y[:PROBED])


make = Textbook
