"""Learning-rate schedules: what share of η holds at which epoch. Entries of ``SCHEDULES``."""

import math
from collections.abc import Callable
from dataclasses import dataclass

WARM_UP = 0.1  # of the horizon


@dataclass(frozen=True, slots=True)
class Schedule:
    """``share(progress)`` for progress 0..1 through the horizon; beyond it the last value holds."""

    label: str
    help: str
    share: Callable[[float], float]


def _cosine(progress: float) -> float:
    return 0.5 + 0.5 * math.cos(math.pi * progress)


def _warm_up(progress: float) -> float:
    if progress < WARM_UP:
        return progress / WARM_UP
    return _cosine((progress - WARM_UP) / (1 - WARM_UP))


SCHEDULES: dict[str, Schedule] = {
    "constant": Schedule("Constant", "η stays as it is.", lambda progress: 1.0),
    "step": Schedule(
        "Step",
        "η falls to a tenth after half of the horizon and to a hundredth after three quarters.",
        lambda progress: 1.0 if progress < 0.5 else 0.1 if progress < 0.75 else 0.01,
    ),
    "linear": Schedule("Linear", "η falls evenly to 0.", lambda progress: 1 - progress),
    "cosine": Schedule("Cosine", "η falls to 0 along half a cosine.", _cosine),
    "warm_up": Schedule(
        "Warm-up, then cosine",
        "η rises over the first tenth of the horizon, then falls along half a cosine.",
        _warm_up,
    ),
}


def share(name: str, epochs: float, horizon: float) -> float:
    """Return what share of η holds after ``epochs``, for a schedule ``horizon`` epochs long."""
    return SCHEDULES[name].share(min(1.0, epochs / horizon))


class EarlyStopping:
    """Tells when the validation cost has not fallen for ``patience`` epochs (Prechelt 1998).

    A patience of 0 never stops.
    """

    def __init__(self, patience: int) -> None:
        self.patience = patience
        self.lowest = math.inf
        self.waited = 0

    def after_epoch(self, cost: float, epochs: int = 1) -> bool:
        """Note the validation cost after one or more further epochs; return whether to stop."""
        if cost < self.lowest:
            self.lowest, self.waited = cost, 0
        else:
            self.waited += epochs
        return 0 < self.patience <= self.waited
