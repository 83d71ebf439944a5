"""How a run has gone so far, held against its own past: its best, and what has become worse.

An epoch is with its fraction throughout. "Held" is what two measurements running had, so that one
lucky measurement sets no mark.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from runs.history import Evaluated
from runs.interventions import Intervention

Curve = NDArray[np.float64]
Mask = NDArray[np.bool_]

LASTING = 50  # steps that something must have lasted to be more than a mishap
FALL = 0.1  # of accuracy, or of R², on training and on validation samples
RISE = 1.5  # times the best cost; and because a cost near 0 jumps about,
LEAST_RISE = 0.1  # this share of ``Course.reference``
FALLEN_COST = 1.1  # times the best: answers near the border turn over while a cost still falls
NEAR = 0.3  # of the way from the best to what is bad: up to there all was well
GRACE = 200  # steps, or an epoch: what was done so long before it became worse may be the cause
CHEAPER = 0.02  # a cost that is lower by a smaller share has not improved,
BETTER = 0.01  # nor has an accuracy that is higher by less
FLOOR = -1.0  # R² has no lower end; what is below is as bad
TINY = 1e-12  # below it all costs are alike
IN_BATCHES = 1.3  # times what mini-batches cost before, from which on they tell of a rise
RECENT, BATCHES = 10, 2  # of them: as many before at most, as many since at least


@dataclass(frozen=True, slots=True)
class Worse:
    """What has become worse: the ``best`` that was held, and what it is ``now``.

    ``well`` is the epoch of the last measurement near the best, ``since`` of the first bad one,
    ``steps`` are those since then.
    """

    best: float
    now: float
    well: float
    since: float
    steps: float


@dataclass(frozen=True, slots=True)
class Idle:
    """How long nothing has improved: since the epoch ``since``, for ``epochs`` and ``steps``.

    ``costs`` (k,) are the training costs measured in that time.
    """

    since: float
    epochs: float
    steps: float
    costs: Curve


class Course:
    """The course of a run up to one moment.

    Parameters
    ----------
    steps, epoch : int, float
        How far the run is at that moment.
    rows : Evaluated
        What was measured by then, (k,) each, the first before the first step.
    now : () -> Evaluated
        Measures how it stands; asked only where the latest row is older than ``LASTING`` steps.
    batches : (2, b)
        Epoch and cost of mini-batches by then.
    done : tuple of Intervention
        What was done to it by then.
    ignorance : float
        What it costs to know nothing.

    Attributes
    ----------
    measured, rows : Evaluated
        ``rows`` as they were given, and with how it stands now.
    reference : float
        The cost at the start, or that of knowing nothing if the start was even worse.
    """

    def __init__(
        self,
        *,
        steps: int,
        epoch: float,
        rows: Evaluated[Curve],
        now: Callable[[], Evaluated[float]],
        batches: Curve,
        done: tuple[Intervention, ...],
        ignorance: float,
    ) -> None:
        self.steps, self.epoch, self.done = steps, epoch, done
        self.reference = min(float(rows.train_cost[0]), ignorance)
        self._batches = batches
        self._clock = (
            np.array([0.0, *(one.first for one in done), epoch]),
            np.array([0.0, *(one.steps for one in done), steps]),
        )
        self.measured = rows
        if steps - self.steps_at(float(rows.epoch[-1])) > LASTING:
            rows = Evaluated(*map(np.append, rows, now()))
        self.rows = rows
        self._accuracies = [np.maximum(a, FLOOR) for a in (rows.train_accuracy, rows.accuracy)]

    def steps_at(self, epoch: float) -> float:
        """Return after how many steps so many epochs were done."""
        return float(np.interp(epoch, *self._clock))

    def epoch_at(self, steps: float) -> float:
        """Return how many epochs were done after so many steps."""
        return float(np.interp(steps, *reversed(self._clock)))

    @property
    def touched(self) -> float:
        """The epoch at which something was done last; 0 if nothing was."""
        return self.done[-1].last if self.done else 0.0

    # -- worse than it was -------------------------------------------------------------

    @cached_property
    def fallen(self) -> Worse | None:
        """Accuracy (R²) on validation samples, if it has fallen and stayed low."""
        found = self._worse(self._low, -self._accuracies[1], FALL * NEAR)
        if found is None:
            return None
        return replace(found, best=-found.best, now=float(self.rows.accuracy[-1]))

    @cached_property
    def risen(self) -> Worse | None:
        """Cost on training samples, if it has risen and stayed high.

        That on validation samples must have risen, too: whoever regularises pays on training ones.
        """
        cost = self.rows.train_cost
        return self._worse(self._high, cost, self._rise(cost) * NEAR)

    @cached_property
    def _low(self) -> Mask:
        low = [curve <= -_held(-curve) - FALL for curve in self._accuracies]
        cost = self.rows.train_cost
        found: Mask = low[0] & low[1] & (cost >= FALLEN_COST * _held(cost))
        return found

    @cached_property
    def _high(self) -> Mask:
        high = [c >= _held(c) + self._rise(c) for c in (self.rows.train_cost, self.rows.cost)]
        found: Mask = high[0] & high[1]
        return found

    def _rise(self, cost: Curve) -> float:
        """Return how much above its best a cost is much worse."""
        return max((RISE - 1) * _held(cost), LEAST_RISE * self.reference)

    def _worse(self, bad: Mask, badness: Curve, near: float) -> Worse | None:
        good = np.flatnonzero(~bad)
        if not bad[-1] or not len(good):
            return None
        first = int(good[-1]) + 1
        epochs, best = self.rows.epoch, _held(badness)
        since = float(epochs[first])
        steps = self.steps - self.steps_at(since)
        if steps < LASTING and not self._seen_in_batches(float(epochs[first - 1])):
            return None
        well = np.flatnonzero(badness[:first] <= best + near)
        last_well = well[-1] if len(well) else first - 1
        return Worse(best, float(badness[-1]), float(epochs[last_well]), since, steps)

    def _seen_in_batches(self, well: float) -> bool:
        """Tell whether mini-batches cost more since something was done after the epoch ``well``.

        An epoch may be long, and its end far. One mini-batch is too noisy to tell anything.
        """
        lasted = self.steps - self.steps_at(self.touched)
        if not self.done or self.touched < well or lasted < LASTING:
            return False
        epoch, cost = self._batches
        before = cost[epoch <= self.done[-1].first][-RECENT:]
        after = cost[epoch > self.touched]
        if len(after) < BATCHES or not len(before):
            return False
        return bool(after.mean() >= IN_BATCHES * before.mean())

    # -- what may be the cause ---------------------------------------------------------

    def done_about(self, worse: Worse) -> tuple[Intervention, ...]:
        """Return what was done from shortly before the last good measurement on."""
        earliest = min(worse.well - 1, self.epoch_at(self.steps_at(worse.well) - GRACE))
        return tuple(one for one in self.done if one.last >= earliest)

    # -- no better than it was ---------------------------------------------------------

    @cached_property
    def idle(self) -> Idle:
        """How long nothing has improved, since something was done at the latest."""
        return self._idle(self.touched, self.epoch)

    def idle_before(self, one: Intervention) -> Idle:
        """Return how long nothing had improved when that was done."""
        earlier = [other.last for other in self.done if other.last < one.first]
        return self._idle(max(earlier, default=0.0), one.first)

    def _idle(self, begin: float, end: float) -> Idle:
        """Return how long nothing had improved at ``end``, looking back to ``begin`` only."""
        epochs = self.measured.epoch
        kept = (epochs >= np.float32(begin)) & (epochs <= np.float32(end))
        cost, accuracies = self.measured.train_cost, self._accuracies
        lower = _improved(-np.log(np.maximum(cost[kept], TINY)), -np.log(1 - CHEAPER))
        higher = [_improved(curve[: len(kept)][kept], BETTER) for curve in accuracies]
        latest = max(lower, *higher)
        since = float(epochs[kept][latest]) if latest else begin
        costs = cost[kept & (epochs >= since)]
        return Idle(since, end - since, self.steps_at(end) - self.steps_at(since), costs)


def _improved(values: Curve, least: float) -> int:
    """Return at which place values last rose by more than ``least`` above the best before, held."""
    latest, best = 0, float(values[0]) if len(values) else 0.0
    for place, value in enumerate(np.minimum(values[1:], values[:-1]).tolist()):
        if value > best + least:
            latest, best = place, value
    return latest


def _held(values: Curve) -> float:
    """Return the smallest that two values running did not exceed."""
    if len(values) < 2:
        return float(values[0])
    return float(np.maximum(values[1:], values[:-1]).min())
