"""The benchmarks train what they say they train, and count right; no test looks at a clock."""

import json

import numpy as np
import pytest

from benchmarks.environment import environment
from benchmarks.train.contenders import Unavailable, contenders, ours
from benchmarks.train.contenders.textbook import Textbook
from benchmarks.train.race import Times, race, steps_for
from benchmarks.train.report import facts, missed, results, table
from benchmarks.train.workloads import WORKLOADS, Batches

CONTENDERS, MISSING = contenders()
LEARNERS = [c for c in CONTENDERS if c.key != "products"]
FEW = 300  # samples; enough to learn from, quick to copy


def made(make, workload):
    """Return a learner, or None where the contender cannot do the workload."""
    try:
        return make(workload)
    except Unavailable:
        return None


def test_ours_and_the_textbooks_are_always_there():
    assert {"ours", "per_sample", "textbook", "products"} <= {c.key for c in CONTENDERS}
    assert set(MISSING) <= {"digits_package", "scikit_learn", "pytorch"}


@pytest.mark.parametrize("contender", LEARNERS, ids=lambda contender: contender.key)
def test_a_contender_lowers_its_cost_of_each_workload_that_it_can_do(contender):
    learners = {name: made(contender.make, w.first(FEW)) for name, w in WORKLOADS.items()}
    done = {}
    for name, learner in learners.items():
        if learner is None:
            continue
        learner.run(1)
        before = learner.cost()
        assert learner.run(40) == 40
        done[name] = learner.cost() < before
    assert done == dict.fromkeys(done, True)
    assert done


@pytest.mark.parametrize("name", WORKLOADS)
def test_a_full_batch_of_ours_is_a_full_batch_of_the_textbook(name):
    workload = WORKLOADS[name].first(WORKLOADS[name].batch_size)
    plain = Textbook(workload)
    fast = ours.training(workload, dtype="float64")
    np.testing.assert_array_equal(fast.network.w[1], plain.w[1])
    for _ in range(5):
        fast.step()
    plain.run(5)
    for l in fast.network.w:
        np.testing.assert_allclose(fast.network.w[l], plain.w[l], rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(fast.network.b[l], plain.b[l], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", ["W1", "W2", "W4", "W6"])
def test_the_loop_over_samples_takes_the_steps_of_the_textbook(name):
    workload = WORKLOADS[name].first(WORKLOADS[name].batch_size)
    loop = next(c for c in CONTENDERS if c.key == "per_sample").make(workload)
    plain = Textbook(workload)
    loop.run(5)
    plain.run(5)
    for l, w in plain.w.items():
        np.testing.assert_allclose(loop.weights[l - 1], w, rtol=1e-9, atol=1e-12)


def test_an_epoch_of_batches_has_every_sample_once():
    batches = Batches(10, 4, np.random.default_rng(0))
    epoch = [next(batches) for _ in range(3)]
    assert [len(rows) for rows in epoch] == [4, 4, 2]
    assert sorted(np.concatenate(epoch)) == list(range(10))
    np.testing.assert_array_equal(next(Batches(4, 4, np.random.default_rng(0))), range(4))


class Counter:
    """A learner that only counts, but at least two steps and not in no time."""

    def __init__(self):
        self.steps = []

    def run(self, steps):
        self.steps.append(max(2, steps))
        sum(range(100 * steps))
        return self.steps[-1]


def test_a_race_gives_each_contender_one_slice_a_round():
    learners = {"ours": Counter(), "other": Counter()}
    times = race(learners, rounds=5, seconds=1e-5)
    for key, learner in learners.items():
        assert len(times[key].cpu) == len(times[key].wall) == 5
        assert len(set(learner.steps[-5:])) == 1


class SlowStart:
    """A learner with a clock of its own: a second for the first step, a millisecond for others."""

    def __init__(self):
        self.now = 0.0

    def run(self, steps):
        self.now += 1e-3 * steps if self.now else 1.0
        return steps


def test_a_slow_first_step_does_not_shorten_the_slices(monkeypatch):
    learner = SlowStart()
    monkeypatch.setattr("benchmarks.train.race.time.process_time", lambda: learner.now)
    assert steps_for(learner, 0.1) == 100


TIMES = {
    "ours": Times([2e-6, 4e-6, 3e-6], [1, 1, 1]),
    "per_sample": Times([100e-6, 100e-6, 90e-6], [5, 6, 7]),
    "products": Times([1e-6, 1e-6, 1e-6], [1, 1, 1]),
}


def test_results_are_ratios_round_by_round():
    own, loop, limit = results("W2", TIMES, "cpu")
    assert (own.microseconds, own.median) == pytest.approx((3, 1))
    assert (loop.low, loop.median, loop.high) == pytest.approx((25, 30, 50))
    assert (loop.target, loop.reached) == (25, True)
    assert (limit.target, limit.reached) == (2.4, False)
    assert results("W2", TIMES, "wall")[1].median == 6


def test_the_table_and_what_was_missed():
    found = results("W2", TIMES, "cpu")
    shown = [c for c in CONTENDERS if c.key in TIMES or c.key == "textbook"]
    lines = table(found, shown).splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert cells[0] == ["time ÷ ours", "W2"]
    assert cells[2] == ["ours", "3.0 µs"]
    assert cells[3] == ["per-sample loop of the texts", "30 (25 … 50)"]
    assert cells[4][1] == "–"
    assert cells[5][1] == "1/3 (1/4 … 1/2)"
    assert len({len(line) for line in lines}) == 1
    assert missed(found) == "not reached: W2 products 1/3, target at most 1/2.4"
    assert missed(found[:2]) == "All targets reached."


def test_facts_and_environment_are_json():
    text = json.dumps([facts(results("W2", TIMES, "cpu")), environment(1)])
    (_, loop, _), where = json.loads(text)
    assert loop["contender"] == "per_sample"
    assert loop["reached"] is True
    assert where["threads"] == 1
    assert where["numpy"] == np.__version__
