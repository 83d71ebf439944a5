"""Many runs as one Python file that repeats them: set-ups at the top, this very core below."""

from collections.abc import Sequence
from typing import Any

from core.formats.run_script import literal, unpack
from core.specs import Setup

_SCRIPT = '''\
"""A sweep of Backprop Playground, repeated. Needs Python 3.11 or newer and NumPy.

    python sweep.py [file.csv]

trains every run again, tells what each cell came to (medians over its seeds), and writes a line for
each run. The code that trains is the product's own: it lies packed at the end of this file.
"""

import atexit
import base64
import csv
import io
import os
import statistics
import sys
import tempfile
import zipfile

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

DATA = {data}
NETWORK = {network}
TRAIN = {train}
SEEDS = {seeds}
EPOCHS = {epochs}
# which settings differ: their values, and what is different in data, network and training
NAMES = {names}
CELLS = [
{cells}
]


def sweep():
    """Yield (values, seed, cost, accuracy) of every run at its end, on validation samples."""
    unpack()
    import numpy as np

    from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
    from core.stack import Stack, pays
    from core.training import Training

    for values, data, network, train in CELLS:
        setups = [
            Setup(
                DataSpec.from_json({{**DATA, **data}}),
                NetworkSpec.from_json({{**NETWORK, **network}}),
                TrainSpec.from_json({{**TRAIN, **train, "seed": seed}}),
            )
            for seed in SEEDS
        ]
        with np.errstate(all="ignore"):
            if pays(setups[0]):
                stack = Stack(setups)
                while stack.epoch < EPOCHS:
                    stack.step()
                found = stack.evaluate(stack.data.validation)
            else:
                found = []
                for setup in setups:
                    training = Training(setup)
                    while training.epoch < EPOCHS:
                        training.step()
                    found.append(training.evaluate(training.data.validation))
        for seed, one in zip(SEEDS, found):
            yield values, seed, one.cost, one.accuracy


{unpack}
if __name__ == "__main__":
    lines, here = [], []
    for values, seed, cost, accuracy in sweep():
        lines.append([*values, seed, cost, accuracy])
        here.append((cost, accuracy))
        if len(here) == len(SEEDS):
            cost, accuracy = (statistics.median(column) for column in zip(*here))
            what = " ".join(f"{{name}}={{value}}" for name, value in zip(NAMES, values))
            print(f"{{what}} cost {{cost:.6g}} accuracy {{accuracy:.4f}}".strip(), flush=True)
            here = []
    if len(sys.argv) > 1:
        with open(sys.argv[1], "w", newline="") as file:
            csv.writer(file).writerows([[*NAMES, "seed", "cost", "accuracy"], *lines])
'''


def sweep_script(
    setup: Setup,
    names: Sequence[str],
    cells: Sequence[tuple[Sequence[Any], Setup]],
    seeds: Sequence[int],
    epochs: int,
) -> str:
    """Return the text of the file.

    Parameters
    ----------
    names : sequence of str
        What the settings that differ are called.
    cells : sequence of (values, Setup)
        Each with its first seed.
    """
    return _SCRIPT.format(
        data=literal(setup.data.relevant().to_json()),
        network=literal(setup.network.to_json()),
        train=literal(setup.settings.to_json()),
        seeds=list(seeds),
        epochs=epochs,
        names=literal(list(names)),
        cells="\n".join(f"    {_cell(setup, values, other)}," for values, other in cells),
        unpack=unpack(setup.data),
    )


def _cell(setup: Setup, values: Sequence[Any], other: Setup) -> str:
    pairs = (
        (setup.data.relevant().to_json(), other.data.relevant().to_json()),
        (setup.network.to_json(), other.network.to_json()),
        (setup.settings.to_json(), other.settings.to_json()),
    )
    different = ({k: v for k, v in new.items() if v != old[k]} for old, new in pairs)
    return literal([list(values), *different])
