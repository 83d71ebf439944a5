"""The arguments of ``python -m runs.batch``, and its answers as lines."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from core.commands import Parser, describe_setup, positive, setup_of
from core.formats.sweep_script import sweep_script
from runs.batch.axes import AXES
from runs.batch.batch import State
from runs.batch.results import as_csv, cells, diverged, stuck
from runs.batch.sweep import Axis, Sweep

THRESHOLD = 0.9


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments; a wrong one ends the program with one line and exit code 2."""
    parser = Parser(
        prog="python -m runs.batch",
        description="The same set-up with many seeds, and settings against each other.",
        allow_abbrev=False,
    )
    describe_setup(parser)
    add = parser.add_argument
    names = ", ".join(AXES)
    add("--seeds", type=positive, default=10, metavar="N", help="runs of each cell (10)")
    add("--epochs", type=positive, default=10, metavar="N", help="how long each run is (10)")
    add(
        "--sweep",
        action="append",
        default=[],
        metavar="NAME=V,V",
        help=f"values of a setting; at most two of them. Names: {names}",
    )
    add(
        "--threshold",
        type=float,
        default=THRESHOLD,
        metavar="A",
        help=f"accuracy whose first epoch is told ({THRESHOLD})",
    )
    add("--csv", type=Path, metavar="FILE", help="a line for each run")
    add("--script", type=Path, metavar="FILE", help="a Python file that does all of it again")
    return parser.parse_args(argv)


def sweep_of(arguments: argparse.Namespace) -> Sweep:
    """Return what is asked for.

    Raises
    ------
    ValueError
        If it makes no sense.
    """
    axes = []
    for text in arguments.sweep:
        name, between, values = text.partition("=")
        if not between:
            raise ValueError(f"A sweep is written as eta=0.1,1 for instance, not {text!r}.")
        axes.append(Axis(name, tuple(values.split(","))))
    return Sweep(setup_of(arguments), arguments.seeds, arguments.epochs, tuple(axes))


def table(sweep: Sweep, state: State, threshold: float) -> Iterator[str]:
    """Yield a table with a line for each cell, then what is to be said of all."""
    outcomes = state.outcomes
    heads = [*(axis.name for axis in sweep.axes), "accuracy", "cost", f"epochs to {threshold:g}"]
    rows = [[*heads, "diverged"]]
    for values, cell in zip(sweep.cells, cells(sweep, outcomes, threshold), strict=True):
        words = [axis.words(value) for axis, value in zip(sweep.axes, values, strict=True)]
        epochs = "never" if np.isnan(cell.epochs) else f"{cell.epochs:g}"
        some = f"{epochs} ({cell.arrived} of {cell.runs})"
        gone = f"{cell.diverged} of {cell.runs}"
        rows.append([*words, f"{cell.accuracy:.4f}", f"{cell.cost:.4f}", some, gone])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(text.rjust(width) for text, width in zip(row, widths, strict=True))
    starts = range(0, len(outcomes), sweep.seeds)
    slow = sum(len(stuck(outcomes[start : start + sweep.seeds])) for start in starts)
    lost = len(diverged(outcomes))
    yield (
        f"{len(sweep):,} runs in {state.seconds:.1f} seconds; medians over {sweep.seeds} seeds. "
        f"{slow} got stuck, {lost} diverged."
    )


def files(arguments: argparse.Namespace, sweep: Sweep, state: State) -> Iterator[str]:
    """Write the files that were asked for, and tell."""
    if arguments.csv is not None:
        arguments.csv.write_bytes(as_csv(sweep, state.outcomes, arguments.threshold))
        yield f"Saved {arguments.csv}"
    if arguments.script is not None:
        arguments.script.write_text(script(sweep), encoding="utf-8")
        yield f"Saved {arguments.script}"


def script(sweep: Sweep) -> str:
    """Return the sweep as one Python file."""
    return sweep_script(
        sweep.setup,
        [axis.name for axis in sweep.axes],
        [(values, sweep.at(cell, 0)) for cell, values in enumerate(sweep.cells)],
        [sweep.at(0, i).settings.seed for i in range(sweep.seeds)],
        sweep.epochs,
    )
