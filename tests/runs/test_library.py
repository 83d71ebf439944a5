"""One owner's runs as a list: named, duplicated, removed and brought back, taken elsewhere."""

import numpy as np
import pytest
from sqlalchemy import text

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.keeper import Keeper
from runs.library import Library
from runs.pair import Pair
from runs.registry import Runs
from runs.run import Run
from runs.store.database import ADDRESS, StoreError
from runs.store.store import Store

SETUP = Setup(
    DataSpec("even_odd"),
    NetworkSpec((10, 3, 2), cost="quadratic", init="normal"),
    TrainSpec(eta=0.6, batch_size=8),
)


class Process:
    """What one process has, and can lose."""

    def __init__(self):
        self.runs = Runs(load=lambda key: self._load(key))
        self.keeper = Keeper(self.runs.all)

    def _load(self, key):
        run, _ = self.keeper.revived(key)
        return None if run is None else (run, lambda: None)

    def library(self, owner="me"):
        return Library(owner, self.runs, self.keeper)

    def trained(self, steps, owner="me"):
        run = Run(SETUP)
        run.owner = owner
        run.advance_by(steps)
        self.runs.add(run)
        return run


@pytest.fixture(params=["kept", "not kept"])
def start(request, monkeypatch, tmp_path):
    where = "none" if request.param == "not kept" else str(tmp_path / "runs.sqlite")
    monkeypatch.setenv(ADDRESS, where)
    started = []

    def start():
        for process in started:
            process.keeper.stop()
        started.append(Process())
        return started[-1]

    yield start
    started[-1].keeper.stop()


def listed(library):
    return [(entry.key, entry.name) for entry in library.entries()]


def test_only_the_owners_trained_runs_are_listed_the_latest_first(start):
    process = start()
    first, second = process.trained(5), process.trained(7)
    process.trained(9, owner="somebody else")
    process.trained(0)
    pair = Pair(SETUP, SETUP)
    pair.owner = "me"
    pair.advance_by(5)
    process.runs.add(pair)
    process.keeper.save(pair)
    assert listed(process.library()) == [(second.key, ""), (first.key, "")]
    assert listed(process.library("nobody")) == []
    found = process.library().summaries([first.key, second.key])
    assert found[first.key].curves.cost.shape == first.frame.epochs.cost.shape


def test_what_a_process_that_is_gone_had_is_listed_with_name_picture_and_curves(start):
    process = start()
    run = process.trained(60)
    process.library().rename(run.key, "  the\n good one ")
    library = process.library()
    if library.kept:
        library = start().library()
    assert listed(library) == [(run.key, "the good one")]
    summary = library.summaries([run.key])[run.key]
    np.testing.assert_allclose(summary.curves.cost, run.frame.epochs.cost)
    np.testing.assert_array_equal(library.network(summary).parameters, run.frame.parameters)


def test_a_copy_goes_on_alone(start):
    process = start()
    run = process.trained(20)
    other = process.library().duplicate(run.key, "copy")
    other.advance_by(10)
    assert (run.frame.steps, other.frame.steps) == (20, 30)
    assert {key for key, _ in listed(process.library())} == {run.key, other.key}


def test_what_is_removed_is_gone_until_it_is_brought_back(start):
    process = start()
    run = process.trained(20)
    library = process.library()
    if library.kept:
        process = start()
        library = process.library()
    removed = library.remove(run.key)
    assert listed(library) == []
    assert process.runs.get(run.key) is None
    library.restore(removed)
    assert listed(library) == [(run.key, "")]
    assert process.runs.get(run.key).frame.steps == 20


def test_who_looks_at_a_run_as_it_is_removed_does_not_bring_it_back(monkeypatch, tmp_path):
    monkeypatch.setenv(ADDRESS, str(tmp_path / "runs.sqlite"))
    process = Process()
    run, hide = process.trained(20), Store.hide
    process.keeper.save(run)

    def looked_at(store, key):
        assert process.runs.get(key) is not run
        hide(store, key)

    monkeypatch.setattr(Store, "hide", looked_at)
    process.library().remove(run.key)
    assert process.runs.get(run.key) is None
    process.keeper.stop()


def test_what_the_store_cannot_remove_stays(monkeypatch, tmp_path):
    monkeypatch.setenv(ADDRESS, str(tmp_path / "runs.sqlite"))
    process = Process()
    run = process.trained(20)
    library = process.library()
    process.keeper.save(run)
    with process.keeper.store._engine.connect() as connection:
        connection.execute(text("PRAGMA query_only = 1"))
    with pytest.raises(StoreError, match="readonly"):
        library.remove(run.key)
    with process.keeper.store._engine.connect() as connection:
        connection.execute(text("PRAGMA query_only = 0"))
    assert process.runs.here(run.key) is run
    process.keeper.stop()


@pytest.mark.parametrize("deed", ["rename", "duplicate", "remove", "export"])
def test_nothing_is_done_to_anybody_elses(start, deed):
    process = start()
    theirs = process.trained(20, owner="somebody else")
    library = process.library()
    deeds = {
        "rename": lambda: library.rename(theirs.key, "mine"),
        "duplicate": lambda: library.duplicate(theirs.key, "mine"),
        "remove": lambda: library.remove(theirs.key),
        "export": lambda: library.export([theirs.key]),
    }
    with pytest.raises(ValueError, match="no longer there"):
        deeds[deed]()
    assert process.runs.here(theirs.key) is theirs
    assert theirs.name == ""


def test_all_can_be_taken_to_another_place_and_owner(start):
    process = start()
    runs = [process.trained(5), process.trained(50)]
    process.library().rename(runs[1].key, "the good one")
    content = process.library().export([run.key for run in runs])
    other = process.library("another owner")
    assert other.take_in(content) == 2
    assert sorted(name for _, name in listed(other)) == ["", "the good one"]
    key = next(key for key, name in listed(other) if name)
    np.testing.assert_array_equal(process.runs.get(key).frame.parameters, runs[1].frame.parameters)
    assert len(listed(process.library())) == 2
    with pytest.raises(ValueError, match="no file of runs"):
        other.take_in(b"nonsense")
