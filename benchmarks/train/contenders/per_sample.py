"""Backpropagation as many texts on it program it: one sample at a time, gradients summed up."""

import numpy as np

from benchmarks.train.contenders import PROBED, Unavailable
from benchmarks.train.contenders.formulas import PRIME, SIGMA, mean_cost, output_error
from benchmarks.train.workloads import Batches, Workload
from core.arrays import FloatArray, IntArray
from core.network import Network

NAME = "per-sample loop of the texts"
NOTE = "float64, samples as columns, lists of ∇w and ∇b"


class PerSample:
    """See ``Learner``."""

    def __init__(self, workload: Workload) -> None:
        if workload.optimizer != "sgd":
            raise Unavailable("the texts have gradient descent only")
        self.workload = workload
        start = Network.initial(workload.network("float64"), seed=0)
        self.weights = [w.copy() for w in start.w.values()]
        self.biases = [b[:, None].copy() for b in start.b.values()]
        self.names = workload.network().activations
        targets = workload.samples.y.astype(np.float64)
        self.samples = [
            (x[:, None], y[:, None]) for x, y in zip(workload.x64, targets, strict=True)
        ]
        rng = np.random.default_rng(1)
        self.batches = Batches(len(self.samples), workload.batch_size, rng)

    def run(self, steps: int) -> int:
        """Train."""
        for _ in range(steps):
            self.step(next(self.batches))
        return steps

    def step(self, rows: IntArray) -> None:
        """Add up the gradients of a mini-batch's samples, then go downhill."""
        sum_w = [np.zeros(w.shape) for w in self.weights]
        sum_b = [np.zeros(b.shape) for b in self.biases]
        for row in rows:
            nabla_w, nabla_b = self.backprop(*self.samples[row])
            sum_w = [total + nabla for total, nabla in zip(sum_w, nabla_w, strict=True)]
            sum_b = [total + nabla for total, nabla in zip(sum_b, nabla_b, strict=True)]
        eta, share = self.workload.eta, self.workload.eta / len(rows)
        kept = 1 - eta * self.workload.decay
        self.weights = [kept * w - share * n for w, n in zip(self.weights, sum_w, strict=True)]
        self.biases = [b - share * n for b, n in zip(self.biases, sum_b, strict=True)]

    def backprop(self, x: FloatArray, y: FloatArray) -> tuple[list[FloatArray], list[FloatArray]]:
        """Return one sample's gradient."""
        seen_z, seen_a = [], [x]
        for w, b, name in zip(self.weights, self.biases, self.names, strict=True):
            seen_z.append(np.dot(w, seen_a[-1]) + b)
            seen_a.append(SIGMA[name](seen_z[-1]))
        delta = output_error(self.workload.cost, self.names[-1], seen_z[-1], seen_a[-1], y)
        nabla_w, nabla_b = [np.dot(delta, seen_a[-2].T)], [delta]
        for i in range(len(self.weights) - 2, -1, -1):
            delta = np.dot(self.weights[i + 1].T, delta) * PRIME[self.names[i]](seen_z[i])
            nabla_w.insert(0, np.dot(delta, seen_a[i].T))
            nabla_b.insert(0, delta)
        return nabla_w, nabla_b

    def cost(self) -> float:
        """Look at the first training samples."""
        a = self.workload.x64[:PROBED].T
        for w, b, name in zip(self.weights, self.biases, self.names, strict=True):
            a = SIGMA[name](w @ a + b)
        return mean_cost(self.workload.cost, a.T, self.workload.samples.y[:PROBED])


make = PerSample
