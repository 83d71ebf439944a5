"""PyTorch as its tutorials use it: eager, autograd, an optimiser of its own."""

import torch
from torch import Tensor, nn

from benchmarks.train.contenders import PROBED
from benchmarks.train.workloads import Workload

NAME = "PyTorch eager"
NOTE = "float32 tensors in memory, index_select; log-likelihood and cross-entropy on the logits"


def _quadratic(answer: Tensor, y: Tensor) -> Tensor:
    return nn.functional.mse_loss(answer, y, reduction="sum") / (2 * len(y))


def _cross_entropy(logits: Tensor, y: Tensor) -> Tensor:
    return nn.functional.binary_cross_entropy_with_logits(logits, y, reduction="sum") / len(y)


COSTS = {
    "quadratic": _quadratic,
    "cross_entropy": _cross_entropy,
    "log_likelihood": nn.functional.cross_entropy,
}
LAYERS = {"sigmoid": nn.Sigmoid, "relu": nn.ReLU}


class PyTorch:
    """See ``Learner``."""

    def __init__(self, workload: Workload) -> None:
        torch.manual_seed(0)
        sizes, last = workload.sizes, len(workload.sizes) - 1
        layers: list[nn.Module] = []
        for l in range(1, last + 1):
            layers.append(nn.Linear(sizes[l - 1], sizes[l]))
            if l < last:
                layers.append(LAYERS[workload.hidden]())
            elif workload.cost == "quadratic":
                layers.append(LAYERS[workload.output]())
        self.model = nn.Sequential(*layers)
        self.criterion = COSTS[workload.cost]
        self.optimizer = self._optimizer(workload)
        self.x = torch.from_numpy(workload.x32)
        samples = workload.samples
        self.y = torch.tensor(samples.labels if workload.output == "softmax" else samples.y)
        self.m = workload.batch_size
        self.order = torch.arange(len(self.x))
        self.start = len(self.x)

    def _optimizer(self, workload: Workload) -> torch.optim.Optimizer:
        named = list(self.model.named_parameters())
        groups = [
            {
                "params": [p for name, p in named if name.endswith("weight")],
                "weight_decay": workload.decay,
            },
            {"params": [p for name, p in named if name.endswith("bias")]},
        ]
        kind = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[workload.optimizer]
        return kind(groups, lr=workload.eta)

    def run(self, steps: int) -> int:
        """Train."""
        for _ in range(steps):
            if self.start >= len(self.x):
                self.start = 0
                if self.m < len(self.x):
                    self.order = torch.randperm(len(self.x))
            rows = self.order[self.start : self.start + self.m]
            self.start += self.m
            x, y = self.x.index_select(0, rows), self.y.index_select(0, rows)
            self.optimizer.zero_grad()
            self.criterion(self.model(x), y).backward()
            self.optimizer.step()
        return steps

    def cost(self) -> float:
        """Look at the first training samples."""
        with torch.no_grad():
            return self.criterion(self.model(self.x[:PROBED]), self.y[:PROBED]).item()


make = PyTorch
