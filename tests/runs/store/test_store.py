"""The store: what it keeps, what it does when the database fails, and how it stays bounded."""

import gc
import json
import runpy
import shutil
import sqlite3
import subprocess
import sys
from weakref import ref

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, create_engine, event, text

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.drawings import Collection, Collections
from runs.keeper import Keeper
from runs.owners import mark
from runs.run import Run
from runs.saved import pack_moment
from runs.store.__main__ import main as command
from runs.store.database import ADDRESS, MIGRATIONS, StoreError, address, opened
from runs.store.saver import Saver
from runs.store.schema import META
from runs.store.store import Store
from tests.e2e.server import ROOT

SETUP = Setup(
    DataSpec("even_odd"),
    NetworkSpec((10, 3, 2), cost="quadratic", init="normal"),
    TrainSpec(eta=0.6, batch_size=8),
)


@pytest.fixture
def file(tmp_path):
    return f"sqlite:///{tmp_path / 'some folder' / 'runs.sqlite'}"


@pytest.fixture
def store(where):
    made = Store(where)
    yield made
    made.close()


def trained(steps=30):
    run = Run(SETUP)
    run.advance_by(steps)
    return run


def test_a_run_comes_back_with_its_moments(store, where):
    run = trained(150)
    store.save(run.save(), whole=True)
    other = Store(where)  # another process
    back = Run.revived(other.load(run.key))
    other.close()
    assert back.key == run.key
    assert back.frame.checkpoints == run.frame.checkpoints
    np.testing.assert_array_equal(back.frame.parameters, run.frame.parameters)
    np.testing.assert_array_equal(back.past(50).network.parameters, run.past(50).network.parameters)
    assert store.load("unknown") is None


def test_while_it_plays_only_the_latest_is_written_and_moments_that_are_gone_go(store):
    run = trained(20)
    store.save(run.save(), whole=False)
    assert [moment.steps for moment in store.load(run.key).moments] == []
    store.save(run.save(), whole=True)
    assert len(store.load(run.key).moments) == len(run.frame.checkpoints)
    run.reset()
    run.advance_by(5)
    store.save(run.save(), whole=True)
    back = store.load(run.key)
    assert [moment.steps for moment in back.moments] == list(run.frame.checkpoints)
    assert back.latest.steps == 5


def test_what_was_kept_by_a_process_that_is_gone_is_replaced(store, where):
    run = trained(20)
    store.save(run.save(), whole=True)
    other = Store(where)
    again = Run.revived(other.load(run.key))
    again.advance_by(400)  # its moments are thinned out
    other.save(again.save(), whole=True)
    assert [m.steps for m in store.load(run.key).moments] == list(again.frame.checkpoints)
    other.close()


def test_names_sizes_and_removal(store):
    runs = [trained(n) for n in (10, 20)]
    for run in runs:
        store.save(run.save(), whole=True)
    store.rename(runs[0].key, "the good one")
    assert store.load(runs[0].key).name == "the good one"
    assert {kept.key: kept.name for kept in store.all()} == {
        runs[0].key: "the good one",
        runs[1].key: "",
    }
    assert store.size() == sum(kept.bytes for kept in store.all()) > 0
    store.remove(runs[0].key)
    assert store.load(runs[0].key) is None


def test_it_stays_bounded_the_oldest_without_a_name_go_first(store):
    runs = [trained(n) for n in (10, 20, 30)]
    for run in runs:
        store.save(run.save(), whole=True)
    store.rename(runs[0].key, "kept")
    biggest = max(kept.bytes for kept in store.all())
    assert store.prune(most_bytes=2 * biggest) == 1
    assert {kept.key for kept in store.all()} == {runs[0].key, runs[2].key}
    assert store.prune(most_days=-1) == 1  # all are too old; what has a name stays
    assert [kept.name for kept in store.all()] == ["kept"]


def test_drawings_come_back(store):
    assert store.load_drawings("mine") is None
    store.save_drawings("mine", b"first")
    store.save_drawings("mine", b"second")
    assert store.load_drawings("mine") == b"second"


