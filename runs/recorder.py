"""Takes a training's steps and keeps what views and rewinding need: curves, checkpoints, looks."""

import copy
import time
from collections.abc import Sequence

from core.arrays import ByteArray
from core.training import Checkpoint, Training
from runs.checkpoints import Checkpoints
from runs.firsts import first, measured
from runs.history import Curves, Evaluated, History, Trace
from runs.observations import Observer, Wanted
from runs.stopping import Judgement, Stopping

BETWEEN = 0.4  # seconds between two measurements that are made only for whoever watches
SHARE = 0.03  # of the time that it trains, at most, goes into those
TRAIN_EVALUATED = 1000  # training samples that the training curve is measured on


class Recorder:
    """Records one training from its first step on.

    Attributes
    ----------
    history : History
        Its curves.
    checkpoints : Checkpoints
        The moments that it can go back to.
    observer : Observer
        What views see of its latest step.
    worked : float
        Seconds that it has trained; whoever trains it counts them. Of many that take turns each has
        only its own to spend.
    watching : set of str
        The names in ``observations.OBSERVED`` that somebody wanted when the latest frame was made.
    notice : str
        Why training is to stop now, if it is.
    """

    def __init__(
        self, training: Training, wanted: Wanted, most_bytes: int, pinned: ByteArray | None
    ) -> None:
        n, m = len(training.data.train), training.settings.batch_size
        self.training = training
        self.history = History(-(-n // m), training.network.L)
        self.checkpoints = Checkpoints(most_bytes=most_bytes)
        self.checkpoints.add(training.checkpoint())
        self.observer = Observer(training, self.history)
        self.observer.pinned = pinned
        self.observer.answer_pinned()
        self.watching: frozenset[str] = frozenset()
        self.notice = ""
        self.worked = 0.0
        self._wanted = wanted
        self._stopping = Stopping(training)
        self._evaluated = training.data.train[:TRAIN_EVALUATED]
        self._keep_at = 0  # the step after which something is to be kept
        self._between_at = 0.0  # when somebody who watches is to see the next measurement,
        self._paid_at = 0.0  # and how much it has to have worked until then
        self._evaluate()

    def look_again(self, also: frozenset[str] = frozenset()) -> None:
        """Find out what somebody wants to see from now on, and ``also`` that."""
        self.watching = self._wanted.now() | also

    def step(self, *, shown: bool) -> None:
        """Do one mini-batch; ``shown`` tells that a frame follows."""
        training = self.training
        if shown or "layers" in self.watching:
            self.observer.step(self.watching, shown=shown)
        else:
            training.step()
        if training.steps >= self._keep_at or not training.position:
            self._keep()

    def _keep(self) -> None:
        """Keep what is due after the step just done, and note when something is due again."""
        training, history, steps = self.training, self.history, self.training.steps
        if self.checkpoints.wants(steps):
            self.checkpoints.add(training.checkpoint())
        if history.wants_batch(steps):
            history.batches.add(training.epochs_done, training.batch.cost())
        if history.wants_pinned(steps):
            self.observer.answer_pinned()
        if history.wants_evaluation(steps, training.epoch, training.position):
            self._evaluate()
        self._keep_at = min(self.checkpoints.next(steps), history.next(steps))

    def _evaluate(self) -> None:
        if not self._stopping.sound():
            return  # whoever trains asks ``sound`` soon
        row = self._measure()
        self.history.add_evaluation(self.training.steps, row)
        self.notice = self._stopping.evaluated(row.cost)

    def _measure(self) -> Evaluated[float]:
        training = self.training
        measure = first if training.steps == 0 else measured
        train, held_out, seconds = measure(training, self._evaluated)
        self.observer.evaluated(self.watching)
        self._between_at = time.perf_counter() + BETWEEN
        self._paid_at = self.worked + seconds / SHARE
        return Evaluated(
            epoch=training.epochs_done,
            train_cost=train.cost,
            cost=held_out.cost,
            train_accuracy=train.accuracy,
            accuracy=held_out.accuracy,
        )

    def look_between(self) -> None:
        """Measure once more if somebody watches and it is long since: a slow run stands still."""
        watched = self.watching & {"between", "answers"} and self.training.position
        due = self.worked >= self._paid_at and time.perf_counter() >= self._between_at
        if watched and due and self._stopping.sound():
            self.history.between.add(*self._measure())

    def edited(self) -> None:
        """After parameters were set by hand: measure, and have what was before be gone for good."""
        self._stopping.trust()
        self.checkpoints.add(self.training.checkpoint())
        self._evaluate()
        self.notice = ""

    def sound(self) -> bool:
        """Tell whether no weight has grown beyond all bounds."""
        return self._stopping.sound()

    def bring_back(self) -> tuple[Checkpoint, str]:
        """After divergence go back to where all was sound; return it, and what to tell."""
        back, trouble = self._stopping.bring_back()
        self.history.rewind(back.steps, self.training.epochs_done)
        self.observer.forget()
        self.checkpoints.add(back)
        self._keep_at = 0
        return back, trouble

    def pin(self, image: ByteArray | None) -> None:
        """Keep the outputs for this picture over time, from now on."""
        self.observer.pinned = image
        self.history.pinned = Trace(11)
        self._keep_at = 0
        self.observer.answer_pinned()

    def judgement(self) -> Judgement:
        """Return what early stopping has seen."""
        return self._stopping.judgement()

    def go_on(
        self,
        curves: Curves,
        moments: Sequence[Checkpoint],
        every: int,
        seen: Judgement,
        latest: Checkpoint,
    ) -> None:
        """Go on from ``latest`` as one who has recorded so much; ``every`` is the checkpoints'."""
        self.history.fill(curves)
        self.checkpoints.fill(moments, every)
        self.training.restore(latest)
        self._stopping.go_on(seen, latest)
        self._keep_at = 0

    def take_over(self, other: "Recorder", checkpoint: Checkpoint) -> None:
        """Go on from ``checkpoint`` with what ``other`` recorded up to it."""
        self.training.restore(checkpoint)
        self.history = copy.deepcopy(other.history)
        self.history.rewind(checkpoint.steps, self.training.epochs_done)
        self.checkpoints = other.checkpoints.copy(checkpoint.steps)
        self.observer = Observer(self.training, self.history)
        self.observer.start = other.observer.start
        self.observer.pinned = other.observer.pinned
        self._stopping.take_over(other._stopping, checkpoint)
