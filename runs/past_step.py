"""What a step of the past learnt from: a second training beside the run's own takes it again."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from core.arrays import FloatArray
from core.data.samples import Dataset
from core.specs import Setup, TrainSpec
from core.training import Checkpoint, Training
from runs.history import History
from runs.observations import Observer, Step

WORK = 100_000_000  # samples times parameters of a step that is worth repeating: about 0.1 s


@dataclass(frozen=True, eq=False)
class Repeated:
    """A step as ``runs.observations`` sees it; ``batch`` is None where it was done in parts."""

    gradient: FloatArray
    batch: Step | None


class PastStep:
    """Repeats single steps of a run, bit for bit, and leaves the run alone.

    Its training is made at the first step that somebody wants to see, and used again for others.
    """

    def __init__(self, setup: Setup, data: Dataset) -> None:
        self._setup, self._data = setup, data
        self._lock = threading.Lock()  # several pages may look back at once
        self._training: Training | None = None

    def step(self, checkpoint: Checkpoint, changes: Iterable[TrainSpec] = ()) -> Repeated | None:
        """Return the step that follows ``checkpoint``; None if it would take too long.

        Parameters
        ----------
        changes : iterable of TrainSpec
            Settings that were assigned between the checkpoint and that step, in order.
        """
        with self._lock, np.errstate(all="ignore"):
            training = self._training
            if training is None:
                training = Training(self._setup._replace(settings=checkpoint.settings), self._data)
                self._training = training
            training.restore(checkpoint)
            for settings in changes:
                training.settings = settings
            whole = training.optimizer.full_batch
            m = len(self._data.train) if whole else training.settings.batch_size
            if m * self._setup.network.parameter_count > WORK:
                return None
            observer = Observer(training, History(1))
            observer.step({"gradient", "batch"}, shown=True)
            assert observer.gradient is not None
            return Repeated(observer.gradient, observer.batch)
