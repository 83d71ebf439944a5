"""A run lives in one replica; the others see it live, command it there, and take it over."""

import threading
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from core.edits import Edit
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.engine import Engine
from runs.hub.alone import Alone, Exchange
from runs.hub.homes import Homes
from runs.hub.mirror import Mirror
from runs.keeper import Keeper
from runs.pair import Pair
from runs.registry import Runs
from runs.run import Run
from tests.runs.hub.conftest import Connect

PATIENCE = 20
SETUP = Setup(
    DataSpec("even_odd"),
    NetworkSpec((10, 3, 2), cost="quadratic", init="normal"),
    TrainSpec(eta=0.6, batch_size=8),
)


class Replica:
    """What a server process shares among its visitors."""

    def __init__(self, connect: Connect, name: str) -> None:
        self.runs: Runs[Run] = Runs(
            load=lambda key: self.homes.find(key),
            enter=lambda run: self.homes.enter(run),
            leave=lambda run: self.homes.leave(run),
        )
        self.engine = Engine(self.runs)
        self.homes = Homes(
            connect(name),
            lambda: self.runs,
            lambda key: self.keeper.revived(key),
            lambda run, play: self.engine.start(run, play),
        )
        self.keeper = Keeper(self.homes.own)

    def stop(self) -> None:
        self.keeper.stop()
        self.homes.stop()


