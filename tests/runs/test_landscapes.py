"""The cost around a run: measured beside it, the path its own, the run the same as without."""

import numpy as np
import pytest

from core.evaluation import evaluate
from core.explain import landscape
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs import landscapes
from runs.landscapes import Landscapes, Now, Wish
from runs.run import Run

SPIRAL = Setup(
    DataSpec("spiral"),
    NetworkSpec((2, 5, 1), ("tanh", "sigmoid"), dtype="float64"),
    TrainSpec(0.3, 10),
)
GATE = Setup(DataSpec("and"), NetworkSpec((2, 1), ("sigmoid",), dtype="float64"), TrainSpec(0.5, 4))
LONG = 60  # seconds: far more than it takes


def whole(run, wish=Wish()):  # noqa: B008  immutable
    """Return all there is to know around a run that rests."""
    run.look().landscape(wish)
    assert run.landscapes.join(LONG)
    return run.look().landscape(wish)


@pytest.mark.parametrize("wish", [Wish(), Wish("random"), Wish("path", 2)])
def test_heights_are_the_networks_cost_and_the_path_is_the_runs(wish):
    run = Run(SPIRAL)
    run.advance_by(60)
    found = whole(run, wish)
    assert found.heights.shape == (landscape.SIDE, landscape.SIDE)
    left, right, bottom, top = found.bounds
    few = landscape.subset(run.training.data.train, run.training.network.parameters.size)
    assert found.samples == len(few)
    for i, j in [(0, 0), (16, 16), (30, 3)]:
        place = left + (right - left) * j / 32, bottom + (top - bottom) * i / 32
        there = Network(SPIRAL.network, found.plane.at(*place))
        assert found.heights[i, j] == pytest.approx(evaluate(there, few).cost, rel=1e-9)
    assert found.steps[0] == 0
    assert found.steps[-1] == 60
    for steps, place in zip(found.steps, found.path, strict=True):
        weights = run.past(steps).frame.parameters
        np.testing.assert_allclose(place, found.plane.places(weights[None])[0], atol=1e-9)


def test_more_is_shown_as_it_comes_also_while_the_run_rests():
    run = Run(SPIRAL)
    run.advance_by(5)
    before = run.look()
    said = before.landscape(Wish())
    assert run.landscapes.join(LONG)
    assert before.landscape(Wish()) is said  # all that views derive from a look goes together
    after = run.look()
    assert len(after.landscape(Wish()).heights) == landscape.SIDE
    assert after.frame.renewed > before.frame.renewed
    assert after.frame.version == before.frame.version  # nothing to be saved, or told elsewhere
    np.testing.assert_array_equal(after.frame.parameters, before.frame.parameters)


def test_it_follows_the_run_and_costs_nothing_once_all_is_known():
    run = Run(SPIRAL)
    first = whole(run)
    assert run.look().landscape(Wish()) is first
    assert run.landscapes.join(0)  # nothing was begun again
    run.advance_by(30)
    second = whole(run)
    assert second.steps[-1] == 30
    np.testing.assert_allclose(second.plane.origin, run.frame.parameters)
    run.reset()
    assert whole(run).steps == (0,)


def test_a_run_that_is_looked_at_trains_as_one_that_is_not():
    watched, alone = Run(SPIRAL), Run(SPIRAL)
    for _ in range(10):
        watched.advance_by(5)
        watched.look().landscape(Wish("random"))
    alone.advance_by(50)
    np.testing.assert_array_equal(watched.frame.parameters, alone.frame.parameters)
    assert watched.landscapes.join(LONG)


def test_what_nobody_looks_at_any_more_rests_until_somebody_does(monkeypatch):
    run = Run(SPIRAL)
    run.advance_by(5)
    monkeypatch.setattr(landscapes, "LEASE", 0.0)
    run.look().landscape(Wish())
    assert run.landscapes.join(LONG)
    known = run.look().landscape(Wish())
    assert run.landscapes.join(LONG)
    assert known is None or len(known.heights) < landscape.SIDE
    monkeypatch.undo()
    assert len(whole(run).heights) == landscape.SIDE


def test_who_is_told_and_asks_again_has_all_of_it_however_long_it_takes(monkeypatch):
    run = Run(SPIRAL)
    run.advance_by(5)
    now = Now(5, False, run.frame.parameters)
    asked = []

    def told():
        asked.append(measured.seen(Wish()))

    data, checkpoints = run.training.data, run.checkpoints.checkpoints
    measured = Landscapes(SPIRAL.network, lambda: data, lambda: now, lambda: checkpoints, told)
    monkeypatch.setattr(landscapes, "LEASE", 0.1)  # seconds: less than a finer grid takes
    monkeypatch.setattr(landscapes, "NEWS", 0.0)
    measured.seen(Wish())
    assert measured.join(LONG)
    assert len(measured.seen(Wish()).heights) == landscape.SIDE
    assert len(asked) > len(landscape.LEVELS)  # also where there was nothing new to be shown


def test_two_weights_have_the_plane_of_their_own():
    run = Run(GATE)
    run.advance_by(20)
    found = whole(run)
    assert found.kind == "weights"
    np.testing.assert_allclose(found.path[-1, :2], run.frame.parameters[:2])
    np.testing.assert_allclose(found.path[-1, 2], 0, atol=1e-12)
    bias = run.past(0).frame.parameters[2] - run.frame.parameters[2]
    assert found.path[0, 2] == pytest.approx(abs(bias))


def test_only_the_latest_few_are_kept():
    run = Run(GATE)
    wishes = [Wish("random", closer) for closer in range(5)]
    found = [whole(run, wish) for wish in wishes]
    assert run.look().landscape(wishes[4]) is found[4]
    assert run.look().landscape(wishes[0]) is not found[0]
    assert run.landscapes.join(LONG)
