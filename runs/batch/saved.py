"""What came of a sweep as a file, and back: JSON, so that nothing in it can be run."""

import json
from collections.abc import Sequence
from typing import Any

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.batch.batch import Outcome
from runs.batch.sweep import MEASURED, Axis, Sweep
from runs.batch.work import Row

FORMAT, VERSION = "Backprop Playground sweep", 1
_MOST_ROWS = MEASURED + 2  # of a run


def to_file(sweep: Sweep, outcomes: Sequence[Outcome]) -> bytes:
    """Return a sweep with its results as bytes."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "setup": [part.to_json() for part in sweep.setup],
        "seeds": sweep.seeds,
        "epochs": sweep.epochs,
        "axes": [{"name": axis.name, "values": axis.values} for axis in sweep.axes],
        "runs": [
            {"rows": one.rows, "diverged": one.diverged, "done": one.done} for one in outcomes
        ],
    }
    return json.dumps(told).encode()


def from_file(content: bytes) -> tuple[Sweep, tuple[Outcome, ...]]:
    """Return what ``to_file`` wrote.

    Raises
    ------
    ValueError
        With words for the visitor, if it is no such file, or makes no sense.
    """
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ValueError("This is no file of results: it is not JSON.") from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise ValueError("This is no file of results: save one under “Share and export”.")
    if told.get("version") != VERSION:
        raise ValueError("This file of results was saved by another version.")
    try:
        data, network, settings = told["setup"]
        setup = Setup(
            DataSpec.from_json(data), NetworkSpec.from_json(network), TrainSpec.from_json(settings)
        )
        axes = tuple(Axis(axis["name"], tuple(axis["values"])) for axis in told["axes"])
        sweep = Sweep(setup, told["seeds"], told["epochs"], axes)
        runs = told["runs"]
        if len(runs) != len(sweep):
            raise ValueError(f"it has {len(runs):,} runs where {len(sweep):,} are described")
        return sweep, tuple(_outcome(sweep, n, run) for n, run in enumerate(runs))
    except ValueError as error:
        raise ValueError(f"This file of results makes no sense: {error}") from error
    except (KeyError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError("This file of results makes no sense: something is missing.") from error


def _outcome(sweep: Sweep, number: int, told: dict[str, Any]) -> Outcome:
    cell, i = divmod(number, sweep.seeds)
    rows = tuple(Row(*map(_number, row)) for row in told["rows"])
    if len(rows) > _MOST_ROWS:
        raise ValueError(f"run {number} was measured {len(rows):,} times")
    diverged = None if told["diverged"] is None else _number(told["diverged"])
    if type(told["done"]) is not bool:
        raise ValueError(f"run {number} does not say whether it is done")
    seed = sweep.at(cell, i).settings.seed
    return Outcome(number, cell, seed, rows, diverged, told["done"])


def _number(value: object) -> float:
    if type(value) not in (int, float):
        raise ValueError(f"{value!r:.40} is no number")
    return float(value)  # type: ignore[arg-type]
