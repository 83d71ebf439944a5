"""Schedules of η, and when to stop early."""

import numpy as np
import pytest

from core.functions.schedules import SCHEDULES, EarlyStopping, share


@pytest.mark.parametrize("name", SCHEDULES)
def test_schedules_stay_between_0_and_1_and_hold_their_end(name):
    shares = [share(name, epochs, 10) for epochs in np.linspace(0, 10, 101)]
    assert all(0 <= s <= 1 for s in shares)
    assert max(shares) == pytest.approx(1)
    assert share(name, 50, 10) == shares[-1]


def test_early_stopping_waits_as_long_as_it_was_told():
    stopping = EarlyStopping(patience=2)
    assert [stopping.after_epoch(c) for c in (5, 4, 4.5, 3, 3, 3.2)] == [False] * 5 + [True]
    assert not any(EarlyStopping(0).after_epoch(c) for c in (1, 2, 3, 4))
