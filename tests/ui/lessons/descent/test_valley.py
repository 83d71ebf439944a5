"""Descent in the valley."""

import numpy as np

from core.explain.descent import VALLEY, descend, steps_below, turns
from tests.app import lesson_page
from ui.lessons.descent.valley import ETAS, SHARE, START, VISIBLE


def test_the_valley_can_be_driven_out_of_all_bounds():
    at = lesson_page("descent", 4, **{"descent.valley.gd": 0.022})
    assert any("not within" in caption.value for caption in at.caption)


def test_momentum_swings_wider_and_is_there_first():
    plain, momentum = (descend(VALLEY.gradient, np.array(START), ETAS[name], 400, name)
                       for name in ("gd", "momentum"))  # fmt: skip
    assert abs(momentum[20:, 1]).max() > 10 * abs(plain[20:, 1]).max()
    there = [steps_below(VALLEY, path, SHARE) for path in (plain, momentum)]
    assert there[1] < there[0]
    assert turns(plain, VISIBLE) < turns(plain)


def test_a_step_that_lands_on_the_floor_is_no_leap_across_it():
    at = lesson_page("descent", 4, **{"descent.valley.gd": 0.01})
    assert "can be seen: 0 in 60 steps" in at.caption[0].value
