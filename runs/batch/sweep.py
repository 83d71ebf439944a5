"""What is to be run: a set-up, how many seeds, and one or two settings with their values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from core.data.load import load
from core.specs import Setup
from core.training import fit
from runs.batch.axes import AXES

MOST_SEEDS = 200
MOST_VALUES = 30
MOST_RUNS = 2000
MOST_EPOCHS = 100_000
LEAST_MEASURED, MEASURED = 10, 100  # moments besides the first
_SEEDS = 2**32


@dataclass(frozen=True)
class Axis:
    """A setting of ``AXES`` by name, and the values that it takes."""

    name: str
    values: tuple[Any, ...]

    def __post_init__(self) -> None:
        if self.name not in AXES:
            raise ValueError(f"There is no setting {self.name!r}; there are {', '.join(AXES)}.")
        read = tuple(dict.fromkeys(AXES[self.name].read(value) for value in self.values))
        if not 1 <= len(read) <= MOST_VALUES:
            raise ValueError(f"{self.label} takes 1 to {MOST_VALUES} values, not {len(read)}.")
        object.__setattr__(self, "values", read)

    @property
    def label(self) -> str:
        """What it is called on screen."""
        return AXES[self.name].about.label

    def words(self, value: Any) -> str:
        """Return a value as it stands on the axis."""
        return AXES[self.name].words(value)


@dataclass(frozen=True)
class Sweep:
    """All that decides what comes out; the same sweep gives the same numbers again.

    Runs are counted through: run ``cell * seeds + i`` has the cell's values and seed number i.

    Parameters
    ----------
    setup : Setup
        Where all runs agree.
    seeds : int
        How many runs each cell has; the first has the set-up's own seed, then one more each.
    epochs : int
        How long each run is. What else would stop a run is not heeded.
    axes : none, one or two

    Raises
    ------
    ValueError
        If a number is out of range, or a cell's settings do not go together.
    """

    setup: Setup
    seeds: int = 20
    epochs: int = 30
    axes: tuple[Axis, ...] = ()

    def __post_init__(self) -> None:
        _between("The number of seeds", self.seeds, MOST_SEEDS)
        _between("The number of epochs", self.epochs, MOST_EPOCHS)
        names = [axis.name for axis in self.axes]
        if len(names) > 2 or len(set(names)) < len(names):
            raise ValueError("A sweep has at most two settings, and not the same one twice.")
        if len(self) > MOST_RUNS:
            raise ValueError(f"That makes {len(self):,} runs; at most {MOST_RUNS:,} are possible.")
        for axis in self.axes:
            if not AXES[axis.name].suits(self.setup):
                raise ValueError(f"{axis.label}: this set-up has no such thing.")
        for cell in range(len(self.cells)):
            setup = self.at(cell, 0)
            data = load(setup.data)
            fit(setup.network, data)
            if setup.settings.batch_size > len(data.train):
                raise ValueError(
                    f"A mini-batch of {setup.settings.batch_size:,} is larger than the "
                    f"{len(data.train):,} training samples."
                )

    def __len__(self) -> int:
        return self.seeds * len(self.cells)

    @property
    def cells(self) -> list[tuple[Any, ...]]:
        """The values of each cell, one for each axis; the last axis runs fastest."""
        return list(product(*(axis.values for axis in self.axes)))

    def at(self, cell: int, i: int) -> Setup:
        """Return the set-up of a cell with its i-th seed."""
        setup = self.setup
        for axis, value in zip(self.axes, self.cells[cell], strict=True):
            setup = AXES[axis.name].put(setup, value)
        seed = (setup.settings.seed + i) % _SEEDS
        return setup._replace(settings=replace(setup.settings, seed=seed))

    def setups(self) -> Iterator[Setup]:
        """Yield the set-up of every run, in order."""
        for cell in range(len(self.cells)):
            for i in range(self.seeds):
                yield self.at(cell, i)

    def words(self, cell: int) -> str:
        """Say what sets a cell apart."""
        values = zip(self.axes, self.cells[cell], strict=True)
        return ", ".join(f"{axis.label} {axis.words(value)}" for axis, value in values)


def moments(epochs: int) -> Sequence[float]:
    """Return after how many epochs runs are measured, besides at first; the last is the end.

    They are whole epochs where these are enough; of short runs, parts of epochs.
    """
    parts = min(epochs, MEASURED)
    if parts < LEAST_MEASURED:
        return [epochs * i / LEAST_MEASURED for i in range(1, LEAST_MEASURED + 1)]
    return [float(round(epochs * i / parts)) for i in range(1, parts + 1)]


def _between(what: str, value: object, high: int) -> None:
    if type(value) is not int or not 1 <= value <= high:
        raise ValueError(f"{what} must be between 1 and {high:,}, not {value!r}.")
