"""What keeping a run costs its training: steps a CPU second with and without a saver, in turns.

python -m benchmarks.store                       (after `make test` has set everything up)
"""

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from runs.store.saver import Saver
from runs.store.store import Store

TURN = 12.0  # seconds: three savings
SETUPS = {
    "MNIST 784-30-10": Setup(DataSpec(), NetworkSpec(), TrainSpec()),
    "MNIST 784-512-512-10, Adam": Setup(
        DataSpec(),
        NetworkSpec((784, 512, 512, 10), ("relu", "relu", "softmax"), "log_likelihood"),
        TrainSpec(eta=0.001, batch_size=32, optimizer="adam"),
    ),
}


def turn(setup: Setup, store: Store | None) -> float:
    """Return the steps of a CPU second."""
    run = Run(setup)
    saver = Saver(store, lambda: [run]) if store else None
    if saver:
        saver.start()
    run.play()
    since, until = time.process_time(), time.monotonic() + TURN
    while time.monotonic() < until:
        run.advance(0.015)
    run.pause()
    rate = run.frame.steps / (time.process_time() - since)
    if saver:
        saver.stop()
    return rate


def main() -> None:
    """Print the ratio for each set-up, median of the rounds."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--rounds", type=int, default=3)
    rounds = arguments.parse_args().rounds
    np.seterr(all="ignore")
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'runs.sqlite'}")
        for name, setup in SETUPS.items():
            ratios = [turn(setup, store) / turn(setup, None) for _ in range(rounds)]
            print(f"{name:32} {np.median(ratios):6.3f}   ({min(ratios):.3f} to {max(ratios):.3f})")
        store.close()


if __name__ == "__main__":
    main()
