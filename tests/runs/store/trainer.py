"""A process that trains four runs and keeps them, until it is killed: see test_killed.py."""

import sys

import numpy as np

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from runs.store import saver
from runs.store.store import Store

KEYS = ("one", "two", "three", "four")


def setup(key: str) -> Setup:
    """Return the set-up of the run with this key: plain, with memory, with noise."""
    place = KEYS.index(key)
    optimizer = ("sgd", "adam", "momentum", "rmsprop")[place]
    return Setup(
        DataSpec("even_odd"),
        NetworkSpec((10, 3 + place, 2), cost="quadratic", init="normal"),
        TrainSpec(eta=0.05, batch_size=8, optimizer=optimizer, dropout=0.1 * (place == 3)),
    )


def main(where: str) -> None:
    """Train for as long as this process lives."""
    np.seterr(all="ignore")
    saver.LOOK = saver.EVERY = 0.02
    saver.SHARE = 1.0
    store = Store(where)
    runs = []
    for key in KEYS:
        saved = store.load(key)
        if saved is None:
            run = Run(setup(key))
            run.key = key
        else:
            run = Run.revived(saved)
        runs.append(run)
    saver.Saver(store, lambda: runs).start()
    for run in runs:
        run.play()
    sys.stdout.write("training\n")
    sys.stdout.flush()
    while True:
        for run in runs:
            run.advance(0.01)


if __name__ == "__main__":
    main(sys.argv[1])
