"""Killed at any moment, a process leaves runs that go on bit for bit from where they were kept."""

import os
import random
import signal
import subprocess
import sys

import numpy as np
import pytest

from runs.pair import Pair, revived
from runs.store.store import Store
from tests.e2e.server import ROOT
from tests.runs.store.trainer import KEYS, begun

KILLS, MOST = 5, 100  # of a trainer; more of one that others leave no time to keep anything


def networks(run):
    return (run, run.b) if isinstance(run, Pair) else (run,)


@pytest.fixture(scope="module")
def trainer():
    started = subprocess.Popen(
        [sys.executable, "-m", "tests.runs.store.trainer"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )
    yield started
    started.communicate()
    assert started.returncode == 0


@pytest.mark.parametrize("round_", range(4))
def test_kill_9_loses_nothing_that_was_kept(trainer, tmp_path, round_):
    where = f"sqlite:///{tmp_path / 'runs.sqlite'}"
    chance = random.Random(round_)
    reached = dict.fromkeys(KEYS, 0)
    for kill in range(MOST):
        if kill >= KILLS and all(reached.values()):
            break
        trainer.stdin.write(f"{where}\n")
        training, process = trainer.stdout.readline().split()
        assert training == "training"
        with pytest.raises(subprocess.TimeoutExpired):
            trainer.wait(chance.uniform(0.02, 0.1))  # at whatever it does then
        os.kill(int(process), signal.SIGKILL)
        assert trainer.stdout.readline() == f"killed by {signal.SIGKILL:d}\n"
        store = Store(where)
        for key in KEYS:
            saved = store.load(key)
            if saved is None:
                assert not reached[key]
                continue
            run = revived(saved)
            assert run.frame.steps >= reached[key]
            assert not isinstance(run, Pair) or run.b.frame.steps == run.frame.steps
            reached[key] = run.frame.steps
        store.close()
    assert all(reached.values())
    store = Store(where)
    for key in KEYS:
        back, other = revived(store.load(key)), begun(key)
        other.advance_by(back.frame.steps)
        for each in (back, other):
            each.advance_by(50)
        for one, same in zip(networks(back), networks(other), strict=True):
            np.testing.assert_array_equal(one.frame.parameters, same.frame.parameters)
            np.testing.assert_array_equal(np.array(one.frame.epochs), np.array(same.frame.epochs))
    store.close()
