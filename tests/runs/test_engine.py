"""The one engine gives every playing run its turn."""

import threading

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.engine import Engine
from runs.registry import Runs
from runs.run import Run

DATA = DataSpec("even_odd")
NET = NetworkSpec((10, 3, 2), cost="quadratic", init="normal")
HOW = TrainSpec(eta=0.6, batch_size=8)


def test_every_playing_run_gets_its_turn_and_unwatched_ones_pause():
    viewed = Runs()
    engine = Engine(viewed)
    runs = [Run(Setup(DATA, NET, HOW)) for _ in range(3)]
    stopped = {run.key: threading.Event() for run in runs}
    for run in runs:
        run.audience.add(
            lambda look: look.frame.playing or not look.frame.steps or stopped[look.key].set()
        )
        viewed.add(run)
        engine.start(run, run.play_epoch)
    for run in runs:
        assert stopped[run.key].wait(20)
        assert run.frame.steps == 88


def test_once_stopped_nothing_goes_on_and_what_plays_is_known_to_play():
    viewed, run = Runs(), Run(Setup(DATA, NET, HOW))
    engine = Engine(viewed)
    viewed.add(run)
    moved = threading.Event()
    run.audience.add(lambda look: look.frame.steps and moved.set())
    engine.start(run, run.play)
    assert moved.wait(20)
    engine.stop()
    saved = run.save()
    assert saved.playing
    engine.start(run, run.play)
    assert run.training.steps == saved.latest.steps