def test_the_migrations_make_the_tables_that_the_code_knows(where):
    engine = opened(where)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), META) == []
    opened(where).dispose()  # once more: nothing is to be done
    engine.dispose()


# Forked, they need not load the libraries one by one, and really are at it at once.
AT_ONCE = """
import os, sys
from runs.store.database import opened

read, write = os.pipe()
for _ in range(3):
    if not os.fork():
        os.close(write)
        os.read(read, 1)  # until all are there
        opened(sys.argv[1]).dispose()
        os._exit(0)
os.close(write)
assert [os.wait()[1] for _ in range(3)] == [0] * 3
"""


def test_processes_that_start_at_once_all_get_the_same_new_store(where):
    done = subprocess.run([sys.executable, "-c", AT_ONCE, where], cwd=ROOT, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")
    engine = opened(where)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), META) == []
    engine.dispose()


def test_who_opens_a_new_store_while_another_writes_to_it_waits(tmp_path):
    path = tmp_path / "runs.sqlite"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    asked = []

    def trace(statement):
        if "journal_mode" in statement:
            asked.append(statement)
            if len(asked) == 2:
                other.execute("COMMIT")

    def hear(connection, _):
        connection.set_trace_callback(trace)

    event.listen(Engine, "connect", hear, insert=True)
    try:
        opened(f"sqlite:///{path}").dispose()
    finally:
        event.remove(Engine, "connect", hear)
        other.close()
    assert len(asked) > 1


def test_a_store_of_the_first_version_is_brought_up_to_date_and_loses_the_secrets(where):
    Store(where).close()
    engine = create_engine(where)
    run = trained()
    run.owner = "a secret in plain letters"
    about = {
        k: v for k, v in json.loads(run.save().about()).items() if k not in ("name", "touched")
    }
    old = {
        "key": run.key,
        "name": "the good one",
        "about": json.dumps(about),
        "curves": run.save().arrays(),
        "latest": pack_moment(run.save().latest),
        "bytes": 1,
        "saved": 5.0,
    }
    with engine.begin() as connection:
        for table in (
            "room_events",
            "rooms",
            "moments",
            "runs",
            "drawings",
            "passes",
            "alembic_version",
        ):
            connection.execute(text(f"DROP TABLE {table}"))
        context = MigrationContext.configure(connection)
        with Operations.context(context):
            (first,) = (MIGRATIONS / "versions").glob("0001*.py")
            runpy.run_path(str(first))["upgrade"]()
        context._ensure_version_table()
        connection.execute(text("INSERT INTO alembic_version VALUES ('0001')"))
        names = ", ".join(old)
        values = ", ".join(f":{name}" for name in old)
        broken = old | {"key": "broken", "about": "no JSON"}
        connection.execute(text(f"INSERT INTO runs ({names}) VALUES ({values})"), [old, broken])
    store = Store(where)
    assert [kept.key for kept in store.of(mark(run.owner))] == [run.key]
    back = store.load(run.key)
    assert (back.name, back.owner) == ("the good one", mark(run.owner))
    np.testing.assert_array_equal(Run.revived(back).frame.parameters, run.frame.parameters)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT about FROM runs ORDER BY about")).scalars().all()
    assert not any(run.owner in row for row in rows)
    assert "no JSON" in rows
    store.close()
    engine.dispose()


def test_what_was_deleted_comes_back_within_a_day_and_then_is_gone(store, monkeypatch):
    run = trained()
    run.owner = "me"
    store.save(run.save(), whole=True)
    store.hide(run.key)
    assert store.load(run.key) is None
    assert store.summaries([run.key]) == {}
    assert store.of("me") == []
    assert store.prune() == 0
    store.restore(run.key)
    assert [kept.key for kept in store.of("me")] == [run.key]
    store.hide(run.key)
    monkeypatch.setattr("runs.store.store.DAY", -1.0)
    assert store.prune(most_days=-1e9) == 1
    store.restore(run.key)
    assert store.load(run.key) is None


