"""Steps fall due evenly; a machine that was late catches up with a few of them, not with all."""

import pytest

from runs.pace import GRACE, Pace


def due(pace, start, seconds, every=0.001):
    """Count the steps that fall due within so many seconds, asking every so often."""
    return sum(pace.take(start + i * every) for i in range(round(seconds / every)))


@pytest.mark.parametrize("per_second", [1, 10, 100])
def test_as_many_steps_as_were_asked_for(per_second):
    pace = Pace(per_second)
    pace.start()
    start = pace._due
    assert due(pace, start, 2) == pytest.approx(2 * per_second, abs=1)


def test_as_fast_as_possible_is_always_due():
    pace = Pace(None)
    assert all(pace.take(now) for now in (0.0, 0.0, 1.0))
    assert pace.until_next() == 0


def test_a_debt_is_no_larger_than_the_grace():
    pace = Pace(100)
    pace.start()
    late = pace._due + 10
    burst = 0
    while pace.take(late):
        burst += 1
    owed = 1 + 100 * GRACE  # the one that waited, and those of the grace; rounding may add one
    assert burst == pytest.approx(owed, abs=1)


def test_another_pace_holds_at_once():
    pace = Pace(1)
    pace.start()
    start = pace._due
    assert pace.take(start)
    pace.per_second = None
    assert pace.take(start)
