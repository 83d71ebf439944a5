"""A process that trains three runs and a pair and keeps them, until it is killed: test_killed.py.

It starts a child for each line that it reads, a store's address, and prints the child's number:
what Python has to load is loaded once, and a child is killed as any other process.
"""

import os
import sys

import numpy as np

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.pair import Pair, revived
from runs.run import Run
from runs.store import saver
from runs.store.store import Store

KEYS = ("one", "two", "three", "pair")


def begun(key: str) -> Run:
    """Return the run with this key, untrained: plain, with noise; both of the pair with memory."""
    place = KEYS.index(key)
    optimizer = ("sgd", "rmsprop", "adam", "momentum")[place]
    setup = Setup(
        DataSpec("even_odd"),
        NetworkSpec((10, 3 + place, 2), cost="quadratic", init="normal"),
        TrainSpec(eta=0.05, batch_size=8, optimizer=optimizer, dropout=0.1 * (place == 1)),
    )
    run = Pair(setup, setup.changed("optimizer", "adam")) if key == "pair" else Run(setup)
    run.key = key
    return run


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def train(where: str) -> None:
    """Train for as long as this process lives."""
    np.seterr(all="ignore")
    saver.LOOK = saver.EVERY = 0.02
    saver.SHARE = 1.0
    store = Store(where)
    runs = []
    for key in KEYS:
        saved = store.load(key)
        runs.append(begun(key) if saved is None else revived(saved))
    saver.Saver(store, lambda: runs).start()
    for run in runs:
        run.play()
    say(f"training {os.getpid()}")
    while True:
        for run in runs:
            run.advance(0.01)


def main() -> None:
    """Start a child for each line, and wait for its end."""
    for where in sys.stdin:
        child = os.fork()
        if child == 0:
            train(where.strip())
        _, status = os.waitpid(child, 0)
        say(f"killed by {os.WTERMSIG(status)}")


if __name__ == "__main__":
    main()
