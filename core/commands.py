"""The commands of ``python -m core``: arguments that follow from the specs, answers as lines."""

import argparse
import dataclasses
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

from core.data.load import load
from core.evaluation import Evaluation
from core.formats import SAVERS, Meaning
from core.functions.activations import ACTIVATIONS
from core.functions.schedules import EarlyStopping
from core.reproduce import RUNS
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.specs.settings import Setting, Settings
from core.training import Training

SPECS: tuple[type[Settings], ...] = (NetworkSpec, DataSpec, TrainSpec)
PAGE_ONLY = frozenset({"TrainSpec.max_epochs"})  # here it is --epochs
SHARES = 50  # how often progress is told in an epoch

Progress = Callable[[float], None]


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, without the long usage."""

    def error(self, message: str) -> NoReturn:
        """End the program."""
        self.exit(2, f"{self.prog}: {message}\n")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments; a wrong one ends the program with one line and exit code 2."""
    top = Parser("python -m core", description="Backpropagation without a screen.")
    commands = top.add_subparsers(dest="command", required=True, metavar="train | reproduce")
    _describe_train(commands.add_parser("train", help="train a network", allow_abbrev=False))
    reproducing = commands.add_parser("reproduce", help="run again what the texts print")
    _describe_reproduce(reproducing)
    arguments = top.parse_args(argv)
    if arguments.command == "reproduce":
        _check_runs(arguments, reproducing)
    return arguments


def _describe_train(parser: argparse.ArgumentParser) -> None:
    describe_setup(parser)
    add = parser.add_argument
    add("--epochs", type=positive, default=1, metavar="N", help="times through the data (1)")
    endings = ", ".join(SAVERS)
    add("--out", type=Path, metavar="FILE", help=f"save the network; as {endings}: the ending says")


def describe_setup(parser: argparse.ArgumentParser) -> None:
    """Have ``parser`` take a set-up: layers, activations, and every setting; see ``setup_of``."""
    add = parser.add_argument
    inside, output = NetworkSpec().activations
    add("--layers", type=int, nargs="*", default=[30], metavar="N", help="units of hidden layers")
    names = "{" + ",".join(ACTIVATIONS) + "}"
    add("--activation", default=inside, metavar=names, help=f"of hidden layers ({inside})")
    add("--output", default=output, metavar="NAME", help=f"activation of the last layer ({output})")
    for spec in SPECS:
        for field in dataclasses.fields(spec):
            name = f"{spec.__name__}.{field.name}"
            if "setting" in field.metadata and name not in PAGE_ONLY:
                _add_setting(parser, name, field)


def _add_setting(parser: argparse.ArgumentParser, name: str, field: dataclasses.Field[Any]) -> None:
    about: Setting = field.metadata["setting"]
    # as in links; and as in Python, where that is unmistakable
    flags = [f"--{about.key or field.name}".replace("_", "-")]
    if about.key and not name.startswith("DataSpec"):
        flags.append(f"--{field.name}".replace("_", "-"))
    text = f"{about.label} ({field.default}). {about.help}".replace("%", "%%")
    metavar = "{" + ",".join(about.choices) + "}" if about.choices else "N"
    kind = type(field.default)
    parser.add_argument(
        *flags, dest=name, default=field.default, help=text, type=kind, metavar=metavar
    )


def _describe_reproduce(parser: argparse.ArgumentParser) -> None:
    titles = "; ".join(f"{name}: {run.title}" for name, run in RUNS.items())
    parser.add_argument("runs", nargs="*", metavar="RUN", help=f"{titles}. All, if none is named")
    patient = " and ".join(name for name, run in RUNS.items() if run.takes_epochs)
    parser.add_argument("--epochs", type=positive, metavar="N", help=f"for {patient}")