@pytest.fixture
def replicas(connect, tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_STORE", str(tmp_path / "runs.sqlite"))
    both = Replica(connect, "a"), Replica(connect, "b")
    yield both
    for replica in both:
        replica.stop()
        for run in replica.runs.all():
            run.playing = False  # its engine is a thread of this process


@pytest.fixture
def seen(replicas):
    """Return a run of the first replica, and what the second shows of it."""
    a, b = replicas
    run = Run(SETUP)
    run.owner = "somebody"
    a.runs.add(run)
    mirror = b.runs.get(run.key)
    assert isinstance(mirror, Mirror)
    return run, mirror


def until(run: Run, true: Callable[[], bool]) -> None:
    """Wait until something about a run is true, looking with each frame."""
    moved = threading.Event()
    hear = lambda _: moved.set()  # noqa: E731
    run.audience.add(hear)
    for _ in range(10 * PATIENCE):
        if true():
            run.audience.discard(hear)
            return
        moved.wait(0.1)
        moved.clear()
    raise AssertionError("it has not come true")


def same(run: Run, mirror: Run) -> bool:
    ours, theirs = run.frame, mirror.frame
    return (
        ours.steps == theirs.steps
        and ours.playing == theirs.playing
        and np.array_equal(ours.parameters, theirs.parameters)
        and np.array_equal(np.array(ours.epochs), np.array(theirs.epochs))
        and ours.marks == theirs.marks
        and run.story.changes == mirror.story.changes
        and run.settings == mirror.settings
    )


def test_a_run_is_seen_live_elsewhere_and_as_it_is_at_rest(replicas, seen):
    a, _ = replicas
    run, mirror = seen
    assert mirror.owner == "somebody"
    assert same(run, mirror)
    a.engine.start(run, run.play)
    until(mirror, lambda: mirror.playing and mirror.frame.steps > 100)
    run.pause()
    until(mirror, lambda: same(run, mirror))
    until(mirror, lambda: mirror.checkpoints.steps == run.checkpoints.steps)
    moment = run.checkpoints.steps[1]
    np.testing.assert_array_equal(
        run.past(moment).frame.parameters, mirror.past(moment).frame.parameters
    )


def test_what_views_want_is_observed_for_them_elsewhere(seen):
    run, mirror = seen
    mirror.watch({"answers", "gradient"})

    def stepped() -> bool:
        run.step()
        return mirror.frame.gradient is not None

    until(mirror, stepped)
    until(mirror, lambda: mirror.frame.steps == run.frame.steps)
    np.testing.assert_array_equal(mirror.frame.gradient, run.frame.gradient)


def test_commands_are_done_at_home_and_seen_at_once(seen):
    run, mirror = seen
    mirror.step()
    assert run.frame.steps == mirror.frame.steps == 1
    mirror.change(replace(mirror.settings, eta=0.1))
    assert run.settings.eta == mirror.settings.eta == 0.1
    before, after = mirror.edit(Edit(1, 0, 0, 2.5))
    assert (before, after) == pytest.approx((before, after))
    assert run.network().w[1][0, 0] == 2.5
    assert mirror.story.changes == run.story.changes
    mirror.pace = 50.0
    mirror.rename("mine")
    assert (run.pace, run.name) == (mirror.pace, mirror.name) == (50.0, "mine")
    mirror.play()
    assert run.playing
    assert mirror.playing
    mirror.pause()
    assert not run.playing
    assert not mirror.playing
    mirror.reset()
    assert run.frame.steps == mirror.frame.steps == 0


def test_what_home_refuses_is_refused(seen):
    run, mirror = seen
    with pytest.raises(ValueError, match="no such unit"):
        mirror.edit(Edit(9, 0, 0, 1.0))
    with pytest.raises(ValueError, match="digits"):
        mirror.pin(np.zeros((28, 28), np.uint8))
    assert len(run.story.changes) == 1


def test_a_copy_of_what_is_seen_goes_on_as_the_run_does(seen):
    run, mirror = seen
    run.advance_by(50)
    other = mirror.copy()
    assert not other.elsewhere
    assert (other.owner, other.frame.steps) == ("", 50)
    for each in (run, other):
        each.advance_by(50)
    np.testing.assert_array_equal(run.frame.parameters, other.frame.parameters)


def test_a_pair_that_is_seen_elsewhere_is_copied_whole(replicas):
    a, b = replicas
    pair = Pair(SETUP, SETUP.changed("eta", 0.1))
    a.runs.add(pair)
    pair.advance_by(50)
    other = b.runs.get(pair.key).copy()
    assert isinstance(other, Pair)
    for each in (pair, other):
        each.advance_by(50)
    np.testing.assert_array_equal(pair.frame.parameters, other.frame.parameters)
    np.testing.assert_array_equal(pair.b.frame.parameters, other.b.frame.parameters)
    np.testing.assert_array_equal(np.array(pair.b.frame.epochs), np.array(other.b.frame.epochs))


def test_what_a_replica_leaves_another_goes_on_with(replicas, seen):
    a, b = replicas
    run, mirror = seen
    run.advance_by(60)
    a.engine.start(run, run.play)
    until(mirror, lambda: mirror.playing)
    a.stop()
    a.runs.remove(run.key)
    until(mirror, lambda: b.runs.touch(run.key) is not mirror)
    own = b.runs.touch(run.key)
    assert not own.elsewhere
    assert own.frame.steps >= 60
    until(own, lambda: own.playing)
    until(mirror, lambda: mirror.frame is own.frame)  # whoever still holds it sees it go on
    own.pause()
    alone = Run(SETUP)
    alone.advance_by(own.frame.steps)
    np.testing.assert_array_equal(own.frame.parameters, alone.frame.parameters)


def test_all_that_an_owner_has_is_given_everywhere(replicas, seen):
    _, b = replicas
    run, mirror = seen

    def given() -> bool:
        b.homes.give("somebody", "another")
        return run.owner == mirror.owner == "another"

    until(run, given)
    mirror.step()
    assert mirror.owner == "another"


def test_a_run_that_nobody_knows_is_held_by_nobody(replicas):
    a, b = replicas
    assert a.runs.get("unknown") is None
    assert b.homes._claim("unknown") is None


def test_a_home_that_does_not_answer_is_told_of_in_the_frame():
    exchange = Exchange()
    a = Homes(Alone("a", exchange), lambda: Runs(), lambda key: (None, False), lambda *_: None)
    mirror = Mirror(SETUP)
    mirror.home, mirror._ask = "gone", a._ask
    mirror.play()
    assert "does not answer" in mirror.frame.trouble
    with pytest.raises(ValueError, match="does not answer"):
        mirror.change(mirror.settings)
    assert mirror.copy().frame.steps == 0
    a.stop()
