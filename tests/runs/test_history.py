"""The curves of a run: bounded, even, and a matter of steps only."""

import numpy as np

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.history import MAX_POINTS, Evaluated, History, Trace
from runs.run import Run

DATA = DataSpec("even_odd")


NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")


HOW = TrainSpec(eta=0.6, batch_size=8)


def test_curves_depend_on_steps_only():
    slow, fast = Run(Setup(DATA, NET, HOW)), Run(Setup(DATA, NET, HOW))
    for _ in range(200):
        slow.step()
    fast.play()
    while fast.training.steps < 200:
        fast.advance(1e-5)
    fast.pause()
    points = len(slow.frame.epochs.epoch)
    assert points > 10
    for one, other in zip(slow.frame.epochs, fast.frame.epochs, strict=True):
        np.testing.assert_array_equal(one, other[:points])


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
            history.add_evaluation(step, Evaluated(step / 5000, 0, 0, 0, 0))
            at.append(step)
    assert 10 < len(at) < 30
    assert history.wants_evaluation(5000, 1, 0)
    assert not history.wants_evaluation(5001, 1, 10)


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
            history.add_evaluation(step, Evaluated(step / 300, 1.0, 1.0, 0.5, 0.5))