def _check_runs(arguments: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    named = [name.upper() for name in arguments.runs]
    for name in named:
        if name not in RUNS:
            parser.error(f"there is no run {name}; there are {', '.join(RUNS)}")
        if arguments.epochs is not None and not RUNS[name].takes_epochs:
            parser.error(f"{name} has a fixed number of epochs; leave --epochs out")
    arguments.runs = named or list(RUNS)


def positive(text: str) -> int:
    """Return a whole number from 1, for an argument."""
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1, not {text!r}")
    return int(text)


def reproduce(name: str, epochs: int | None) -> Iterator[str]:
    """Yield the lines of one run under its title."""
    run = RUNS[name]
    yield f"{name}. {run.title}"
    yield from run.report(epochs) if epochs and run.takes_epochs else run.report()
    yield ""


def train(arguments: argparse.Namespace, progress: Progress | None) -> Iterator[str]:
    """Train as asked; yield a line for each epoch, one for the test, one for the saved file.

    Raises
    ------
    ValueError
        If the settings do not fit each other or the data, if the network cannot be saved in the
        file's format, or if training diverges.
    OSError
        If the file cannot be written.
    """
    setup = setup_of(arguments)
    data, _, settings = setup
    training = Training(setup)
    recipe = {"data": data.to_json(), "train": settings.to_json(), "epochs": arguments.epochs}
    if arguments.out is not None:
        _saved(arguments.out, training, recipe)  # better told now than after an hour
    stopping = EarlyStopping(settings.patience)
    for epoch in range(arguments.epochs):
        with np.errstate(all="ignore"):  # a run that diverges is told about just below
            _one_epoch(training, progress)
            result = training.evaluate(training.data.validation)
        if not training.finite():
            raise ValueError(
                f"Training diverged in epoch {epoch + 1}: choose a smaller learning rate."
            )
        yield f"Epoch {epoch + 1:>3}: validation {_words(result)}"
        if result.cost < settings.target_cost:
            yield f"Stopped: the validation cost is below {settings.target_cost:g}."
            break
        if stopping.after_epoch(result.cost):
            yield f"Stopped: the validation cost did not fall for {settings.patience} epochs."
            break
    yield f"Test: {_words(training.evaluate(training.data.test))}"
    if arguments.out is not None:
        content = _saved(arguments.out, training, recipe | {"epochs": training.epoch})
        arguments.out.write_bytes(content)
        yield f"Saved {arguments.out}: {len(content):,} bytes"


def setup_of(arguments: argparse.Namespace) -> Setup:
    """Return the set-up that arguments of ``describe_setup`` name.

    Raises
    ------
    ValueError
        If they do not fit each other or the data.
    """
    values: dict[str, dict[str, Any]] = {spec.__name__: {} for spec in SPECS}
    for name, value in vars(arguments).items():
        spec_name, dot, field = name.partition(".")
        if dot:
            values[spec_name][field] = value
    data = DataSpec(**values["DataSpec"])
    samples = load(data).train
    sizes = (samples.x.shape[1], *arguments.layers, samples.y.shape[1])
    activations = (arguments.activation,) * len(arguments.layers) + (arguments.output,)
    network = NetworkSpec(sizes, activations, **values["NetworkSpec"])
    return Setup(data, network, TrainSpec(**values["TrainSpec"]))


def _one_epoch(training: Training, progress: Progress | None) -> None:
    epoch, n = training.epoch, len(training.data.train)
    told = 0
    while training.epoch == epoch:
        training.step()
        if progress is not None and training.position * SHARES >= told * n:
            progress(training.position / n)
            told += 1
    if progress is not None:
        progress(1.0)


def _saved(path: Path, training: Training, recipe: dict[str, Any]) -> bytes:
    """Return the file's contents, having made sure that there is a place for it."""
    save = SAVERS.get(path.suffix.lower())
    if save is None:
        raise ValueError(f"{path} must end in one of {', '.join(SAVERS)}.")
    if path.is_dir() or not path.parent.is_dir():
        raise ValueError(f"{path} cannot be written: there is no such folder, or it is one.")
    file = io.BytesIO()
    save(file, training.network, recipe, Meaning.of(training.data))
    return file.getvalue()


def _words(result: Evaluation) -> str:
    return f"cost {result.cost:.4f}, accuracy {result.accuracy:.4f}"
