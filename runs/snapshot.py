"""What views see of a run: a frame, and a look at it."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.arrays import FloatArray
from core.data.samples import Dataset
from core.evaluation import evaluate, ignorance
from core.explain.diagnostics import Health, health
from core.network import Batch, Network
from core.specs import NetworkSpec, TrainSpec
from core.training import Checkpoint
from runs import observations
from runs.course import Course
from runs.history import Evaluated
from runs.interventions import interventions
from runs.landscapes import Surveyed, Wish
from runs.observations import Answers, Step
from runs.past_step import Repeated
from runs.story import Change, Mark


@dataclass(frozen=True, eq=False)
class Snapshot:
    """A run at one moment; made by the run, never changed.

    ``version`` changes whenever anything in the frame does. ``trouble`` tells how the run failed,
    ``notice`` why it stopped as it was told to. ``epochs`` and ``between``, (k,) each, ``batches``
    (2, k) and ``layers`` (1 + 2L, k) are the history's traces. ``parameters`` and ``start``, those
    before the first step, are flat. ``changes`` are those of the run's story, ``marks`` those of
    them that curves show. ``gradient``, ``batch`` and ``answers`` are None until somebody wanted
    them observed; see ``runs.observations``. ``pinned`` (11, k) are the ten outputs for the pinned
    drawing over time, None if there is none. ``checkpoints`` are the steps after which the run can
    be seen again; such a frame of the past has the present one in ``now``. ``renewed`` counts how
    often more became known around a run that rests: nothing in it has changed.
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
    notice: str
    settings: TrainSpec
    parameters: FloatArray
    start: FloatArray
    epochs: Evaluated[NDArray[np.float32]]
    between: Evaluated[NDArray[np.float32]]
    batches: NDArray[np.float32]
    layers: NDArray[np.float32]
    marks: tuple[Mark, ...]
    changes: tuple[Change, ...]
    checkpoints: tuple[int, ...]
    now: "Snapshot | None" = None
    gradient: FloatArray | None = None
    batch: Step | None = None
    answers: Answers | None = None
    pinned: NDArray[np.float32] | None = None
    renewed: int = 0

    @property
    def epochs_done(self) -> float:
        """Epochs, the present one as a fraction."""
        return self.epoch + self.position / self.train_size

    @property
    def reached(self) -> NDArray[np.bool_]:
        """Which rows of ``epochs`` were measured by then, (k,)."""
        return self.epochs.epoch <= np.float32(self.epochs_done)

    def _until(self, epoch: NDArray[np.float32]) -> int:
        """Return how many of these rows were measured by then; their order is that of time."""
        done = np.float32(self.epochs_done)
        if not len(epoch) or epoch[-1] <= done:  # so it is but in frames of the past
            return len(epoch)
        return int(np.searchsorted(epoch, done, side="right"))

    @cached_property
    def measured(self) -> Evaluated[float]:
        """What was measured latest by then, at its time or between."""
        latest = max(0, self._until(self.epochs.epoch) - 1)
        row = Evaluated(*(float(curve[latest]) for curve in self.epochs))
        between = self._until(self.between.epoch)
        if between and self.between.epoch[between - 1] > row.epoch:
            row = Evaluated(*(float(curve[between - 1]) for curve in self.between))
        return row

    def at(self, checkpoint: Checkpoint) -> "Snapshot":
        """Return the frame of an earlier moment of the same run; its curves stay whole."""
        return replace(
            self,
            version=-1 - checkpoint.steps,  # no version of the run's own
            steps=checkpoint.steps,
            epoch=checkpoint.epoch,
            position=checkpoint.position,
            samples_per_second=0.0,
            playing=False,
            settings=checkpoint.settings,
            parameters=checkpoint.parameters,
            now=self,
            gradient=None,
            batch=None,
            answers=None,
        )


class Look:
    """One frame with all that views derive from it, computed once for all views and viewers.

    Parameters
    ----------
    key : str
        The run's key.
    following : () -> Repeated, optional
        In a look at the past: takes the step that follows that moment again.
    landscape : (Wish) -> Surveyed, optional
        Returns what is known of the cost around the run, and has more of it measured.
    """

    def __init__(
        self,
        key: str,
        spec: NetworkSpec,
        data: Dataset,
        frame: Snapshot,
        following: Callable[[], Repeated | None] | None = None,
        landscape: Callable[[Wish], Surveyed | None] | None = None,
    ) -> None:
        self.key, self.spec, self.data, self.frame = key, spec, data, frame
        self._following = following
        self._landscape = landscape
        self._landscapes: dict[Wish, Surveyed | None] = {}
        self._kept: dict[Hashable, bytes] = {}

    @cached_property
    def _step(self) -> Repeated | Snapshot | None:
        return self.frame if self._following is None else self._following()

    @property
    def gradient(self) -> FloatArray | None:
        """The latest mini-batch's gradient; in the past, that of the step which follows.

        None where nobody wanted it observed, or where that step is too large to be repeated.
        """
        return None if self._step is None else self._step.gradient

    @property
    def batch(self) -> Step | None:
        """The latest mini-batch; in the past, that of the step which follows. None as above."""
        return None if self._step is None else self._step.batch

    def landscape(self, wish: Wish) -> Surveyed | None:
        """Return what was known of the cost around the run when this look was first asked.

        More of it comes with later looks, also while the run rests.
        """
        if wish not in self._landscapes:
            known = None if self._landscape is None else self._landscape(wish)
            self._landscapes[wish] = known
        return self._landscapes[wish]

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
        """Some validation samples on their way through the network: x, z, a."""
        return observations.probe(self.network, self.data.validation)

    @cached_property
    def health(self) -> Mapping[int, Health]:
        """Each layer's share of saturated answers and of dead units, on the probed samples."""
        return health(self.network, self.probe)

    @cached_property
    def course(self) -> Course:
        """How the run has gone up to this frame."""
        frame, data = self.frame, self.data
        epoch = frame.epochs_done
        rows = Evaluated(*(curve[frame.reached].astype(np.float64) for curve in frame.epochs))
        done = interventions(
            [change for change in frame.changes if change.steps <= frame.steps],
            {mark.change for mark in frame.marks},
        )
        return Course(
            steps=frame.steps,
            epoch=epoch,
            rows=rows,
            now=self._now,
            batches=frame.batches[:, frame.batches[0] <= np.float32(epoch)].astype(np.float64),
            done=done,
            ignorance=ignorance(self.network, data.train.y[: 4 * observations.PROBED]),
        )

    def _now(self) -> Evaluated[float]:
        """Measure how the network stands, on fewer samples than a run does."""
        few = slice(observations.PROBED)
        with np.errstate(all="ignore"):
            train = evaluate(self.network, self.data.train[few])
            held_out = evaluate(self.network, self.data.validation[few])
        return Evaluated(
            self.frame.epochs_done,
            train.cost,
            held_out.cost,
            train.accuracy,
            held_out.accuracy,
        )

    @cached_property
    def start_probe(self) -> Batch:
        """The same samples on their way through the network before the first step."""
        return observations.probe(self.start, self.data.validation)

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
