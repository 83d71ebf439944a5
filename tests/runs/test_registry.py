"""Runs by key: those that nobody looks at pause, and of many the oldest go."""

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.registry import Runs
from runs.run import Run

DATA = DataSpec("even_odd")
NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")
HOW = TrainSpec(eta=0.6, batch_size=8)


def test_viewing_keeps_a_run_playing():
    viewed = Runs()
    run = Run(Setup(DATA, NET, HOW))
    viewed.add(run)
    run.play()
    assert list(viewed.viewed(lease=60)) == [run]
    assert list(viewed.viewed(lease=-1)) == []
    assert not run.frame.playing


def test_the_oldest_of_too_many_runs_is_dropped():
    viewed = Runs(most=2)
    runs = [Run(Setup(DATA, NET, HOW)) for _ in range(3)]
    viewed.add(runs[0])
    viewed.add(runs[1])
    viewed.get(runs[0].key)
    viewed.add(runs[2])
    assert viewed.get(runs[1].key) is None
    assert viewed.get(runs[0].key) is runs[0]


def test_a_key_that_nobody_has_leads_to_no_run():
    assert Runs().get("") is None
    assert Runs().get("gone") is None


def test_who_goes_because_there_are_too_many_is_told_of_first():
    gone = []
    viewed = Runs(most=1, leave=gone.append)
    first, second = (Run(Setup(DATA, NET, HOW)) for _ in range(2))
    viewed.add(first)
    first.play()
    viewed.add(second)
    assert gone == [first]
    assert not first.frame.playing
    assert viewed.all() == [second]
    assert viewed.watched(60) == [second]


def test_who_comes_is_told_of_before_anybody_finds_it():
    found = []
    viewed = Runs(enter=lambda run: found.append(viewed.here(run.key)))
    viewed.add(Run(Setup(DATA, NET, HOW)))
    assert found == [None]


def test_what_another_process_trains_is_not_for_this_one_to_advance_or_to_pause():
    viewed, run = Runs(), Run(Setup(DATA, NET, HOW))
    run.elsewhere = True
    viewed.add(run)
    run.play()
    assert list(viewed.viewed(lease=60)) == []
    assert list(viewed.viewed(lease=-1)) == []
    viewed.remove(run.key)
    assert run.playing
