"""When a run is to stop by itself: it has diverged, or it is as far as it was told to go."""

import math
from dataclasses import replace
from typing import NamedTuple

from core.functions.schedules import EarlyStopping
from core.training import Checkpoint, Training

LARGEST_WEIGHT = 1e6  # beyond this the run has diverged, though no number is infinite yet
RISEN = 2  # times the lowest validation cost: from there on it may be on its way out


class Judgement(NamedTuple):
    """What has been seen so far, as plain data; ``lowest`` and ``waited`` are early stopping's."""

    lowest_cost: float
    lowest: float
    waited: int
    epoch: int


class Stopping:
    """Judges one training by its weights and its validation costs."""

    _checkpoint: Checkpoint  # the latest one at which all was sound

    def __init__(self, training: Training) -> None:
        self._training = training
        self._lowest_cost = math.inf
        self._patience = EarlyStopping(training.settings.patience)
        self._epoch = 0  # the latest one that early stopping has judged

    def sound(self) -> bool:
        """Tell whether no weight has grown beyond all bounds."""
        parameters = self._training.network.parameters
        # written so that NaN is not sound either
        return bool(parameters.max() < LARGEST_WEIGHT and parameters.min() > -LARGEST_WEIGHT)

    def trust(self) -> None:
        """Take the network as it is now for sound: it was made so by hand."""
        self._checkpoint = self._training.checkpoint()

    def evaluated(self, cost: float) -> str:
        """Take note of a validation cost; return why to stop now, nothing if there is no reason."""
        training = self._training
        self._lowest_cost = min(self._lowest_cost, cost)
        if cost <= RISEN * self._lowest_cost:
            self._checkpoint = training.checkpoint()
        if training.position or not training.epoch:
            return ""
        settings, patience = training.settings, self._patience
        notice = ""
        if cost < settings.target_cost:
            notice = (
                f"Stopped: the validation cost, {cost:.4g}, is below "
                f"{settings.target_cost:g}. Play goes on."
            )
        patience.patience = settings.patience
        if patience.after_epoch(cost, training.epoch - self._epoch):
            patience.waited = 0  # who presses Play again gets the same patience again
            notice = (
                f"Stopped early: the validation cost has not fallen for {settings.patience} "
                f"epochs. Its lowest value was {patience.lowest:.4g}. Play goes on."
            )
        self._epoch = training.epoch
        return notice

    def bring_back(self) -> tuple[Checkpoint, str]:
        """After divergence: restore what was sound; return it, and what to tell the visitor."""
        training = self._training
        failed_at, settings = training.steps, training.settings
        back = replace(self._checkpoint, settings=settings)
        training.restore(back)
        remedy = f"Lower the learning rate η (now {settings.eta:g})"
        if settings.eta * settings.lmbda > len(training.data.train):
            remedy = f"Lower λ (now {settings.lmbda:g}): ηλ/n must stay far below 1"
        return back, (
            f"Training diverged by step {failed_at:,}: the weights grew beyond all bounds. "
            f"The network is back at step {back.steps:,}. {remedy}, then press Play."
        )

    def judgement(self) -> Judgement:
        """Return what has been seen so far."""
        patience = self._patience
        return Judgement(self._lowest_cost, patience.lowest, patience.waited, self._epoch)

    def go_on(self, seen: Judgement, checkpoint: Checkpoint) -> None:
        """Go on from ``checkpoint`` as one who has ``seen`` so much."""
        self._lowest_cost, self._epoch = seen.lowest_cost, seen.epoch
        self._patience.lowest, self._patience.waited = seen.lowest, seen.waited
        self._checkpoint = checkpoint

    def take_over(self, other: "Stopping", checkpoint: Checkpoint) -> None:
        """Go on from ``checkpoint`` of the run that ``other`` judges."""
        self._lowest_cost = other._lowest_cost
        self._epoch = checkpoint.epoch
        self._checkpoint = checkpoint
