"""The one engine gives every playing run its turn; runs that nobody looks at pause."""

import threading
import time

import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.engine import Engine
from runs.registry import Runs
from runs.run import Run

DATA = DataSpec("even_odd")


NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")


HOW = TrainSpec(eta=0.6, batch_size=8)


@pytest.fixture
def run():
    return Run(Setup(DATA, NET, HOW))


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
