"""The lesson on luck: what it says is what its nets did."""

import pytest

from core.explain.luck import interval
from core.training import Training
from tests.app import lesson_page, opened, text
from ui.lessons.luck import enough, nets
from ui.lessons.luck.pictures import signed


def solved(eta, seed):
    alone = Training(nets.setup(eta, seed))
    for _ in range(nets.STEPS):
        alone.step()
    return alone.evaluate(alone.data.train).accuracy == 1


def test_seeds_are_counted_as_each_alone_would_have_fared():
    right = sum(solved(nets.ETA, seed) for seed in range(3))
    assert f"**{right} of 3**" in text(lesson_page("luck", 1, **{"luck.count": 3}))


@pytest.mark.parametrize("seed", [0, 11])
def test_a_followed_seed_is_told_how_often_it_is_in_the_band(seed):
    found = nets.twenty(nets.ETA)
    looks = round(float(found.in_band[seed]) * len(found.steps))
    said = text(lesson_page("luck", 2, **{"luck.followed": seed}))
    assert f"**{looks} of {len(found.steps)}**" in said


def test_the_same_rate_twice_cannot_be_told_apart():
    at = lesson_page("luck", 4, **{"luck.enough.a": 2.0, "luck.enough.b": 2.0})
    assert "**You cannot say.**" in text(at)


def test_the_verdict_is_the_intervals():
    found = enough.differences(nets.ETA, nets.LARGE)
    for n, verdict in ((nets.SEEDS, "You cannot say."), (nets.POOL, "A is better.")):
        low, high = interval(found[:n])
        said = text(lesson_page("luck", 4, **{"luck.enough.n": n}))
        assert f"{signed(low)} to {signed(high)}. **{verdict}**" in said


def test_the_net_can_be_taken_to_the_page_of_many_seeds():
    at = opened("luck", {"luck.idea": 5})
    assert {"luck.lab", "luck.many"} <= {button.key for button in at.button}
