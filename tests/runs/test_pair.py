"""Two runs in step: identical when nothing differs; from equal starts when one thing does."""

from dataclasses import replace

import numpy as np
import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs import saved as saved_run
from runs.pair import Pair, is_pair, revived
from runs.run import Run
from runs.store.saver import Saver
from runs.store.store import Store

SETUP = Setup(
    DataSpec("even_odd"),
    NetworkSpec((10, 3, 2), cost="quadratic", init="normal"),
    TrainSpec(eta=0.6, batch_size=8, seed=3),
)


def play_for(pair, turns):
    pair.play()
    for _ in range(turns):
        pair.advance(0.005)
    pair.pause()


def test_nothing_different_is_identical_to_the_last_bit():
    pair = Pair(SETUP, SETUP)
    assert pair.difference == 0
    play_for(pair, 20)
    assert pair.frame.steps > 50
    assert pair.frame.steps == pair.b.frame.steps
    assert pair.difference == 0
    np.testing.assert_array_equal(pair.frame.parameters, pair.b.frame.parameters)
    np.testing.assert_array_equal(pair.frame.epochs, pair.b.frame.epochs)


def test_a_pair_is_what_a_run_alone_would_be():
    pair, alone = Pair(SETUP, SETUP), Run(SETUP)
    play_for(pair, 5)
    while alone.frame.steps < pair.frame.steps:
        alone.step()
    np.testing.assert_array_equal(pair.b.frame.parameters, alone.frame.parameters)


@pytest.mark.parametrize(("name", "value"), [("eta", 0.1), ("optimizer", "adam"), ("lmbda", 1.0)])
def test_one_thing_different_starts_identical_and_parts(name, value):
    pair = Pair(SETUP, SETUP.changed(name, value))
    assert pair.difference == 0
    pair.step()
    assert pair.frame.steps == 1
    np.testing.assert_array_equal(pair.training.batch.x, pair.b.training.batch.x)
    play_for(pair, 5)
    assert pair.frame.steps == pair.b.frame.steps
    assert pair.difference > 0


def test_an_epoch_ends_for_both():
    pair = Pair(SETUP, SETUP.changed("eta", 0.1))
    pair.play_epoch()
    while pair.playing:
        pair.advance(0.01)
    assert pair.frame.epoch == pair.b.frame.epoch == 1
    assert pair.frame.position == 0


def test_a_run_that_diverges_stops_both():
    pair = Pair(SETUP, SETUP.changed("lmbda", 1e6))
    pair.play()
    for _ in range(50):
        pair.advance(0.01)
    assert not pair.playing
    assert pair.b.frame.trouble


def test_what_is_not_allowed_is_refused():
    with pytest.raises(ValueError, match="Learning rate"):
        SETUP.changed("eta", -1.0)
    with pytest.raises(ValueError, match="softmax"):
        SETUP.changed("cost", "log_likelihood")
    with pytest.raises(ValueError, match="larger than"):
        Pair(SETUP, SETUP.changed("batch_size", 5000))


def both(pair):
    return pair.frame, pair.b.frame


def same(one, other):
    for a, b in zip(both(one), both(other), strict=True):
        np.testing.assert_array_equal(a.parameters, b.parameters)
        np.testing.assert_array_equal(np.array(a.epochs), np.array(b.epochs))
        np.testing.assert_array_equal(a.batches, b.batches)


@pytest.mark.parametrize(("name", "value"), [("eta", 0.1), ("optimizer", "adam"), ("seed", 4)])
def test_kept_while_it_plays_both_come_back_at_one_step_and_go_on_to_the_last_bit(
    tmp_path, name, value
):
    where = f"sqlite:///{tmp_path / 'runs.sqlite'}"
    store, pair = Store(where), Pair(SETUP, SETUP.changed(name, value), pace=500.0)
    pair.owner = "me"
    pair.advance_by(155)
    pair.play()
    Saver(store, lambda: [pair]).save()
    store.close()
    store = Store(where)  # another process
    saved = store.load(pair.key)
    assert [kept.key for kept in store.of("me")] == [pair.key]
    assert store.size() > 2 * pair.frame.parameters.nbytes
    store.close()
    assert saved.playing
    back = revived(saved)
    assert isinstance(back, Pair)
    assert (back.key, back.owner, back.pace) == (pair.key, "me", 500.0)
    assert (back.setup, back.b.setup) == (pair.setup, pair.b.setup)
    assert [frame.steps for frame in both(back)] == [155, 155]
    same(back, pair)
    for each in (back, pair):
        each.advance_by(211)
    same(back, pair)
    back.reset()
    same(back, Pair(SETUP, SETUP.changed(name, value)))


def test_a_copy_is_a_pair_and_nobodys():
    pair = Pair(SETUP, SETUP.changed("eta", 0.1))
    pair.owner = "me"
    pair.step()
    copy = pair.copy()
    assert is_pair(pair.key)
    assert is_pair(copy.key)
    assert copy.key != pair.key
    assert copy.owner == ""
    same(copy, pair)
    copy.step()
    assert (pair.frame.steps, copy.b.frame.steps) == (1, 2)


def test_where_one_is_told_to_stop_both_stop_and_it_is_said():
    patient = SETUP.changed("patience", 1).changed("optimizer", "gd")
    pair = Pair(patient, patient.changed("eta", 100.0))
    pair.play()
    while pair.advance(0.01):
        pass
    assert not pair.playing
    assert "Stopped early" in pair.frame.notice + pair.b.frame.notice
    assert pair.frame.steps == pair.b.frame.steps
    pair.play()
    assert pair.playing
    assert pair.frame.notice + pair.b.frame.notice == ""


def test_what_has_diverged_goes_on_from_the_start_only():
    pair = Pair(SETUP, SETUP.changed("lmbda", 1e6))
    pair.play()
    while pair.advance(0.01):
        pass
    back = revived(pair.save())
    for each in (pair, back):
        steps = [frame.steps for frame in both(each)]
        each.step()
        each.play()
        assert not each.playing
        assert each.b.frame.trouble
        assert [frame.steps for frame in both(each)] == steps
        each.reset()
        each.step()
        assert [frame.steps for frame in both(each)] == [1, 1]


def test_what_is_no_pair_is_refused():
    pair = Pair(SETUP, SETUP)
    with pytest.raises(ValueError, match="no pair"):
        Pair.revived(Run(SETUP).save())
    three = pair.save()
    three = replace(three, beside=three)
    with pytest.raises(ValueError, match="two runs in a pair"):
        saved_run.load(three.about(), three.arrays(), (), saved_run.pack_moment(three.latest))
