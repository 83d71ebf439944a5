"""What many runs say together."""

import csv
import io

import numpy as np

from runs.batch.batch import Outcome
from runs.batch.results import (
    as_csv,
    band,
    cells,
    curves_as_csv,
    diverged,
    final,
    reached,
    stuck,
    typical,
)  # fmt: skip
from runs.batch.sweep import Axis, Sweep
from runs.batch.work import Row
from tests.runs.batch.given import XOR


def outcome(number, *accuracies, diverged=None, done=True, cell=0):
    rows = tuple(Row(2 * i, 1 - a, a, 1.1 - a, a - 0.01) for i, a in enumerate(accuracies))
    return Outcome(number, cell, 100 + number, rows, diverged, done)


FIVE = [
    outcome(0, 0.5, 0.7, 1.0),
    outcome(1, 0.5, 0.6, 0.95),
    outcome(2, 0.5, 0.6, 0.75),
    outcome(3, 0.5, 0.9, 0.93),
    outcome(4, 0.5, diverged=2.0),
]


def test_a_band_has_the_median_quartiles_and_extremes():
    spread = band(FIVE, "train_accuracy")
    np.testing.assert_array_equal(spread.epochs, [0, 2, 4])
    np.testing.assert_allclose(spread.low, [0.5, 0.6, 0.75])
    np.testing.assert_allclose(spread.median, [0.5, 0.65, 0.94])
    np.testing.assert_allclose(spread.high, [0.5, 0.9, 1.0])
    np.testing.assert_allclose(spread.lower[-1], np.percentile([1.0, 0.95, 0.75, 0.93], 25))
    np.testing.assert_allclose(spread.upper[-1], np.percentile([1.0, 0.95, 0.75, 0.93], 75))
    assert band([], "cost") is None


def test_a_band_ends_where_the_slowest_run_is():
    slow = [*FIVE[:4], outcome(4, 0.5, 0.6, done=False)]
    assert band(slow, "cost").epochs.tolist() == [0, 2]


def test_who_got_stuck_is_far_behind_the_best():
    assert [one.number for one in stuck(FIVE)] == [2]
    assert [one.number for one in diverged(FIVE)] == [4]
    assert stuck([outcome(0, 0.5, 0.5), outcome(1, 0.5, 0.5)]) == []
    assert stuck([outcome(0, 0.5, 1.0), outcome(1, 0.5, done=False)]) == []


def test_single_numbers_of_a_run():
    assert final(FIVE[0], "train_accuracy") == 1.0
    assert np.isnan(final(FIVE[4], "cost"))
    assert reached(FIVE[0], 0.9) == 4
    assert np.isnan(reached(FIVE[2], 0.9))
    assert typical(FIVE).number == 3
    assert typical(FIVE[4:]) is None


def test_cells_and_files_have_every_run():
    sweep = Sweep(XOR, 2, 4, (Axis("eta", (0.1, 1)),))
    outcomes = [FIVE[0], FIVE[1], outcome(2, 0.5, 0.6, 0.75, cell=1), outcome(3, 0.5, diverged=2.0)]
    one, two = cells(sweep, outcomes, 0.9)
    np.testing.assert_allclose(one.accuracy, np.median([0.99, 0.94]))
    assert (one.epochs, one.arrived, one.diverged, one.done, one.runs) == (4, 2, 0, 2, 2)
    np.testing.assert_allclose(two.accuracy, 0.74)
    assert np.isnan(two.epochs)
    assert (two.arrived, two.diverged) == (0, 1)
    rows = list(csv.reader(io.StringIO(as_csv(sweep, outcomes, 0.9).decode())))
    assert rows[0][:3] == ["eta", "seed", "epoch"]
    assert rows[1][:3] == ["0.1", "100", "4"]
    assert rows[1][-2:] == ["4", ""]
    assert rows[4][-2:] == ["", "2"]
    assert len(curves_as_csv(sweep, outcomes).splitlines()) == 1 + 3 + 3 + 3 + 1
