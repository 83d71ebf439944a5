"""The course of a run, out of a few measurements: what is worse since when, what has stopped."""

import numpy as np
import pytest

from core.specs import TrainSpec
from runs.course import Course
from runs.history import Evaluated
from runs.interventions import Intervention

BEFORE = TrainSpec(0.1)
AFTER = TrainSpec(3.0)
PER_EPOCH = 100  # steps


def course(cost, accuracy, *, steps=None, now=None, batches=((), ()), done_at=()):
    """Return the course of a run that was measured each epoch."""
    epochs = np.arange(len(cost), dtype=np.float64)
    steps = PER_EPOCH * (len(cost) - 1) if steps is None else steps
    cost, accuracy = np.array(cost, float), np.array(accuracy, float)
    asked = []

    def measure():
        asked.append(True)
        return Evaluated(steps / PER_EPOCH, now[0], now[0], now[1], now[1])

    made = Course(
        steps=steps,
        epoch=steps / PER_EPOCH,
        rows=Evaluated(epochs, cost, cost, accuracy, accuracy),
        now=measure,
        batches=np.array(batches, float),
        done=tuple(
            Intervention(at, at, round(at * PER_EPOCH), BEFORE, AFTER, False) for at in done_at
        ),
        ignorance=1.0,
    )
    assert bool(asked) == (steps % PER_EPOCH > 50)
    return made


WELL = [1.0, 0.5, 0.2, 0.1, 0.1], [0.5, 0.8, 0.9, 0.97, 0.97]


def test_what_is_well_is_not_worse():
    made = course(*WELL)
    assert made.fallen is None
    assert made.risen is None


def test_a_fall_is_told_once_it_has_lasted():
    cost, accuracy = [*WELL[0], 0.9], [*WELL[1], 0.6]
    assert course(cost, accuracy).fallen is None
    found = course(cost, accuracy, steps=560, now=(0.9, 0.61)).fallen
    assert (found.best, found.now, found.well, found.since, found.steps) == (0.97, 0.61, 4, 5, 60)


def test_a_fall_that_is_over_is_not_told():
    cost, accuracy = [*WELL[0], 0.9], [*WELL[1], 0.6]
    assert course(cost, accuracy, steps=560, now=(0.1, 0.96)).fallen is None
    assert course([*cost, 0.12], [*accuracy, 0.95]).fallen is None


def test_one_lucky_measurement_is_no_best():
    accuracy = [0.5, 0.5, 0.7, 0.5, 0.52, 0.5]
    assert course([1.0, 0.9, 0.7, 0.9, 0.9, 0.9], accuracy).fallen is None


def test_an_accuracy_that_falls_while_the_cost_does_too_is_on_its_way():
    assert course([1.0, 0.9, 0.8, 0.7, 0.6], [0.5, 0.75, 0.75, 0.5, 0.5]).fallen is None


def test_samples_learnt_by_heart_are_overfitting_not_a_fall():
    made = course(*WELL)
    made.rows = made.rows._replace(cost=made.rows.train_cost[::-1])
    assert made.risen is None


def test_a_cost_near_nothing_may_jump():
    assert course([1.0, 0.1, 0.01, 0.01, 0.05, 0.05], [1.0] * 6).risen is None
    assert course([1.0, 0.1, 0.01, 0.01, 0.2, 0.2], [1.0] * 6).risen.since == 4


def test_mini_batches_tell_before_an_epoch_has_ended():
    epochs = np.arange(0.1, 4.7, 0.1)
    costs = np.where(epochs > 4, 2.0, 0.1)
    known = {"steps": 460, "now": (0.9, 0.6), "batches": (epochs, costs)}
    assert course(*WELL, **known).fallen is None  # by itself: wait for the end of the epoch
    assert course(*WELL, **known, done_at=[4.0]).fallen.best == 0.97
    calm = {**known, "batches": (epochs, 0.1 + 0 * epochs)}
    assert course(*WELL, **calm, done_at=[4.0]).fallen is None


def test_what_was_done_shortly_before_may_be_the_cause():
    cost, accuracy = [*WELL[0], 0.1, 0.1, 0.9, 0.9], [*WELL[1], 0.97, 0.97, 0.6, 0.6]
    made = course(cost, accuracy, done_at=[1.0, 6.5])
    assert [one.first for one in made.done_about(made.fallen)] == [6.5]
    made = course(cost, accuracy, done_at=[4.5])
    assert [one.first for one in made.done_about(made.fallen)] == [4.5]


def test_no_improvement_is_counted_from_the_last_one():
    made = course([1.0, 0.8, 0.6, 0.599, 0.598, 0.597], [0.5, 0.6, 0.7, 0.7, 0.705, 0.7])
    assert (made.idle.since, made.idle.epochs, made.idle.steps) == (2, 3, 300)
    np.testing.assert_allclose(made.idle.costs, [0.6, 0.599, 0.598, 0.597])


def test_no_improvement_is_counted_anew_when_something_is_done():
    made = course([1.0, 0.8, 0.6, 0.6, 0.9, 0.9, 0.9], [0.5] * 7, done_at=[4.0])
    assert made.idle.since == 4
    assert made.idle_before(made.done[0]).since == 2


def test_slow_progress_is_progress():
    cost = 0.99 ** np.arange(40)
    assert course(cost, np.full(40, 0.5)).idle.epochs < 4


@pytest.mark.parametrize("at", [0, 130, 250, 400])
def test_steps_and_epochs_tell_each_other(at):
    made = course(*WELL, done_at=[1.5])
    assert made.steps_at(made.epoch_at(at)) == pytest.approx(at)


def test_the_reference_is_no_more_than_it_costs_to_know_nothing():
    assert course([7.0, 3.0], [0.1, 0.1]).reference == 1.0
    assert course([0.6, 0.5], [0.5, 0.5]).reference == 0.6
