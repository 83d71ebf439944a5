"""A run: plays, pauses, steps, resets, changes, diverges without loss; its curves are bounded."""

import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.engine import Engine
from runs.history import MAX_POINTS, History, Trace
from runs.registry import Runs
from runs.run import Run

DATA = DataSpec("even_odd")
NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")
HOW = TrainSpec(eta=0.6, batch_size=8)


@pytest.fixture
def run():
    return Run(Setup(DATA, NET, HOW))


def advance_to(run, steps):
    while run.playing and run.training.steps < steps:
        run.advance(0.005)


def test_a_new_run_stands_at_the_start_with_one_measurement(run):
    assert not run.frame.playing
    assert (run.frame.steps, run.frame.epochs_done) == (0, 0)
    assert run.frame.epochs.shape == (5, 1)
    assert run.advance(0.01) is False


def test_play_pause_and_step(run):
    run.play()
    advance_to(run, 200)
    run.pause()
    at = run.frame.steps
    assert at >= 200
    assert run.advance(0.01) is False
    run.step()
    assert run.frame.steps == at + 1
    assert not run.frame.playing


def test_an_epoch_ends_at_its_end(run):
    run.step()
    run.play_epoch()
    advance_to(run, 10_000)
    assert (run.frame.epoch, run.frame.position, run.frame.steps) == (1, 0, 88)
    assert not run.frame.playing


def test_reset_gives_the_very_same_weights_and_run(run):
    start = run.frame.parameters
    run.play_epoch()
    advance_to(run, 10_000)
    first = run.frame
    assert not np.array_equal(first.parameters, start)
    run.reset()
    np.testing.assert_array_equal(run.frame.parameters, start)
    run.play_epoch()
    advance_to(run, 10_000)
    np.testing.assert_array_equal(run.frame.parameters, first.parameters)
    np.testing.assert_array_equal(run.frame.epochs, first.epochs)


def test_changes_apply_live_and_are_marked(run):
    run.change(replace(HOW, batch_size=10))  # before the first step: no mark
    run.step()
    run.change(replace(HOW, batch_size=10, eta=0.1, lmbda=2))
    assert [(m.epoch, m.label) for m in run.frame.marks] == [(10 / 700, "η 0.1, λ 2.0")]
    with pytest.raises(ValueError, match="larger than"):
        run.change(replace(HOW, batch_size=5000))
    assert run.settings.batch_size == 10


def test_divergence_stops_says_what_to_change_and_goes_back():
    network = NetworkSpec((10, 64, 64, 2), ("relu",) * 3, "quadratic", "he")
    run = Run(Setup(DATA, network, replace(HOW, eta=1000)))
    run.play()
    advance_to(run, 100_000)
    assert not run.frame.playing
    assert "Lower the learning rate η (now 1000)" in run.frame.trouble
    assert np.isfinite(run.frame.parameters).all()
    assert np.isfinite(run.frame.epochs).all()
    run.change(HOW)
    run.play()
    assert run.frame.trouble == ""
    advance_to(run, run.training.steps + 50)
    assert run.frame.playing


def test_a_lambda_that_blows_up_is_named(run):
    run.change(replace(HOW, lmbda=1e6))
    run.play()
    advance_to(run, 100_000)
    assert "Lower λ (now 1e+06)" in run.frame.trouble


def test_early_stopping_pauses_and_says_so(run):
    run.change(replace(HOW, eta=0, patience=3))  # nothing ever falls
    run.play()
    advance_to(run, 100_000)
    assert run.frame.epoch == 4  # the first epoch sets the mark, three more do not beat it
    assert "has not fallen for 3 epochs" in run.frame.notice
    run.play()
    advance_to(run, 100_000)
    assert run.frame.epoch == 7


def test_pace_is_kept(run):
    run.pace = 0.001
    run.play()
    run.advance(0.01)
    assert run.training.steps == 1  # the next one is owed in a thousand seconds
    assert run.until_next_step() > 900


def test_curves_depend_on_steps_only():
    slow, fast = Run(Setup(DATA, NET, HOW)), Run(Setup(DATA, NET, HOW))
    for _ in range(200):
        slow.step()
    fast.play()
    while fast.training.steps < 200:
        fast.advance(1e-5)
    fast.pause()
    points = slow.frame.epochs.shape[1]
    assert points > 10
    np.testing.assert_array_equal(slow.frame.epochs, fast.frame.epochs[:, :points])


def test_history_is_bounded_and_even():
    trace = Trace(1)
    kept = 0
    for i in range(20_000):
        if trace.due(i):
            trace.add(float(i))
            kept = i
    points = trace.array()[0]
    assert MAX_POINTS / 2 < len(points) <= MAX_POINTS
    assert points[0] == 0
    assert points[-1] == kept
    assert len(set(np.diff(points))) == 1


def test_early_measurements_grow_apart():
    history = History(5000)
    at = []
    for step in range(1, 5000):
        if history.wants_evaluation(step, 0, step * 10):
            history.add_evaluation(step, (step / 5000, 0, 0, 0, 0))
            at.append(step)
    assert 10 < len(at) < 30
    assert history.wants_evaluation(5000, 1, 0)
    assert not history.wants_evaluation(5001, 1, 10)


class TestEngine:
    def test_every_playing_run_gets_its_turn_and_unwatched_ones_pause(self):
        viewed = Runs()
        engine = Engine(viewed)
        runs = [Run(Setup(DATA, NET, HOW)) for _ in range(3)]
        for run in runs:
            viewed.add(run)
            engine.start(run, run.play_epoch)
        for run in runs:
            wait_until(lambda run=run: not run.playing)
            assert run.frame.steps == 88

    def test_viewing_keeps_a_run_playing(self):
        viewed = Runs()
        run = Run(Setup(DATA, NET, HOW))
        viewed.add(run)
        run.play()
        assert list(viewed.viewed(lease=60)) == [run]
        assert list(viewed.viewed(lease=-1)) == []
        assert not run.frame.playing

    def test_the_oldest_of_too_many_runs_is_dropped(self):
        viewed = Runs(most=2)
        runs = [Run(Setup(DATA, NET, HOW)) for _ in range(3)]
        viewed.add(runs[0])
        viewed.add(runs[1])
        viewed.get(runs[0].key)
        viewed.add(runs[2])
        assert viewed.get(runs[1].key) is None
        assert viewed.get(runs[0].key) is runs[0]


def wait_until(true):
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline, "waited too long"
        threading.Event().wait(0.005)


def test_history_knows_when_it_wants_something_next():
    history = History(300)
    history.batches.stride = 2

    def wanted(step):
        return history.wants_batch(step) or history.wants_evaluation(step, 0, 1)

    step = 0
    for _ in range(60):
        following = history.next(step)
        assert not any(wanted(between) for between in range(step + 1, following))
        assert wanted(following)
        step = following
        if history.wants_evaluation(step, 0, 1):
            history.add_evaluation(step, (step / 300, 1.0, 1.0, 0.5, 0.5))
