"""What a worker does: train some runs for about a second, and say how far they are.

A task goes to a worker whole and comes back with all that is needed to go on anywhere. So progress
is seen, a cancelled sweep ends within a second, and what a lost worker had begun is done again.
"""

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

import numpy as np

from core.data.samples import Dataset, Samples
from core.evaluation import Evaluation
from core.specs import Setup
from core.stack import Stack
from core.training import Checkpoint, Training
from runs.batch.sweep import moments

TRAIN_EVALUATED = 1000  # the first of the training samples, as in any run


class Row(NamedTuple):
    """One run as measured after so many epochs."""

    epoch: float
    train_cost: float
    train_accuracy: float
    cost: float
    accuracy: float


@dataclass(frozen=True)
class Task:
    """Runs to be trained in step; more than one must be ``alike``.

    Attributes
    ----------
    numbers : of each run in the sweep
    setups : of each run
    epochs : int
        How long each is to be.
    checkpoints : of each run
        Where they stand; none at the beginning.
    alive : of each run
        Whether its weights are still numbers.
    """

    numbers: tuple[int, ...]
    setups: tuple[Setup, ...]
    epochs: int
    checkpoints: tuple[Checkpoint, ...] = ()
    alive: tuple[bool, ...] = ()

    @property
    def begun(self) -> bool:
        """Whether anything has been measured."""
        return bool(self.checkpoints)


@dataclass(frozen=True)
class Part:
    """What came of a task so far, and the task that goes on from there; None at the end.

    Attributes
    ----------
    rows : of each run
        What was measured in this part; nothing any more of one that has diverged.
    diverged : of each run
        After how many epochs weights were found not to be numbers, if in this part.
    epochs : float
        Done by now.
    """

    numbers: tuple[int, ...]
    rows: tuple[tuple[Row, ...], ...]
    diverged: tuple[float | None, ...]
    epochs: float
    rest: Task | None


class _Several(Protocol):
    """What a stack offers."""

    data: Dataset

    @property
    def epoch(self) -> int: ...
    @property
    def epochs_done(self) -> float: ...
    def step(self) -> None: ...
    def finite(self) -> list[bool]: ...
    def evaluate(self, samples: Samples) -> list[Evaluation]: ...
    def checkpoints(self) -> list[Checkpoint]: ...
    def restore(self, checkpoints: Sequence[Checkpoint]) -> None: ...


class _One:
    """A single training, spoken to as a stack of one."""

    def __init__(self, setup: Setup) -> None:
        self._training = Training(setup)
        self.data = self._training.data
        self.step = self._training.step

    @property
    def epoch(self) -> int:
        return self._training.epoch

    @property
    def epochs_done(self) -> float:
        return self._training.epochs_done

    def finite(self) -> list[bool]:
        return [self._training.finite()]

    def evaluate(self, samples: Samples) -> list[Evaluation]:
        return [self._training.evaluate(samples)]

    def checkpoints(self) -> list[Checkpoint]:
        return [self._training.checkpoint()]

    def restore(self, checkpoints: Sequence[Checkpoint]) -> None:
        self._training.restore(checkpoints[0])


def advance(task: Task, seconds: float) -> Part:
    """Train the task's runs for about so long.

    Raises
    ------
    ValueError
        If a set-up does not fit its data, or the data cannot be had here.
    """
    deadline = time.monotonic() + seconds
    nets: _Several = Stack(task.setups) if len(task.setups) > 1 else _One(task.setups[0])
    alive = list(task.alive) or [True] * len(task.setups)
    rows: list[list[Row]] = [[] for _ in alive]
    diverged: list[float | None] = [None for _ in alive]
    with np.errstate(all="ignore"):  # a run that diverges is told about
        if task.begun:
            nets.restore(task.checkpoints)
        else:
            _measure(nets, alive, rows, diverged)
        coming = deque(moment for moment in moments(task.epochs) if moment > nets.epochs_done)
        while nets.epoch < task.epochs and any(alive):
            nets.step()
            if nets.epochs_done >= coming[0]:
                _measure(nets, alive, rows, diverged)
                while coming and coming[0] <= nets.epochs_done:
                    coming.popleft()
            if time.monotonic() >= deadline:
                break
    done = nets.epoch >= task.epochs or not any(alive)
    rest = None
    if not done:
        rest = replace(task, checkpoints=tuple(nets.checkpoints()), alive=tuple(alive))
    return Part(task.numbers, tuple(map(tuple, rows)), tuple(diverged), nets.epochs_done, rest)


def _measure(
    nets: _Several, alive: list[bool], rows: list[list[Row]], diverged: list[float | None]
) -> None:
    """Add a row for each run whose weights are numbers; note of the others that they are none."""
    data, epoch = nets.data, nets.epochs_done
    on_training = nets.evaluate(data.train[: min(TRAIN_EVALUATED, len(data.train))])
    held_out = nets.evaluate(data.validation)
    for i, finite in enumerate(nets.finite()):
        if not alive[i]:
            continue
        if finite:
            one, two = on_training[i], held_out[i]
            rows[i].append(Row(epoch, one.cost, one.accuracy, two.cost, two.accuracy))
        else:
            alive[i], diverged[i] = False, epoch
