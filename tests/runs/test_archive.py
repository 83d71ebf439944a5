"""Runs as a file: what comes back goes on bit for bit, and what makes no sense is refused."""

import io
import json
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs import archive
from runs.archive import read, write
from runs.packing import packed, unpacked
from runs.run import Run

SETUP = Setup(
    DataSpec("even_odd"),
    NetworkSpec((10, 3, 2), cost="quadratic", init="normal"),
    TrainSpec(eta=0.6, batch_size=8, optimizer="adam"),
)


@pytest.fixture(scope="module")
def run():
    made = Run(SETUP)
    made.name, made.owner = "the good one", "somebody"
    made.advance_by(40)
    made.change(replace(made.settings, eta=0.3))
    made.advance_by(300)
    return made


@pytest.fixture(scope="module")
def brief():
    """Return a run with few moments, whose file is made and read at once."""
    made = Run(SETUP)
    made.change(replace(made.settings, eta=0.3))
    made.advance_by(12)
    assert len(read(write([made.save()]))) == 1
    return made


def test_of_a_pair_in_a_file_there_comes_one_run(run):
    (saved,) = read(write([replace(run.save(), beside=run.save())]))
    assert saved.beside is None


def test_it_goes_on_elsewhere_bit_for_bit_with_its_story_and_its_past(run):
    (saved,) = read(write([run.save()]))
    assert (saved.name, saved.owner) == ("the good one", "")
    assert saved.key != run.key
    other, twin = Run.revived(saved), run.copy()
    assert [mark.label for mark in other.frame.marks] == [mark.label for mark in run.frame.marks]
    then, before = other.past(40).network, run.past(40).network
    np.testing.assert_array_equal(then.parameters, before.parameters)
    np.testing.assert_array_equal(other.frame.epochs.cost, run.frame.epochs.cost)
    for one in (other, twin):
        one.advance_by(50)
    np.testing.assert_array_equal(other.frame.parameters, twin.frame.parameters)


def test_a_run_that_began_with_a_saved_network_begins_so_elsewhere(run):
    began = run.network().parameters.copy()
    first = Run(SETUP, loaded=began)
    first.advance_by(5)
    other = Run.revived(read(write([first.save()]))[0])
    other.reset()
    np.testing.assert_array_equal(other.frame.parameters, began)


def test_where_moments_have_no_room_some_go(run, monkeypatch):
    moments = len(run.save().moments)
    monkeypatch.setattr(archive, "MOST_BYTES", 200_000)
    (saved,) = read(write([run.save()]))
    assert 1 < len(saved.moments) < moments
    assert saved.latest.steps == 340
    monkeypatch.setattr(archive, "MOST_BYTES", 5_000)
    with pytest.raises(ValueError, match="choose fewer"):
        write([run.save()])


def test_neither_the_owner_nor_any_pickle_is_in_it(run):
    content = write([run.save()])
    assert b"somebody" not in content
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert {name.rpartition(".")[2] for name in opened.namelist()} == {"json", "npz"}


def changed(run, part, change):
    """Return the file with one of its parts changed by a function of its content."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write([run.save()]))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name.endswith(part) else content)
    return out.getvalue()


def about(**values):
    return "about.json", lambda text: json.dumps({**json.loads(text), **values}).encode()


def latest(**values):
    def change(content):
        arrays = unpacked(content)
        told = json.loads(arrays["about"].tobytes())
        texts = {k: v for k, v in values.items() if not isinstance(v, np.ndarray)}
        arrays |= {k: v for k, v in values.items() if isinstance(v, np.ndarray)}
        arrays["about"] = np.frombuffer(json.dumps({**told, **texts}).encode(), np.uint8)
        return packed(arrays)

    return "latest.npz", change


def curves(**values):
    return "curves.npz", lambda content: packed({**unpacked(content), **values})


@pytest.mark.parametrize(
    ("part", "change"),
    [
        about(name=5),
        about(pace="fast"),
        about(pace=float("nan")),
        about(seconds=-1),
        about(marks=[{"epoch": 1, "label": ["x"], "change": 0}]),
        about(marks=[{"epoch": 1, "label": "x", "change": 99}]),
        about(changes=[]),
        about(changes=5),
        about(setup=[]),
        about(every=0),
        about(strides={"epochs": 0}),
        about(early=["x"]),
        about(judgement={"lowest_cost": "x", "lowest": 1, "waited": 0, "epoch": 0}),
        latest(parameters=np.zeros(1, np.float32)),
        latest(parameters=np.full(41, np.nan, np.float32)),
        latest(parameters=np.zeros(41)),
        latest(steps=-1),
        latest(steps=10**30),
        latest(optimizer="none"),
        latest(optimizer="sgd"),
        latest(noise={"bit_generator": "MT19937"}),
        latest(order={"epoch": 0, "position": 10**6, "shuffled": True, "random": {}}),
        curves(epochs=np.zeros((5, 0))),
        curves(epochs=np.full((5, 3), np.nan)),
        curves(epochs=np.zeros((4, 3))),
        curves(batches=np.zeros((2, 600))),
        curves(batches=np.zeros((2, 3), np.int8)),
        ("latest.npz", lambda content: b""),
        ("curves.npz", lambda content: content[:-50]),
        ("about.json", lambda content: b"[" * 100_000),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(brief, part, change):
    with pytest.raises(ValueError, match="Run 1 in the file cannot be used"):
        read(changed(brief, part, change))


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_such_file_is_refused(content):
    with pytest.raises(ValueError, match="file of runs"):
        read(content)


def test_a_small_file_that_unfolds_to_much_is_refused(brief):
    bomb = changed(brief, "about.json", lambda _: b" " * 30_000_000)
    assert len(bomb) < 1_000_000
    with pytest.raises(ValueError, match="too large"):
        read(bomb)


def test_an_array_that_claims_to_be_huge_takes_no_room():
    out, file = io.BytesIO(), io.BytesIO()
    np.save(file, np.zeros(3))
    claims = file.getvalue().replace(b"(3,), }           ", b"(3000000000000,), }")
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.npy", claims)
    with pytest.raises(ValueError, match="another size"):
        unpacked(out.getvalue())
