"""What views see of a run: a frame, and a look at it."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray
from core.network import Batch, Network
from core.samples import Dataset
from core.specs import NetworkSpec
from core.training import Checkpoint
from runs import observations
from runs.history import Mark
from runs.observations import Answers

PROBED = 250  # validation samples whose activations views may see


@dataclass(frozen=True, eq=False)
class Frame:
    """A run at one moment; made by the run, never changed.

    ``version`` changes whenever anything in the frame does. ``epochs`` (5, k), ``batches`` (2, k)
    and ``layers`` (1 + 2L, k) are the history's traces. ``parameters`` and ``start``, those before
    the first step, are flat. ``gradient``, ``before`` and ``answers`` are None until somebody
    wanted them observed; see ``runs.observations``.
    """

    version: int
    steps: int
    epoch: int
    position: int
    train_size: int
    seconds: float
    samples_per_second: float
    playing: bool
    trouble: str
    parameters: FloatArray
    start: FloatArray
    epochs: NDArray[np.float32]
    batches: NDArray[np.float32]
    layers: NDArray[np.float32]
    marks: tuple[Mark, ...]
    gradient: FloatArray | None = None
    before: FloatArray | None = None
    answers: Answers | None = None

    @property
    def epochs_done(self) -> float:
        """Epochs, the present one as a fraction."""
        return self.epoch + self.position / self.train_size

    def at(self, checkpoint: Checkpoint) -> "Frame":
        """Return the frame of an earlier moment of the same run, its curves up to there."""
        epochs_done = checkpoint.epoch + checkpoint.position / self.train_size

        def until(trace: NDArray[np.float32]) -> NDArray[np.float32]:
            return trace[:, trace[0] <= np.float32(epochs_done)]

        return replace(
            self,
            version=-1 - checkpoint.steps,  # no version of the run's own
            steps=checkpoint.steps,
            epoch=checkpoint.epoch,
            position=checkpoint.position,
            samples_per_second=0.0,
            playing=False,
            parameters=checkpoint.parameters,
            epochs=until(self.epochs),
            batches=until(self.batches),
            layers=until(self.layers),
            marks=tuple(mark for mark in self.marks if mark.epoch <= epochs_done),
            gradient=None,
            before=None,
            answers=None,
        )


class Look:
    """One frame with all that views derive from it, computed once for all views and viewers.

    Parameters
    ----------
    key : str
        The run's key.
    """

    def __init__(self, key: str, spec: NetworkSpec, data: Dataset, frame: Frame) -> None:
        self.key, self.spec, self.data, self.frame = key, spec, data, frame
        self._kept: dict[Hashable, bytes] = {}

    @cached_property
    def network(self) -> Network:
        """The network as it was; nobody trains it."""
        return Network(self.spec, self.frame.parameters)

    @cached_property
    def start(self) -> Network:
        """The network before the first step."""
        return Network(self.spec, self.frame.start)

    @cached_property
    def probe(self) -> Batch:
        """The first ``PROBED`` validation samples on their way through the network: x, z, a."""
        return self._probed(self.network)

    @cached_property
    def start_probe(self) -> Batch:
        """The same samples on their way through the network before the first step."""
        return self._probed(self.start)

    def _probed(self, network: Network) -> Batch:
        samples = self.data.validation[:PROBED]
        batch = Batch(network, len(samples))
        np.multiply(samples.x, samples.scale, out=batch.x, casting="unsafe")
        batch.y[...] = samples.y
        with np.errstate(all="ignore"):
            batch.forward()
        return batch

    @cached_property
    def answers(self) -> Answers:
        """Answers to the validation samples, at the latest evaluation if they were observed."""
        if self.frame.answers is not None:
            return self.frame.answers
        with np.errstate(all="ignore"):
            return observations.answers(self.network, self.data.validation)

    def once(self, what: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return what ``make`` returns, made at most once for this look."""
        if what not in self._kept:
            self._kept[what] = make()
        return self._kept[what]
