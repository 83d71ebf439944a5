"""The trainer of this project, just as the app calls it."""

from benchmarks.train.contenders import PROBED
from benchmarks.train.workloads import Workload
from core.specs import DataSpec, Setup, TrainSpec
from core.training import Training

NAME = "ours"
NOTE = "Training.step(), float32"


def training(workload: Workload, dtype: str = "float32") -> Training:
    """Return a training of the workload."""
    how = TrainSpec(
        eta=workload.eta,
        batch_size=workload.batch_size,
        lmbda=workload.lmbda,
        optimizer=workload.optimizer,
    )
    return Training(Setup(DataSpec(), workload.network(dtype), how), workload.data)


class Ours:
    """See ``Learner``."""

    def __init__(self, workload: Workload) -> None:
        self.training = training(workload)

    def run(self, steps: int) -> int:
        """Train."""
        step = self.training.step
        for _ in range(steps):
            step()
        return steps

    def cost(self) -> float:
        """Look at the first training samples."""
        return self.training.evaluate(self.training.data.train[:PROBED]).cost


make = Ours
