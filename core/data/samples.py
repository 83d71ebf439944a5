"""What a network learns from: samples, and the parts of a data set."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.arrays import ByteArray, FloatArray, IntArray

Feature = Callable[[FloatArray, FloatArray], FloatArray]


@dataclass(frozen=True, eq=False)
class Samples:
    """n samples: inputs x (n, n_0), targets y (n, n_L), classes ``labels`` (n,).

    Images stay uint8; ``scale`` brings them to 0..1 when a mini-batch is gathered. Where targets
    are quantities, not classes (regression), ``labels`` is None.
    """

    x: ByteArray | FloatArray
    y: FloatArray
    labels: IntArray | None
    scale: float = 1.0

    def __post_init__(self) -> None:
        for array in (self.x, self.y, self.labels):
            if array is not None:
                array.flags.writeable = False

    def __len__(self) -> int:
        return len(self.x)

    def __getitem__(self, rows: slice | IntArray) -> "Samples":
        labels = None if self.labels is None else self.labels[rows]
        return Samples(self.x[rows], self.y[rows], labels, self.scale)


@dataclass(frozen=True)
class Unit:
    """What numbers were before they were scaled: ``middle`` where they are 0, ``spread`` at 1."""

    middle: float = 0.0
    spread: float = 1.0

    def own(self, value: float) -> float:
        """Return a scaled number as it was."""
        return self.middle + self.spread * value


@dataclass(frozen=True, slots=True)
class Entry:
    """What one says of a sample: a number, ``low`` to ``high`` among those known, or a word.

    ``usual`` is the mean, or the place of the commonest among ``words``. Of words, each is an input
    of its own, unless they are ``two``: of what is true or false the place is the input.
    """

    name: str
    low: float
    high: float
    usual: float
    whole: bool = False
    words: tuple[str, ...] = ()
    two: bool = False


@dataclass(frozen=True, eq=False)
class Plane:
    """How samples lie in a plane that can be drawn.

    Attributes
    ----------
    features : by label
        What the inputs are: functions of both coordinates, (n,) each, in order.
    train, held_out : (n, 2)
        The points of the training samples, and of those that validate.
    low, high : float
        The square worth looking at: from ``low`` to ``high`` in both directions.
    units : pair of Unit
        What the coordinates are in the data's own units.
    """

    features: Mapping[str, Feature]
    train: FloatArray
    held_out: FloatArray
    low: float
    high: float
    units: tuple[Unit, Unit] = (Unit(), Unit())

    def inputs(self, points: FloatArray) -> FloatArray:
        """Return what a network is given for points (n, 2): (n, n_0) float32."""
        columns = [feature(points[:, 0], points[:, 1]) for feature in self.features.values()]
        return np.stack(columns, axis=1).astype(np.float32)


@dataclass(frozen=True, eq=False)
class Dataset:
    """Training, validation and test samples, and what inputs and outputs are called.

    ``image_shape`` is the (height, width) of inputs that are pictures; ``plane`` is there for data
    that can be drawn as points. ``class_names`` tells what labels mean where that is not what the
    outputs are called: one output tells two classes apart. ``unit`` is that of quantities,
    ``input_units`` are those of the inputs; none where inputs are as they were. ``entries`` are
    what one fills in to ask about a sample, in the order of the inputs.
    """

    train: Samples
    validation: Samples
    test: Samples
    input_names: tuple[str, ...]
    output_names: tuple[str, ...]
    image_shape: tuple[int, int] | None = None
    plane: Plane | None = None
    class_names: tuple[str, ...] = ()
    unit: Unit = Unit()
    input_units: tuple[Unit, ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def regression(self) -> bool:
        """Whether targets are quantities, not classes."""
        return self.train.labels is None

    @property
    def graded(self) -> bool:
        """Whether there is accuracy, or R²: targets that are all the same have no variance."""
        return not self.regression or bool(np.ptp(self.validation.y, axis=0).any())

    @property
    def held_out(self) -> bool:
        """Whether the samples that validate are others than those that train."""
        return self.validation is not self.train

    def inputs_for(self, values: Sequence[float]) -> FloatArray:
        """Return what a network is given, (1, n_0), for a sample with these ``entries``.

        Values are in the data's own units; a word is its place among the words.
        """
        own: list[float] = []
        for entry, value in zip(self.entries, values, strict=True):
            if entry.words and not entry.two:
                own += [float(place == value) for place in range(len(entry.words))]
            else:
                own.append(value)
        units = self.input_units or (Unit(),) * len(own)
        scaled = [(v - unit.middle) / unit.spread for v, unit in zip(own, units, strict=True)]
        return np.array([scaled], np.float32)


def one_hot(labels: IntArray, n: int) -> FloatArray:
    """Return (m, n) float32 targets with a 1 in each label's column."""
    y = np.zeros((len(labels), n), np.float32)
    y[np.arange(len(labels)), labels] = 1
    return y


def split(everything: Samples, share: float, rng: np.random.Generator) -> tuple[Samples, Samples]:
    """Deal samples out at random: about ``share`` of them for training, at least one for each."""
    n = len(everything)
    order = rng.permutation(n)
    cut = min(max(round(share * n), 1), n - 1)
    return everything[order[:cut]], everything[order[cut:]]
