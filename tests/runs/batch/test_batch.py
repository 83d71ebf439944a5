"""A sweep that is computed: as single runs would be, whoever computes it and however it is cut."""

import threading
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

import numpy as np
import pytest

from core.training import Training
from runs.batch import batch as module
from runs.batch.batch import TRIES, Batch, tasks
from runs.batch.sweep import Axis, Sweep, moments
from runs.batch.work import Row, Task, advance
from tests.runs.batch.given import DIGITS, XOR, Here, computed, seeds


def alone(setup, epochs):
    """Return what a single run measures at each moment."""
    training = Training(setup)
    rows = []
    for moment in (0, *moments(epochs)):
        while training.epochs_done < moment:
            training.step()
        data = training.data
        train = training.evaluate(data.train[:1000])
        held_out = training.evaluate(data.validation)
        rows.append(
            Row(training.epochs_done, train.cost, train.accuracy, held_out.cost, held_out.accuracy)
        )
    return rows


def test_a_sweep_of_small_networks_is_what_single_runs_are():
    exact = XOR._replace(network=replace(XOR.network, dtype="float64"))
    sweep = seeds(exact, 3, 12, (Axis("eta", (0.5, 3)), Axis("optimizer", ("sgd", "adam"))))
    crew = Here(workers=2)
    state = computed(sweep, crew)
    assert not state.trouble
    assert any(len(task.setups) > 1 for task, _ in crew.asked)
    for one, setup in zip(state.outcomes, sweep.setups(), strict=True):
        assert one.done
        assert one.seed == setup.settings.seed
        np.testing.assert_allclose(one.rows, alone(setup, 12), 1e-9, 1e-12)


def test_large_networks_go_one_by_one_and_come_to_the_same():
    sweep = seeds(DIGITS, 2, 1)
    crew = Here()
    state = computed(sweep, crew)
    assert all(len(task.setups) == 1 for task, _ in crew.asked)
    for one, setup in zip(state.outcomes, sweep.setups(), strict=True):
        assert list(one.rows) == alone(setup, 1)


@pytest.mark.parametrize("setup", [XOR, DIGITS], ids=["stack", "alone"])
def test_a_task_may_be_cut_anywhere(setup):
    task = Task((4, 5)[: 2 if setup is XOR else 1], (setup,) * (2 if setup is XOR else 1), 2)
    whole = advance(task, 60)
    rows, part = [], advance(task, 0)
    while part.rest is not None:
        rows += part.rows[0]
        assert part.numbers == task.numbers
        assert 0 < part.epochs < 2
        part = advance(part.rest, 0)
    assert (*rows, *part.rows[0]) == whole.rows[0]
    assert whole.rest is None


def test_a_run_that_diverges_is_told_and_the_others_go_on():
    wild = XOR._replace(
        network=replace(XOR.network, activations=("tanh", "linear"), cost="quadratic")
    )
    state = computed(seeds(wild, 2, 400, (Axis("eta", (0.1, 1000)),)))
    assert [one.diverged is None for one in state.outcomes] == [True, True, False, False]
    assert all(one.done for one in state.outcomes)
    assert all(np.isfinite(row).all() for one in state.outcomes for row in one.rows[:2])
    assert state.outcomes[0].rows[-1].epoch == 400
    assert state.share == 1


def test_progress_rises_to_the_end_and_then_there_is_nothing_left():
    class Watched(Here):
        def submit(self, fn, /, *args):
            self.seen.append(made.state())
            return super().submit(fn, *args)

    crew = Watched()
    crew.seen = []
    made = Batch(seeds(n=3, epochs=5, axes=(Axis("units", (2, 3)),)), lambda: crew)
    made.start()
    assert made.join(30)
    shares = [state.share for state in crew.seen]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert any(0 < share < 1 for share in shares)
    assert all(state.running for state in crew.seen)
    end = made.state()
    assert (end.share, end.left, end.running, end.cancelled) == (1.0, None, False, False)


def test_lost_workers_are_made_up_for_and_nothing_counts_twice():
    class Unlucky(Here):
        def submit(self, fn, /, *args):
            if len(self.asked) % 2 == 0:
                self.asked.append(args)
                future = Future()
                future.set_exception(BrokenProcessPool("gone"))
                return future
            return super().submit(fn, *args)

    sweep = seeds(n=4, epochs=20, axes=(Axis("units", (2, 3)),))
    state, calm = computed(sweep, Unlucky()), computed(sweep)
    assert state.lost == 2
    assert not state.trouble
    assert state.outcomes == calm.outcomes


def test_what_fails_for_good_is_told():
    class Lost(Here):
        def submit(self, fn, /, *args):
            self.asked.append(args)
            future = Future()
            future.set_exception(BrokenProcessPool("gone"))
            return future

    crew = Lost()
    state = computed(seeds(n=2), crew)
    assert len(crew.asked) == TRIES
    assert "lost 4 times" in state.trouble
    assert not state.running

    def refuse():
        raise OSError("The scheduler is away.")

    away = Batch(seeds(n=2), refuse)
    away.start()
    assert away.join(10)
    assert away.state().trouble == "The scheduler is away."


class Slow(Here):
    """Takes calls up, and gives them back when told to."""

    def __init__(self):
        super().__init__(2)
        self.out = []
        self.taken = threading.Event()

    def submit(self, fn, /, *args):
        self.asked.append(args)
        future = Future()
        if not self.out:
            future.set_running_or_notify_cancel()
        self.out.append((future, fn, args))
        if len(self.out) == 2:
            self.taken.set()
        return future


def test_cancel_begins_nothing_new_and_waits_for_what_runs():
    crew = Slow()
    made = Batch(seeds(n=8, axes=(Axis("units", (2, 3)),)), lambda: crew)
    made.start()
    assert crew.taken.wait(10)
    made.cancel()
    (running, fn, args), (waiting, _, _) = crew.out
    assert not made.join(0)
    running.set_result(fn(args[0], 0))
    assert made.join(10)
    assert waiting.cancelled()
    assert len(crew.asked) == 2
    state = made.state()
    assert state.cancelled
    assert not state.running
    assert any(one.rows for one in state.outcomes)


def test_a_sweep_that_nobody_looks_at_ends():
    made = Batch(seeds(), Here, lease=-1.0)
    made.start()
    assert made.join(10)
    assert made.state().cancelled
    assert not any(one.rows for one in made.state().outcomes)


def test_every_worker_gets_something_to_do():
    sweep = Sweep(XOR, 20, 1)
    found = list(tasks(list(sweep.setups()), sweep, 2))
    assert [len(task.numbers) for task in found] == [10, 10]
    many = Sweep(XOR, 200, 1)
    sizes = [len(task.numbers) for task in tasks(list(many.setups()), many, 1)]
    assert sum(sizes) == 200
    assert max(sizes) <= module.MOST_STACKED
