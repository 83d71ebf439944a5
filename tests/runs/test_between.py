"""Measurements between two epochs' ends: by the clock, for whoever watches."""

import math

import numpy as np
import pytest

from core.evaluation import evaluate
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training
from runs import recorder
from runs.observations import Wanted
from runs.run import Run
from ui.views import curves

SETUP = Setup(
    DataSpec("even_odd"),
    NetworkSpec((10, 3, 2), cost="quadratic", init="normal"),
    TrainSpec(eta=0.6, batch_size=8),
)


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(recorder, "BETWEEN", 0.0)
    monkeypatch.setattr(recorder, "SHARE", math.inf)
    return Run(SETUP)


def played(run, watched):
    run.watch(watched)
    run.play()
    while run.frame.steps < 10_000 and len(run.frame.between.epoch) < 2:
        run.advance(0.02)
    run.pause()
    return run.frame


@pytest.mark.parametrize("watched", [{"between"}, {"answers"}])
def test_who_watches_sees_them(run, watched):
    between = played(run, watched).between
    assert len(between.epoch)
    assert np.all(between.epoch % 1 > 0)


def test_the_latest_is_how_the_network_stood_then(run):
    frame = played(run, {"between"})
    part, epochs = np.modf(float(frame.between.epoch[-1]))
    steps = int(epochs) * -(-frame.train_size // 8) + round(part * frame.train_size / 8)
    other = Run(SETUP)
    other.advance_by(steps)
    told = evaluate(other.network(), other.training.data.validation)
    assert frame.between.accuracy[-1] == pytest.approx(told.accuracy)
    assert frame.between.cost[-1] == pytest.approx(told.cost, rel=1e-5)
    assert frame.measured.epoch == max(frame.between.epoch[-1], frame.epochs.epoch[-1])


def test_nobody_watches_and_none_is_made(run):
    assert not len(played(run, {"gradient"}).between.epoch)


def test_the_run_and_its_exported_curves_are_the_same_with_and_without(run):
    frame = played(run, {"between"})
    other = Run(SETUP)
    other.advance_by(frame.steps)
    np.testing.assert_array_equal(frame.parameters, other.frame.parameters)
    np.testing.assert_array_equal(np.array(frame.epochs), np.array(other.frame.epochs))


def test_going_back_forgets_those_that_came_later(run):
    frame = played(run, {"between"})
    back = run.fork(frame.steps // 2).frame
    assert np.all(back.between.epoch <= np.float32(back.epochs_done))


def test_the_curves_show_them_in_order(run):
    played(run, {"between"})
    look = run.look()
    trace = curves.panels(look)[1].traces[1]
    assert len(trace.x) == len(look.frame.epochs.epoch) + len(look.frame.between.epoch)
    assert np.all(np.diff(trace.x) >= 0)


def test_of_many_that_take_turns_each_pays_for_them_with_its_own_work(monkeypatch):
    monkeypatch.setattr(recorder, "BETWEEN", 0.0)
    training = Training(SETUP)
    wanted = Wanted()
    wanted.want({"between"})
    one = recorder.Recorder(training, wanted, 2**20, None)
    one.look_again()
    one.step(shown=True)
    for _ in range(5):
        one.look_between()  # much time has gone by, and others had it
    made = len(one.history.between)
    assert made <= 1
    one.worked += 1000
    one.look_between()
    assert len(one.history.between) == made + 1
