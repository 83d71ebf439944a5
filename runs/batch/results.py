"""What many runs say together: bands, how many got stuck, and what each cell came to."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runs.batch.batch import Outcome
from runs.batch.sweep import Sweep
from runs.batch.work import Row

Numbers = NDArray[np.float64]

STUCK = 0.1  # of accuracy on training samples (R² for quantities) below the best run
MEASURES = ("accuracy", "cost", "train_accuracy", "train_cost")
LEARNT = 0.5  # of the cost at the start: what costs more has not learnt enough to be a measure
RULE = (
    "A run counts as stuck if at its end its accuracy on training samples is more than "
    f"{STUCK:g} below that of the best run here, and that one has brought its cost down to less "
    "than half."
)


@dataclass(frozen=True)
class Band:
    """What lies between which numbers after each of ``epochs``; all (k,).

    ``low`` to ``high`` are all runs, ``lower`` to ``upper`` the middle half (quartiles).
    """

    epochs: Numbers
    low: Numbers
    lower: Numbers
    median: Numbers
    upper: Numbers
    high: Numbers


def column(outcome: Outcome, measure: str) -> Numbers:
    """Return a measure's values in a run, (k,)."""
    place = Row._fields.index(measure)
    return np.array([row[place] for row in outcome.rows], np.float64)


def band(outcomes: Sequence[Outcome], measure: str) -> Band | None:
    """Return how a measure is spread over runs, at each epoch that all of them have reached.

    A run that has diverged counts as long as it had numbers. None where nothing is measured.
    """
    by_epoch: dict[float, list[float]] = {}
    place = Row._fields.index(measure)
    for outcome in outcomes:
        for row in outcome.rows:
            if np.isfinite(row[place]):
                by_epoch.setdefault(row.epoch, []).append(row[place])
    here = [outcome.rows[-1].epoch for outcome in outcomes if outcome.rows and not _lost(outcome)]
    last = min(here, default=0)
    epochs = [epoch for epoch in sorted(by_epoch) if epoch <= last]
    if not epochs:
        return None
    at = np.array([np.percentile(by_epoch[epoch], (0, 25, 50, 75, 100)) for epoch in epochs]).T
    return Band(np.array(epochs, np.float64), *at)


def final(outcome: Outcome, measure: str) -> float:
    """Return a measure at a run's end, or now; not a number where it diverged."""
    if not outcome.rows or _lost(outcome):
        return float("nan")
    value: float = outcome.rows[-1][Row._fields.index(measure)]
    return value


def stuck(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the finished runs that are far behind the best of these; see ``RULE``."""
    done = [one for one in outcomes if one.done and not _lost(one) and one.rows]
    learnt = [one for one in done if one.rows[-1].train_cost < LEARNT * one.rows[0].train_cost]
    best = max((final(one, "train_accuracy") for one in learnt), default=-np.inf)
    return [one for one in done if final(one, "train_accuracy") < best - STUCK]


def diverged(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Return the runs whose weights are no numbers any more."""
    return [one for one in outcomes if _lost(one)]


def reached(outcome: Outcome, threshold: float) -> float:
    """Return after how many epochs validation accuracy first was at ``threshold``; nan if never."""
    for row in outcome.rows:
        if row.accuracy >= threshold:
            return float(row.epoch)
    return float("nan")


@dataclass(frozen=True)
class Cell:
    """What a cell's runs came to: medians over those that have numbers, and counts.

    ``epochs`` is the median of those that reached the threshold, who are ``arrived``.
    """

    accuracy: float
    cost: float
    epochs: float
    arrived: int
    diverged: int
    done: int
    runs: int


def cells(sweep: Sweep, outcomes: Sequence[Outcome], threshold: float) -> list[Cell]:
    """Return each cell in order."""
    found = []
    for cell in range(len(sweep.cells)):
        here = outcomes[cell * sweep.seeds : (cell + 1) * sweep.seeds]
        times = [t for one in here if np.isfinite(t := reached(one, threshold))]
        found.append(
            Cell(
                _median([final(one, "accuracy") for one in here]),
                _median([final(one, "cost") for one in here]),
                _median(times),
                len(times),
                len(diverged(here)),
                sum(one.done for one in here),
                len(here),
            )
        )
    return found


def typical(outcomes: Sequence[Outcome]) -> Outcome | None:
    """Return the run whose final accuracy lies in the middle; None if all have diverged."""
    sound = [one for one in outcomes if one.rows and not _lost(one)]
    sound.sort(key=lambda one: (final(one, "accuracy"), -final(one, "cost")))
    return sound[(len(sound) - 1) // 2] if sound else None


def as_csv(sweep: Sweep, outcomes: Sequence[Outcome], threshold: float) -> bytes:
    """Return a line for each run at its end."""
    file = io.StringIO()
    lines = csv.writer(file)
    names = [axis.name for axis in sweep.axes]
    measured = ("epoch", "training cost", "training accuracy", "cost", "accuracy")
    lines.writerow([*names, "seed", *measured, f"epochs to {threshold:g}", "diverged after"])
    for one in outcomes:
        last = one.rows[-1] if one.rows else ("",) * len(measured)
        time = reached(one, threshold)
        lines.writerow(
            [
                *sweep.cells[one.cell],
                one.seed,
                *(f"{value:.9g}" if one.rows else value for value in last),
                "" if np.isnan(time) else f"{time:g}",
                "" if one.diverged is None else f"{one.diverged:g}",
            ]
        )
    return file.getvalue().encode()


def curves_as_csv(sweep: Sweep, outcomes: Sequence[Outcome]) -> bytes:
    """Return a line for each run and epoch at which it was measured."""
    file = io.StringIO()
    lines = csv.writer(file)
    names = [axis.name for axis in sweep.axes]
    measured = ("epoch", "training cost", "training accuracy", "cost", "accuracy")
    lines.writerow([*names, "seed", *measured])
    for one in outcomes:
        for row in one.rows:
            values = (f"{value:.9g}" for value in row)
            lines.writerow([*sweep.cells[one.cell], one.seed, *values])
    return file.getvalue().encode()


def _lost(outcome: Outcome) -> bool:
    return outcome.diverged is not None


def _median(values: Sequence[float]) -> float:
    sound = [value for value in values if np.isfinite(value)]
    return float(np.median(sound)) if sound else float("nan")
