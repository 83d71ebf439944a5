"""One run: a training, its history, and whether it plays."""

import copy
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from functools import partial

import numpy as np

from core.arrays import ByteArray
from core.network import Network
from core.specs import Setup, TrainSpec
from core.training import Checkpoint, Training
from runs.checkpoints import Ring
from runs.history import Change, History, Mark, Trace
from runs.observations import Observer, Wanted
from runs.past_step import Shadow
from runs.snapshot import Frame, Look
from runs.stopping import Judge

PUBLISH_EVERY = 0.04  # seconds between frames: with 0.03, painting left 5 % less to training
TRAIN_EVALUATED = 1000  # training samples that the training curve is measured on
ONE_CHANGE = 1.0  # seconds: changes of the same setting that follow closer count as one
MEMORY = 128 * 2**20  # bytes for the checkpoints of one run, unless there are many runs
MARKED = {
    "eta": "η",
    "batch_size": "batch",
    "lmbda": "λ",
    "lmbda1": "λ₁",
    "dropout": "dropout",
    "optimizer": "",
    "schedule": "schedule",
}


class Run:
    """A training that can be played, paused, stepped, reset and changed from any thread.

    ``frame`` is always there to read without waiting. Commands hold ``_lock``; ``advance`` holds
    it for one slice. Commands that arrive meanwhile stop the slice after its present step.
    """

    training: Training
    history: History
    ring: Ring
    _observer: Observer
    _look: Look
    _past: Look | None
    _shadow: Shadow
    _marked: tuple[frozenset[str], float]  # the latest change: of what, and when
    _judge: Judge

    def __init__(self, setup: Setup, pace: float | None = None) -> None:
        self.key = secrets.token_urlsafe(9)
        self._began_with = setup
        self.pace = pace  # steps a second; None: as fast as possible
        self.playing = False
        self.memory = MEMORY  # bytes for checkpoints
        self.toggled = 0  # times it was told to play or pause
        self.followed = 0  # planned changes that were made
        # told of each frame while it plays, by the thread that trains; they must not raise
        self.audience: set[Callable[[Look], None]] = set()
        self.pinned: ByteArray | None = None
        self.trouble = self.notice = ""
        self._lock = threading.RLock()
        self._waiting: set[object] = set()
        self._version = 0
        self._wanted = Wanted()
        # what was wanted when the latest frame was made
        self._watching: frozenset[str] = frozenset()
        self._stop_at: int | None = None  # the epoch to pause at
        self._planned: tuple[Change, ...] = ()
        self._start(Training(setup))

    # -- what views read ---------------------------------------------------------------

    @property
    def settings(self) -> TrainSpec:
        """The settings in force."""
        return self.training.settings

    @property
    def setup(self) -> Setup:
        """Data, network, and the settings in force."""
        return self._with(self.training.settings)

    def network(self) -> Network:
        """Return the network as the latest frame shows it: a copy that nobody trains."""
        return self.look().network

    @property
    def frame(self) -> Frame:
        """The latest frame."""
        return self._look.frame

    def look(self) -> Look:
        """Return the latest frame with what views derive from it; the same to all viewers."""
        return self._look

    def past(self, steps: int) -> Look:
        """Return how the run looked after ``steps`` steps, or at the nearest checkpoint before."""
        checkpoint, frame = self.ring.at(steps), self.frame
        if checkpoint.steps == frame.steps:
            return self.look()
        look = self._past
        if look is None or look.frame.steps != checkpoint.steps or look.frame.now is not frame:
            changes = self.history.changed_at(checkpoint.steps)
            following = partial(self._shadow.step, checkpoint, changes)
            data = self.training.data
            look = Look(self.key, self._began_with.network, data, frame.at(checkpoint), following)
            self._past = look
        return look

    def fork(self, steps: int) -> "Run":
        """Return another run that goes on from how this one was after ``steps`` steps.

        It has the settings of the next step, so it goes on bit for bit as this one did.
        """
        with self._command():
            checkpoint = self.ring.at(steps)
            other = Run(self._with(checkpoint.settings), self.pace)
            other._continue(checkpoint, self)
            return other

    def limit_memory(self, most_bytes: int) -> None:
        """Keep checkpoints of at most so many bytes from the next one on."""
        self.memory = self.ring.most_bytes = most_bytes

    def watch(self, names: Collection[str]) -> None:
        """Have ``names`` of ``runs.observations`` observed; lasts some seconds, then ask again."""
        self._wanted.want(names)

    # -- commands ----------------------------------------------------------------------

    def pin(self, image: ByteArray | None) -> None:
        """Keep ten outputs for this picture, as many bytes as there are inputs, over time.

        Raises
        ------
        ValueError
            If the network cannot take it.
        """
        sizes = self._began_with.network.sizes
        if image is not None and (image.size != sizes[0] or sizes[-1] != 10):
            raise ValueError("This run reads no digits.")
        with self._command(), np.errstate(all="ignore"):
            self.pinned = self._observer.pinned = image
            self.history.pinned = Trace(11)
            self._keep_at = 0
            self._observer.answer_pinned()
            self._publish()

    def play(self) -> None:
        """Train until paused."""
        with self._command():
            self.toggled += 1
            self.trouble = self.notice = ""
            self._stop_at = None
            self._owed_from = self._advanced = time.perf_counter()
            self._recent.clear()
            self.playing = True
            self._publish()

    def play_epoch(self) -> None:
        """Train to the end of this epoch, then pause."""
        with self._command():
            self.play()
            self._stop_at = self.training.epoch + 1

    def pause(self) -> None:
        """Stop after the present step."""
        with self._command():
            self.toggled += 1
            self.playing = False
            self._publish()

    def step(self) -> None:
        """Pause and do one mini-batch."""
        with self._command(), np.errstate(all="ignore"):
            self.playing = False
            self.trouble = self.notice = ""
            # so rare a step costs nothing, and whoever looks only now still sees what it did
            self._watching = self._wanted.now() | {"gradient", "batch"}
            self._one_step(shown=True)
            self._check()
            self._publish()

    def reset(self) -> None:
        """Back to the very same initial weights, with the settings now in force."""
        with self._command():
            if len(self.history.changes) > 1:
                self._planned = ()  # it begins otherwise than planned
            self._start(Training(self.setup))

    def change(self, settings: TrainSpec) -> None:
        """Go on with other settings.

        Raises
        ------
        ValueError
            If they do not fit the data, or differ in the seed. The run keeps the old ones.
        """
        with self._command():
            old = self.training.settings
            if not self.training.steps and _batches(settings) != _batches(old):
                self._begin_with(settings)
            else:
                self._change(settings, marked=True)
            if settings != old:
                self._planned = ()  # from here on the run is the visitor's own
            self._publish()

    def plan(self, changes: Sequence[Change]) -> None:
        """Have settings change at these very steps, as they did in another run.

        Whatever is changed by hand ends the plan.

        Raises
        ------
        ValueError
            If they do not fit the data, or the run has begun; nothing is planned then.
        """
        with self._command():
            training = self.training
            if training.steps:
                raise ValueError("Changes can be planned only before the first step.")
            began = training.settings
            try:
                for change in changes:
                    training.settings = change.settings
                self._planned = tuple(changes)
            finally:
                training.settings = began

    def story(self) -> list[Change]:
        """Return the settings that the run began with, then each change made or planned."""
        planned, made = self._planned, self.history.story()
        known = {(change.steps, change.settings) for change in made}
        return made + [c for c in planned if (c.steps, c.settings) not in known]

    def _follow_plan(self) -> None:
        while self._planned and self._planned[0].steps <= self.training.steps:
            change, *later = self._planned
            self._planned = tuple(later)
            self._change(change.settings, marked=change.marked)
            self._marked = frozenset(), 0.0  # later ones do not count as one with it
            self.followed += 1

    def _begin_with(self, settings: TrainSpec) -> None:
        """Start over before the first step: the order of samples depends on the mini-batches."""
        playing = self.playing
        self._start(Training(self._with(settings)))
        if playing:
            self.play()

    def _change(self, settings: TrainSpec, *, marked: bool) -> None:
        old = self.training.settings
        self.training.settings = settings
        self.history.changed(self.training.steps, settings)
        changed = {
            name: f"{symbol} {getattr(settings, name)}".strip()
            for name, symbol in MARKED.items()
            if getattr(settings, name) != getattr(old, name)
        }
        if changed and self.training.steps and marked:
            self._mark(changed)

    def _mark(self, changed: dict[str, str]) -> None:
        """Note what changed; a slider's many values on the way make one mark."""
        marks, now = self.history.marks, time.perf_counter()
        names, since = self._marked
        if marks and names == changed.keys() and now - since < ONE_CHANGE:
            marks.pop()
        latest = len(self.history.changes) - 1
        marks.append(Mark(self.training.epochs_done, ", ".join(changed.values()), latest))
        self._marked = frozenset(changed), now

    # -- training ----------------------------------------------------------------------

    def advance(self, seconds: float) -> bool:
        """Train for at most ``seconds``; return whether there was anything to do."""
        if self._waiting or not self.playing:
            return False
        with self._lock, np.errstate(all="ignore"):
            now = time.perf_counter()
            before = self.training.steps
            deadline = now + seconds
            slow = self.pace is not None and self.pace * PUBLISH_EVERY < 1  # each step gets a frame
            while self.playing and not self._waiting and now < deadline:
                if self.pace is not None:
                    if now < self._owed_from:
                        break
                    # a slow machine does not run up a debt of steps
                    self._owed_from = max(self._owed_from + 1 / self.pace, now - 0.05)
                shown = slow or now - self._published >= PUBLISH_EVERY
                self._one_step(shown)
                if not self.training.position:
                    self._epoch_ended()
                now = time.perf_counter()
                if shown:
                    self._finish(now)
            worked = self.training.steps != before
            if worked:
                self._check()
            # while a slow run rests, its clock goes on; not so often as to take a step's frame away
            resting = not worked and now - self._published >= 3 * PUBLISH_EVERY
            if resting or not self.playing:
                self._finish(now)
            return worked

    def _epoch_ended(self) -> None:
        if self.training.epoch in (self._stop_at, self.settings.max_epochs):
            self.playing = False

    def _finish(self, now: float) -> None:
        """See that all is sound, and make a frame."""
        self.seconds += now - self._advanced
        self._advanced = now
        self._check()
        self._publish()
        for hear in tuple(self.audience):
            hear(self._look)

    def advance_by(self, steps: int) -> None:
        """Do so many steps at once, whether it plays or not; for two runs that keep in step."""
        with self._command(), np.errstate(all="ignore"):
            for _ in range(steps):
                self._one_step(shown=False)
            self._check()
            self._publish()

    def until_next_step(self) -> float:
        """Return the seconds until a paced run owes its next step."""
        if self.pace is None:
            return 0.0
        return max(0.0, self._owed_from - time.perf_counter())

    def _one_step(self, shown: bool) -> None:
        """Do one mini-batch; ``shown`` tells that a frame follows."""
        if self._planned:
            self._follow_plan()
        training = self.training
        if shown or self._sampling:
            self._observer.step(self._watching, shown=shown)
        else:
            training.step()
        if training.steps >= self._keep_at or not training.position:
            self._keep()

    def _keep(self) -> None:
        """Keep what is due after the step just done, and note when something is due again."""
        training, history, steps = self.training, self.history, self.training.steps
        if self.ring.wants(steps):
            self.ring.add(training.checkpoint())
        if history.wants_batch(steps):
            history.batches.add(self.training.epochs_done, training.batch.cost())
        if history.wants_pinned(steps):
            self._observer.answer_pinned()
        if history.wants_evaluation(steps, training.epoch, training.position):
            self._evaluate()
        self._keep_at = min(self.ring.next(steps), history.next(steps))

    def _evaluate(self) -> None:
        training = self.training
        if not self._judge.sound():
            return  # _check deals with it
        train = training.evaluate(self._evaluated)
        held_out = training.evaluate(training.data.validation)
        self.history.add_evaluation(
            training.steps,
            (training.epochs_done, train.cost, held_out.cost, train.accuracy, held_out.accuracy),
        )
        self._observer.evaluated(self._watching)
        if notice := self._judge.evaluated(held_out.cost):
            self.playing = False
            self.notice = notice

    def _check(self) -> None:
        """After divergence: stop, say what to change, and go back to where all was sound."""
        if self._judge.sound():
            return
        back, self.trouble = self._judge.bring_back()
        self.history.rewind(back.steps, self.training.epochs_done)
        self.history.changed(back.steps, back.settings)
        self._observer.forget()
        self.ring.add(back)
        self._keep_at = 0
        self.playing = False

    def _continue(self, checkpoint: Checkpoint, other: "Run") -> None:
        """Take over what ``other`` had seen and measured up to ``checkpoint``."""
        self.training.restore(checkpoint)
        self.history = copy.deepcopy(other.history)
        self.history.rewind(checkpoint.steps, self.training.epochs_done)
        for settings in self.history.changed_at(checkpoint.steps):
            self.training.settings = settings
        self.ring = other.ring.copy(checkpoint.steps)
        self._observer = Observer(self.training, self.history)
        self._observer.start = other._observer.start
        self.pinned = self._observer.pinned = other.pinned
        self._judge.take_over(other._judge, checkpoint)
        self._publish()

    def _start(self, training: Training) -> None:
        self.training = training
        self.ring = Ring(most_bytes=self.memory)
        self.ring.add(training.checkpoint())
        self._past = None
        self._shadow = Shadow(self._began_with, training.data)
        self._evaluated = training.data.train[:TRAIN_EVALUATED]
        n, m = len(training.data.train), training.settings.batch_size
        self.history = History(-(-n // m), training.settings, training.network.L)
        self._judge = Judge(training)
        self._observer = Observer(training, self.history)
        self._observer.pinned = self.pinned
        self._observer.answer_pinned()
        self.playing = False
        self.trouble = self.notice = ""
        self.seconds = 0.0
        self._stop_at = None
        self._keep_at = 0  # the step after which something is to be kept
        self._marked = frozenset(), 0.0
        self._owed_from = 0.0
        self._advanced = 0.0
        self._published = 0.0
        self._recent: deque[tuple[float, int]] = deque(maxlen=40)
        self._evaluate()
        self._publish()

    def _publish(self) -> None:
        training, history, seen = self.training, self.history, self._observer
        now = self._published = time.perf_counter()
        self._version += 1
        self._watching = self._wanted.now()
        self._sampling = "layers" in self._watching
        frame = Frame(
            version=self._version,
            steps=training.steps,
            epoch=training.epoch,
            position=training.position,
            train_size=len(training.data.train),
            seconds=self.seconds,
            samples_per_second=self._speed(now),
            playing=self.playing,
            trouble=self.trouble,
            notice=self.notice,
            settings=training.settings,
            parameters=training.network.parameters.copy(),
            start=seen.start,
            epochs=history.epochs.array(),
            batches=history.batches.array(),
            layers=history.layers.array(),
            checkpoints=self.ring.steps,
            marks=tuple(history.marks),
            gradient=seen.gradient,
            batch=seen.batch,
            answers=seen.answers,
            pinned=None if self.pinned is None else history.pinned.array(),
        )
        self._look = Look(self.key, self._began_with.network, training.data, frame)

    def _speed(self, now: float) -> float:
        """Return samples a second over about the last second of playing."""
        done = self.training.epoch * len(self.training.data.train) + self.training.position
        self._recent.append((now, done))
        (then, before) = self._recent[0]
        return max(0.0, (done - before) / (now - then)) if now > then else 0.0

    def _with(self, settings: TrainSpec) -> Setup:
        return self._began_with._replace(settings=settings)

    def _command(self) -> "_Command":
        return _Command(self)


def _batches(settings: TrainSpec) -> tuple[int, str]:
    """Return what tells how samples are put into mini-batches."""
    return settings.batch_size, settings.optimizer


class _Command:
    """Holds a run's lock; while one waits, the run's slice ends after its present step."""

    def __init__(self, run: Run) -> None:
        self.run = run

    def __enter__(self) -> None:
        self.run._waiting.add(self)
        self.run._lock.acquire()
        self.run._waiting.discard(self)

    def __exit__(self, *_: object) -> None:
        self.run._lock.release()