def test_runs_are_given_to_another_owner(store):
    mine, theirs = trained(5), trained(6)
    mine.owner, theirs.owner = "first", "somebody else"
    for run in (mine, theirs):
        store.save(run.save(), whole=True)
    store.give("first", "second")
    assert [kept.key for kept in store.of("second")] == [mine.key]
    assert store.load(mine.key).owner == "second"
    assert [kept.key for kept in store.of("somebody else")] == [theirs.key]


def test_a_newer_schema_and_a_damaged_file_are_left_as_they_are(file, tmp_path):
    Store(file).close()
    path = tmp_path / "some folder" / "runs.sqlite"
    with create_engine(file).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer version"):
        Store(file)
    assert path.read_bytes() == before
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"SQLite format 3\x00" + b"no database at all" * 400)
    before = damaged.read_bytes()
    with pytest.raises(StoreError, match="cannot be used"):
        Store(f"sqlite:///{damaged}")
    assert damaged.read_bytes() == before


@pytest.mark.parametrize("wrong", ["nonsense://x", "sqlite:////proc/none/runs.sqlite", "://"])
def test_an_address_that_leads_nowhere_is_said(wrong):
    with pytest.raises(StoreError):
        Store(wrong)


def test_a_full_disk_and_a_locked_database_lose_nothing_and_training_goes_on(file, tmp_path):
    store = Store(file)
    run = trained()
    store.save(run.save(), whole=True)
    saver = Saver(store, lambda: [run])
    path = tmp_path / "some folder" / "runs.sqlite"
    lock = sqlite3.connect(path, isolation_level=None)
    with store._engine.connect() as connection:
        connection.execute(text("PRAGMA busy_timeout = 10"))
    lock.execute("BEGIN EXCLUSIVE")
    run.advance_by(10)
    saver.save(at_once=True)
    assert "locked" in saver.trouble
    lock.execute("ROLLBACK")
    lock.close()
    saver.save(at_once=True)
    assert saver.trouble == ""
    assert store.load(run.key).latest.steps == 40
    with store._engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    run.advance_by(2000)
    saver.save(at_once=True)
    assert "full" in saver.trouble
    assert store.load(run.key).latest.steps == 40
    with store._engine.connect() as connection:
        connection.execute(text("PRAGMA max_page_count = 1000000"))
    saver.save(at_once=True)
    assert saver.trouble == ""
    assert store.load(run.key).latest.steps == 2040
    store.close()


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
def test_a_database_server_that_goes_and_comes_back_loses_nothing(store, postgres):
    run = trained()
    saver = Saver(store, lambda: [run])
    saver.save(at_once=True)
    postgres.stop()
    try:
        run.advance_by(10)
        saver.save(at_once=True)
        assert saver.trouble
        run.advance_by(10)  # training goes on
    finally:
        postgres.start()
    saver.save(at_once=True)
    assert saver.trouble == ""
    assert store.load(run.key).latest.steps == 50


def test_a_run_that_was_never_touched_is_not_kept(store):
    run = Run(SETUP)
    Saver(store, lambda: [run]).save(at_once=True)
    assert store.all() == []


def test_a_run_at_rest_is_written_whole_once_and_not_again(store, monkeypatch):
    run = trained()
    saver = Saver(store, lambda: [run])
    written = []
    save = store.save
    monkeypatch.setattr(
        store, "save", lambda saved, whole: (written.append(whole), save(saved, whole=whole))
    )
    for _ in range(4):
        saver.save()
    assert written == [False, True]


def test_that_a_run_plays_is_kept_at_the_next_look(store):
    run = trained()
    saver = Saver(store, lambda: [run])
    for play in (run.play, run.pause, run.play):
        play()
        run.advance_by(1)
        saver.save()
        assert store.load(run.key).playing is run.playing
    kept = store.load(run.key).latest.steps
    run.advance_by(1)
    saver.save()
    assert store.load(run.key).latest.steps == kept  # else not before its rest is over


