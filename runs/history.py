"""The curves of a run: what was measured at which step, in bounded memory."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

V = TypeVar("V")

TRACES = ("epochs", "batches", "layers", "between", "pinned")
MAX_POINTS = 500
FIRST = 1 / 100  # of an epoch: the second measurement; from there they grow apart until one epoch
GROWTH = 1.3


@dataclass
class Trace:
    """Rows (epoch, value, ...) of one kind, thinned evenly when they grow too many.

    ``stride`` doubles with each thinning: whoever adds rows asks ``due`` first, and so measures
    half as often from then on. Which rows are kept depends on their number only, never on time,
    so the same run always has the same curves.
    """

    columns: int
    stride: int = 1

    def __post_init__(self) -> None:
        self._count = 0
        self._values = np.empty((self.columns, MAX_POINTS + 1), np.float64)

    def __len__(self) -> int:
        return self._count

    def due(self, index: int) -> bool:
        """Tell whether the measurement with this running number is to be kept."""
        return index % self.stride == 0

    def add(self, *row: float) -> None:
        """Append one row."""
        self._values[:, self._count] = row
        self._count += 1
        if self._count > MAX_POINTS:
            self._keep(slice(None, None, 2))
            self.stride *= 2

    def rewind(self, epoch: float) -> None:
        """Forget rows later than ``epoch``."""
        self._keep(self._values[0, : self._count] <= epoch)

    def _keep(self, which: slice | NDArray[np.bool_]) -> None:
        kept = self._values[:, : self._count][:, which]
        self._count = kept.shape[1]
        self._values[:, : self._count] = kept.copy()

    @property
    def rows(self) -> NDArray[np.float64]:
        """All rows as they were added, (columns, rows), a copy."""
        return self._values[:, : self._count].copy()

    def fill(self, rows: NDArray[np.float64], stride: int) -> None:
        """Take back what ``rows`` and ``stride`` were.

        Raises
        ------
        ValueError
            If they are not of such a trace.
        """
        columns, count = rows.shape
        if columns != self.columns or count > MAX_POINTS or stride < 1:
            raise ValueError(f"{columns} × {count} values are no trace of {self.columns} columns.")
        self._values[:, :count] = rows
        self._count, self.stride = count, stride

    def array(self) -> NDArray[np.float32]:
        """Return (columns, rows) float32, a copy."""
        return self._values[:, : self._count].astype(np.float32)


@dataclass(frozen=True, eq=False)
class Curves:
    """A history as plain data: rows and stride of each trace, and when was evaluated early on."""

    rows: Mapping[str, NDArray[np.float64]]
    strides: Mapping[str, int]
    early: Sequence[int]


class Evaluated(NamedTuple, Generic[V]):
    """Cost and accuracy on training and on validation samples: numbers, or whole curves (k,).

    For quantities (regression) R² stands in the place of accuracy.
    """

    epoch: V
    train_cost: V
    cost: V
    train_accuracy: V
    accuracy: V


class History:
    """Everything measured in one run.

    Attributes
    ----------
    epochs : Trace
        Rows of ``Evaluated``.
    batches : Trace
        (epoch, cost of one mini-batch): the faint, noisy line.
    layers : Trace
        (epoch, ‖∂C/∂wˡ‖ for l = 1..L, ‖Δwˡ‖ / ‖wˡ‖ for l = 1..L); rows only while it was watched.
    between : Trace
        Rows of ``Evaluated`` measured by the clock between those of ``epochs``, for whoever
        watches: pictures move by them, nothing is decided by them or exported.
    pinned : Trace
        (epoch, output for each of ten digits): answers to a drawing that a visitor pinned.
    """

    def __init__(self, steps_per_epoch: int, L: int = 0) -> None:
        self.epochs = Trace(len(Evaluated._fields))
        self.batches = Trace(2)
        self.layers = Trace(1 + 2 * L)
        self.between = Trace(len(Evaluated._fields))
        self.pinned = Trace(11)
        self._batch_every = max(1, steps_per_epoch // 50)
        self._steps_per_epoch = steps_per_epoch
        self._early: list[int] = []  # steps of the first epoch after which was evaluated

    def curves(self) -> Curves:
        """Return all of it as plain data, a copy."""
        traces = {name: getattr(self, name) for name in TRACES}
        return Curves(
            {name: trace.rows for name, trace in traces.items()},
            {name: trace.stride for name, trace in traces.items()},
            tuple(self._early),
        )

    def fill(self, curves: Curves) -> None:
        """Take back what ``curves`` gave.

        Raises
        ------
        ValueError
            If they are not of such a run.
        """
        for name in TRACES:
            getattr(self, name).fill(curves.rows[name], curves.strides[name])
        self._early = list(curves.early)

    def next(self, step: int) -> int:
        """Return the step after which something is to be kept next, if no epoch ends before."""
        early = [math.ceil(self._next_early())] if step < self._steps_per_epoch else []
        traces = (self.batches, self.pinned) if len(self.pinned) else (self.batches,)
        due = [step - step % every + every for every in map(self._every, traces)]
        return max(step + 1, min(due + early))

    def wants_evaluation(self, step: int, epoch: int, position: int) -> bool:
        """Tell whether to evaluate after this step: each epoch's end, and often early on."""
        if position == 0:
            return self.epochs.due(epoch)
        return step < self._steps_per_epoch and step >= self._next_early()

    def add_evaluation(self, step: int, row: Evaluated[float]) -> None:
        """Keep one row of ``epochs``, taken after ``step``."""
        self.epochs.add(*row)
        if step < self._steps_per_epoch:
            self._early.append(step)

    def _next_early(self) -> float:
        first = max(1.0, FIRST * self._steps_per_epoch)
        return max(first, self._early[-1] * GROWTH) if self._early else 0.0

    def wants_batch(self, step: int) -> bool:
        """Tell whether to keep this mini-batch's cost."""
        return step % self._every(self.batches) == 0

    def wants_layers(self, step: int) -> bool:
        """Tell whether to keep this step's norms and ratios, if anybody watches them."""
        return step % self._every(self.layers) == 0

    def wants_pinned(self, step: int) -> bool:
        """Tell whether to keep this step's answer to the pinned drawing, if there is one."""
        return step % self._every(self.pinned) == 0

    def _every(self, trace: Trace) -> int:
        return self._batch_every * trace.stride

    def rewind(self, step: int, epoch: float) -> None:
        """Forget what was measured after ``step``, which is at ``epoch`` (with its fraction)."""
        self.epochs.rewind(epoch)
        self.batches.rewind(epoch)
        self.layers.rewind(epoch)
        self.between.rewind(epoch)
        self.pinned.rewind(epoch)
        self._early = [early for early in self._early if early <= step]
