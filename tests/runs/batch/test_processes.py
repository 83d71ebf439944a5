"""Processes of one's own: they start when needed, break one call at most, and leave nothing."""

import os
import signal
from concurrent.futures import wait
from concurrent.futures.process import BrokenProcessPool

import pytest

from runs.batch.batch import Batch
from runs.batch.processes import Processes
from tests.runs.batch.given import XOR, computed, seeds


@pytest.fixture
def pool():
    made = Processes(2)
    yield made
    made.shutdown(cancel_futures=True)


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_calls_are_done_elsewhere_and_errors_come_back(pool):
    assert pool.pids() == []
    answer = pool.submit(os.getpid).result(30)
    assert answer != os.getpid()
    assert pool.pids() == [answer]
    with pytest.raises(ValueError, match="invalid literal"):
        pool.submit(int, "x").result(30)
    with pytest.raises(TypeError, match="keyword"):
        pool.submit(int, x=1)
    assert isinstance(pool.submit(lambda: 1).exception(30), Exception)  # cannot be sent
    assert pool.submit(len, "abc").result(30) == 3


def test_a_killed_process_breaks_its_call_and_the_next_has_a_new_one(pool):
    first = pool.submit(os.getpid).result(30)
    with pytest.raises(BrokenProcessPool):
        pool.submit(os.kill, first, signal.SIGKILL).result(30)
    assert pool.submit(os.getpid).result(30) != first


def test_a_process_lost_between_two_calls_leaves_no_open_pipe(pool):
    first = pool.submit(os.getpid).result(30)
    process = pool._processes[0]
    os.kill(first, signal.SIGKILL)
    process.wait(30)
    assert pool.submit(os.getpid).result(30) != first
    assert process.stdin.closed
    assert process.stdout.closed


def test_a_sweep_whose_worker_is_killed_is_whole_and_nothing_counts_twice(pool):
    sweep = seeds(XOR, 6, 4000)
    batch = Batch(sweep, lambda: pool)
    batch.start()
    while not (pids := pool.pids()) and not batch.join(0.01):
        pass
    while not any(one.rows for one in batch.state().outcomes) and not batch.join(0.01):
        pass
    os.kill(pids[0], signal.SIGKILL)
    assert batch.join(60)
    state, calm = batch.state(), computed(sweep)
    assert not state.trouble
    assert state.outcomes == calm.outcomes


def test_shutdown_leaves_nothing_running():
    pool = Processes(2)
    pids = [future.result(30) for future in [pool.submit(os.getpid) for _ in range(2)]]
    hanging = [pool.submit(eval, "__import__('time').sleep(60)") for _ in range(4)]
    pool.shutdown(cancel_futures=True)
    assert not wait(hanging, 10).not_done
    assert not any(map(alive, pids))
    assert pool.pids() == []
    with pytest.raises(RuntimeError, match="shut down"):
        pool.submit(len, "")


def test_idle_processes_end_by_themselves_and_come_back():
    pool = Processes(1, idle=0.05)
    first = pool.submit(os.getpid).result(30)
    while alive(first):
        pass
    assert pool.submit(os.getpid).result(30) != first
    pool.shutdown()
    assert pool.pids() == []