def test_where_it_is_kept(monkeypatch, tmp_path):
    monkeypatch.setenv(ADDRESS, "none")
    assert address() is None
    assert Keeper(lambda: []).trouble == ""
    monkeypatch.setenv(ADDRESS, str(tmp_path / "x.sqlite"))
    assert address() == f"sqlite:///{tmp_path / 'x.sqlite'}"
    monkeypatch.setenv(ADDRESS, "postgresql://host/name")
    assert address() == "postgresql://host/name"
    monkeypatch.delenv(ADDRESS)
    assert address().endswith("runs.sqlite")


def test_without_a_store_the_app_runs_on_and_says_why(monkeypatch, tmp_path):
    file = tmp_path / "file"
    file.write_text("no database " * 100)
    monkeypatch.setenv(ADDRESS, str(file))
    keeper = Keeper(lambda: [])
    assert "cannot be used" in keeper.trouble
    assert keeper.revived("any") == (None, False)
    keeper.stop()


def test_a_kept_run_that_cannot_go_on_is_passed_over(monkeypatch, tmp_path, where):
    monkeypatch.setenv(ADDRESS, where)
    run = trained()
    keeper = Keeper(lambda: [run])
    keeper.stop()  # saves
    engine = create_engine(where)
    with engine.begin() as connection:
        connection.execute(text("UPDATE runs SET latest = :broken"), {"broken": b"0"})
    engine.dispose()
    again = Keeper(lambda: [])
    assert again.revived(run.key) == (None, False)
    again.stop()


def test_a_copy_of_the_file_is_a_whole_store(file, tmp_path):
    store = Store(file)
    run = trained()
    store.save(run.save(), whole=True)
    store.close()
    shutil.copytree(tmp_path / "some folder", tmp_path / "elsewhere")
    other = Store(f"sqlite:///{tmp_path / 'elsewhere' / 'runs.sqlite'}")
    assert other.load(run.key) is not None
    other.close()


def test_collected_drawings_are_kept_when_they_change(monkeypatch, where):
    monkeypatch.setenv(ADDRESS, where)
    mine = Collection()
    keeper = Keeper(list, lambda: [mine])
    mine.add(np.full((28, 28), 7, np.uint8), 3)
    keeper.stop()
    again = Keeper(list)
    back = Collections(load=again.drawn).get(mine.key)
    assert back.key == mine.key
    assert back.labels.tolist() == [3]
    np.testing.assert_array_equal(back.images, mine.images)
    assert again.drawn("unknown") is None
    again.stop()


def test_the_command_shows_what_is_there_and_makes_room(monkeypatch, where, capsys):
    monkeypatch.setenv(ADDRESS, where)
    store = Store(where)
    runs = [trained(10), trained(20)]
    for run in runs:
        store.save(run.save(), whole=True)
    store.rename(runs[0].key, "the good one")
    store.close()
    assert command([]) == 0
    said = capsys.readouterr().out
    assert "2 runs" in said
    assert "the good one" in said
    assert runs[0].key not in said  # who knows it may look at the run
    assert command(["prune", "--megabytes", "0.000001"]) == 0
    assert "2 runs removed" in capsys.readouterr().out
    monkeypatch.setenv(ADDRESS, "none")
    assert command([]) == 0
    monkeypatch.setenv(ADDRESS, "nonsense://x")
    assert command([]) == 1
    assert capsys.readouterr().err


def test_a_list_says_how_far_each_run_is_without_bringing_it_back(store):
    runs = [trained(10), trained(250)]
    for run in runs:
        store.save(run.save(), whole=True)
    found = store.summaries([*(run.key for run in runs), "unknown"])
    assert found.keys() == {run.key for run in runs}
    for run in runs:
        told = found[run.key]
        assert told.setup == run.setup
        assert told.accuracy == pytest.approx(run.frame.epochs.accuracy[-1], abs=1e-6)
        assert told.epochs == pytest.approx(run.frame.epochs_done, abs=0.1)


def test_it_holds_no_moment_of_a_run_that_is_gone(store):
    run = trained()
    moment = ref(run.save().moments[0])
    store.save(run.save(), whole=True)
    del run
    gc.collect()
    assert moment() is None
