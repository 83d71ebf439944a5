"""A run as one Python file that repeats it: settings at the top, this very core at the bottom."""

import base64
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from pprint import pformat
from typing import Any

from core.arrays import FloatArray
from core.data.catalogue import DATASETS
from core.data.load import load
from core.data.mnist import ASSETS
from core.data.rows import asked_for
from core.edits import Edit
from core.specs import DataSpec, Setup, TrainSpec

Change = tuple[int, TrainSpec, Sequence[Edit]]
"""After how many steps something changed: the settings from then on, and what was set by hand."""

CORE = Path(__file__).resolve().parents[1]
_LEFT_OUT = (
    "drawing",
    "explain",
    "formats",
    "reproduce",
    "__pycache__",
)  # folders that a run does not need

_UNPACK = '''\
def unpack():
    """Put the code that trains where Python finds it, as long as the program runs."""
    if "core" not in sys.modules:
        folder = tempfile.TemporaryDirectory()
        atexit.register(folder.cleanup)
        zipfile.ZipFile(io.BytesIO(base64.b64decode(PACKED))).extractall(folder.name)
        sys.path.insert(0, folder.name)


PACKED = """
{packed}
"""
'''

_SCRIPT = '''\
"""A run of Backprop Playground, repeated. Needs Python 3.11 or newer and NumPy.

    python {name} [epochs] [--row "cell, cell, ..."]

prints the costs that the page showed, epoch by epoch, then what the network answers to a row of
the data as it stands there, in its own units and words; an empty cell holds what is usual. In other
programs: ``from run import train, answer``, then ``answer(train(), ["cell", "cell"])``. The code
that trains is the product's own: it lies packed at the end of this file.
"""

import argparse
import atexit
import base64
import csv
import io
import os
import sys
import tempfile
import zipfile

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

DATA = {data}
NETWORK = {network}
TRAIN = {train}
# after how many steps which settings changed, and what to; which parameters were set by hand
CHANGES = {changes}
EPOCHS = {epochs}
{names}
# the weights that it began with, as a saved network's; random ones where there are none
BEGAN_WITH = """
{loaded}
"""


def train(epochs=EPOCHS, tell=lambda line: None):
    """Return the training as it stands after so many epochs."""
    unpack()
    import numpy as np

    from core.edits import Edit, apply
    from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
    from core.training import Training

    training = Training(
        Setup(
            DataSpec.from_json(DATA), NetworkSpec.from_json(NETWORK), TrainSpec.from_json(TRAIN)
        )
    )
    changes = list(CHANGES)
    if BEGAN_WITH.strip():
        parameters = training.network.parameters
        parameters[...] = np.frombuffer(base64.b64decode(BEGAN_WITH), parameters.dtype)

    def measure():
        train = training.evaluate(training.data.train[:{train_evaluated}])
        held_out = training.evaluate(training.data.validation)
        tell(
            f"epoch {{training.epoch:>4}}  training cost {{train.cost:.8g}}  "
            f"validation cost {{held_out.cost:.8g}}  accuracy {{held_out.accuracy:.4f}}"
        )

    measure()
    while training.epoch < epochs:
        while changes and changes[0][0] == training.steps:
            _, changed, edits = changes.pop(0)
            if changed:
                now = training.settings.to_json()
                training.settings = TrainSpec.from_json({{**now, **changed}})
            for edit in edits:
                apply(training.network, Edit(*edit))
        training.step()
        if training.position == 0:
            measure()
    return training


def answer(training, row):
    """Return in words what the network answers to a row: a list of cells as in INPUTS."""
    from core.data.rows import answer_of, inputs_of

    x = inputs_of(training.data, [str(cell) for cell in row])
    network = training.network
    return answer_of(training.data, network.forward(x.astype(network.spec.dtype)).a[network.L])


{unpack}
if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("epochs", type=int, nargs="?", default=EPOCHS)
    parser.add_argument("--row", help="cells with commas between them; or semicolons")
    said = parser.parse_args()
    training = train(said.epochs, print)
    if said.row is not None:
        between = ";" if ";" in said.row else ","
        try:
            print(answer(training, next(csv.reader([said.row], delimiter=between))))
        except ValueError as error:
            sys.exit(str(error))
'''


def replay_script(
    setup: Setup,
    changes: Sequence[Change],
    epochs: int,
    *,
    train_evaluated: int,
    loaded: FloatArray | None = None,
    name: str = "run.py",
) -> str:
    """Return the text of the file.

    Parameters
    ----------
    setup : Setup
        What the run began with; ``changes`` are what came after.
    train_evaluated : int
        How many training samples the training cost is measured on.
    loaded : (parameter_count,), optional
        What the run began with, if not with random weights.
    """
    return _SCRIPT.format(
        name=name,
        data=literal(setup.data.relevant().to_json()),
        network=literal(setup.network.to_json()),
        train=literal(setup.settings.to_json()),
        changes=literal(list(_differences(setup.settings, changes))),
        epochs=epochs,
        names=_names(setup.data),
        train_evaluated=train_evaluated,
        loaded=""
        if loaded is None
        else base64.encodebytes(loaded.astype(setup.network.dtype).tobytes()).decode().rstrip(),
        unpack=unpack(setup.data),
    )


def _differences(
    settings: TrainSpec, changes: Sequence[Change]
) -> Iterator[tuple[int, dict[str, Any], list[Edit]]]:
    before = settings.to_json()
    for steps, later, edits in changes:
        after = later.to_json()
        changed = {name: value for name, value in after.items() if value != before[name]}
        if changed or edits:
            yield steps, changed, list(edits)
        before = after


def literal(value: object) -> str:
    """Return plain values as Python."""
    return repr(json.loads(json.dumps(value)))


def _names(spec: DataSpec) -> str:
    """Return what a row's cells and the answers are called, as Python; of pictures nothing."""
    data = load(spec)
    inputs, answers = asked_for(data), data.class_names or data.output_names
    if data.image_shape is not None:
        return f"ANSWERS = {_wrapped(answers)}"
    return f"INPUTS = {_wrapped(inputs)}\nANSWERS = {_wrapped(answers)}"


def _wrapped(names: Sequence[str]) -> str:
    return pformat(tuple(names), width=90, compact=True)


def unpack(data: DataSpec) -> str:
    """Return the part of a script that finds the core and the data packed in it."""
    packed = base64.encodebytes(packed_core(data)).decode().rstrip()
    return _UNPACK.format(packed=packed)


def packed_core(data: DataSpec) -> bytes:
    """Return a zip of the core's source, and of MNIST where it is needed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for source in sorted(CORE.rglob("*.py")):
            place = source.relative_to(CORE)
            if place.parts[0] not in _LEFT_OUT:
                packed.write(source, Path("core") / place)
        if DATASETS[data.name].needs_mnist:
            packed.write(ASSETS / "mnist.npz", "assets/mnist.npz", zipfile.ZIP_STORED)
    return file.getvalue()
