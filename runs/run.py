"""One run: a training that plays, pauses, steps and changes at a command from any thread."""

import copy
import secrets
import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar, Self

import numpy as np

from core import edits as edits_of
from core.arrays import ByteArray, FloatArray
from core.edits import Edit
from core.network import Network
from core.specs import Setup, TrainSpec
from core.training import Checkpoint, Training
from runs.audience import Audience
from runs.checkpoints import Checkpoints
from runs.history import Evaluated, History
from runs.landscapes import Landscapes, Now
from runs.observations import Wanted
from runs.pace import Pace
from runs.past_step import PastStep
from runs.recorder import Recorder
from runs.saved import Saved, Summary
from runs.snapshot import Look, Snapshot
from runs.stopwatch import Stopwatch
from runs.story import Change, Story

PUBLISH_EVERY = 0.039  # seconds between frames: with 0.03, painting left 5 % less to training
MEMORY = 128 * 2**20  # bytes for the checkpoints of one run, unless there are many runs


class Run:
    """A training with its recorder and its story.

    ``frame`` is always there to read without waiting. Commands hold ``_lock``; ``advance`` holds
    it for one slice. Commands that arrive meanwhile stop the slice after its present step.

    Attributes
    ----------
    key : str
        Unguessable; who knows it may look at the run and command it.
    story : Story
        The settings over time.
    owner : str
        The mark of the browser that it belongs to, see ``runs.owners``; '' if it is anybody's.
    name : str
        What its owner called it, '' if nothing.
    touched : float
        When it last did anything, in seconds since 1970.
    toggled, followed : int
        How often it was told to play or pause; planned changes that were made.
    trouble, notice : str
        Why it failed; why it stopped as it was told to.
    loaded : (parameter_count,), optional
        What it begins with in place of random weights: those of a network that was saved.
    audience : Audience
        Told of each frame while it plays, by the thread that trains.
    landscapes : Landscapes
        The cost around it, as far as it is known.
    telling : float
        Seconds that its audience had the training thread compute: a hall that looks at one run
        takes them from all.
    elsewhere : bool
        Whether another process trains it, and this is what is seen of it here.
    steps_in_all : int
        Of all runs of this process, as they were advanced in turn.
    """

    PREFIX: ClassVar[str] = ""  # of its key
    elsewhere = False
    steps_in_all: ClassVar[int] = 0

    training: Training
    story: Story
    _recorder: Recorder
    _past_step: PastStep
    _stopwatch: Stopwatch
    _look: Look
    _past: Look | None

    def __init__(
        self, setup: Setup, pace: float | None = None, loaded: FloatArray | None = None
    ) -> None:
        self.key = self._new_key()
        self.owner = self.name = ""
        self.touched = time.time()
        self.playing = False
        self.toggled = 0
        self.followed = 0
        self.trouble = self.notice = ""
        self.audience = Audience()
        self.telling = 0.0
        self.pinned: ByteArray | None = None
        self._began_with = setup
        self.loaded = loaded
        self._pace = Pace(pace)
        self._memory = MEMORY
        self._lock = threading.RLock()
        self._waiting: set[object] = set()
        self._wanted = Wanted()
        self._version = 0
        self._copied = (-1, -1)  # steps and changes that a copy began with
        self._stop_at: int | None = None  # the epoch to pause at
        self._past: Look | None = None
        self.landscapes = Landscapes(
            setup.network,
            lambda: self.training.data,
            self._stands,
            lambda: self.checkpoints.checkpoints,
            self._look_again,
        )
        self._start(setup, planned=())

    # -- what views read ---------------------------------------------------------------

    @property
    def setup(self) -> Setup:
        """Data, network, and the settings in force."""
        return self._began_with._replace(settings=self.settings)

    @property
    def settings(self) -> TrainSpec:
        """The settings in force."""
        return self.training.settings

    @property
    def history(self) -> History:
        """Its curves."""
        return self._recorder.history

    @property
    def checkpoints(self) -> Checkpoints:
        """The moments that it can be seen at again."""
        return self._recorder.checkpoints

    @property
    def frame(self) -> Snapshot:
        """The latest frame."""
        return self._look.frame

    def network(self) -> Network:
        """Return the network as the latest frame shows it: a copy that nobody trains."""
        return self.look().network

    def look(self) -> Look:
        """Return the latest frame with what views derive from it; the same to all viewers."""
        return self._look

    def past(self, steps: int) -> Look:
        """Return how the run looked after ``steps`` steps, or at the nearest checkpoint before."""
        checkpoint, frame = self.checkpoints.at(steps), self.frame
        if checkpoint.steps == frame.steps:
            return self.look()
        look = self._past
        if look is None or look.frame.steps != checkpoint.steps or look.frame.now is not frame:
            changes = self.story.changed_at(checkpoint.steps)
            following = partial(self._past_step.step, checkpoint, changes)
            data = self.training.data
            past = frame.at(checkpoint)
            seen = self.landscapes.seen
            look = Look(self.key, self.training.spec, data, past, following, seen)
            self._past = look
        return look

    def watch(self, names: Collection[str]) -> None:
        """Have ``names`` of ``runs.observations`` observed; lasts some seconds, then ask again."""
        self._wanted.want(names)

    # -- commands ----------------------------------------------------------------------

    @property
    def pace(self) -> float | None:
        """Steps a second; None for as fast as possible."""
        return self._pace.per_second

    @pace.setter
    def pace(self, per_second: float | None) -> None:
        self._pace.per_second = per_second

    def rename(self, name: str) -> None:
        """Have it be called otherwise."""
        self.name = name

    def limit_memory(self, most_bytes: int) -> None:
        """Keep checkpoints of at most so many bytes from the next one on."""
        self._memory = self.checkpoints.most_bytes = most_bytes

    def pin(self, image: ByteArray | None) -> None:
        """Keep ten outputs for this picture, as many bytes as there are inputs, over time.

        Raises
        ------
        ValueError
            If the network cannot take it.
        """
        sizes = self.training.spec.sizes
        if image is not None and (image.size != sizes[0] or sizes[-1] != 10):
            raise ValueError("This run reads no digits.")
        with self._command(), np.errstate(all="ignore"):
            self.pinned = image
            self._recorder.pin(image)
            self._publish()

    def play(self) -> None:
        """Train until paused."""
        with self._command():
            self.toggled += 1
            self.trouble = self.notice = ""
            self._stop_at = None
            self._pace.start()
            self._stopwatch.start()
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
            self._recorder.look_again(also=frozenset({"gradient", "batch"}))
            self._one_step(shown=True)
            self._check()
            self._publish()

    def reset(self) -> None:
        """Back to the very same weights that it began with, with the settings now in force."""
        with self._command():
            changed = len(self.story.changes) > 1  # then it begins otherwise than planned
            self._start(self.setup, planned=() if changed else self.story.planned)

    def fork(self, steps: int) -> "Run":
        """Return another run that goes on from how this one was after ``steps`` steps.

        It has the settings of the next step, so it goes on bit for bit as this one did.
        """
        with self._command():
            checkpoint = self.checkpoints.at(steps)
            began = self._began_with._replace(settings=checkpoint.settings)
            other = Run(began, self.pace, self.loaded)
            other._continue(checkpoint, self)
            return other

    def save(self) -> Saved:
        """Return all of it as plain data; it may be playing."""
        with self._command():
            recorder, story = self._recorder, self.story
            return Saved(
                key=self.key,
                owner=self.owner,
                name=self.name,
                touched=self.touched,
                loaded=self.loaded,
                setup=self._began_with,
                pace=self.pace,
                playing=self.playing,
                seconds=self._stopwatch.seconds,
                trouble=self.trouble,
                notice=self.notice,
                changes=tuple(story.changes),
                planned=story.planned,
                marks=tuple(story.marks),
                curves=recorder.history.curves(),
                judgement=recorder.judgement(),
                every=recorder.checkpoints.every,
                pinned=self.pinned,
                moments=recorder.checkpoints.checkpoints,
                latest=self.training.checkpoint(),
            )

    def copy(self) -> "Run":
        """Return another run that is as this one is now, at rest and nobody's."""
        return Run.revived(self.save()).anew()

    def anew(self) -> Self:
        """Have it be a copy, under a key of its own and nobody's; return it."""
        self.key, self.owner, self.name = self._new_key(), "", ""
        self._publish()
        self._copied = self._deeds()
        return self

    def _new_key(self) -> str:
        return self.PREFIX + secrets.token_urlsafe(9)

    @property
    def as_copied(self) -> bool:
        """Whether it is another run's copy, to which nothing was done yet."""
        return self._copied == self._deeds()

    def _deeds(self) -> tuple[int, int]:
        return self.frame.steps, len(self.story.changes)

    def summary(self) -> Summary:
        """Return what a list says of it."""
        frame = self.frame
        good = frame.measured.accuracy
        return Summary(self.key, self.setup, frame.epochs_done, good, frame.epochs)

    @classmethod
    def revived(cls, saved: Saved) -> Self:
        """Return the run that was saved, at rest; from there it goes on bit for bit as it did.

        Raises
        ------
        ValueError
            If what was saved does not fit together, or its data is not there.
        """
        run = cls(saved.setup, saved.pace, saved.loaded)
        run._go_on(saved)
        return run

    def _go_on(self, saved: Saved) -> None:
        """Be as what was saved was."""
        self.key, self.owner, self.name = saved.key, saved.owner, saved.name
        self.pinned = self._recorder.observer.pinned = saved.pinned
        self._recorder.go_on(
            saved.curves, saved.moments, saved.every, saved.judgement, saved.latest
        )
        self.story.changes = list(saved.changes)
        self.story.marks = list(saved.marks)
        self.story.planned = tuple(saved.planned)
        self._stopwatch.go_on(saved.seconds)
        self.trouble, self.notice = saved.trouble, saved.notice
        with np.errstate(all="ignore"):
            self._publish()
        self.touched = saved.touched

    def change(self, settings: TrainSpec) -> None:
        """Go on with other settings.

        Raises
        ------
        ValueError
            If they do not fit the data, or differ in the seed. The run keeps the old ones.
        """
        with self._command():
            old = self.settings
            if not self.training.steps and _batches(settings) != _batches(old):
                self._begin_with(settings)
            else:
                self._change(settings)
            if settings != old:
                self.story.planned = ()  # from here on the run is the visitor's own
            self._publish()

    def edit(self, *edits: Edit) -> tuple[float, float]:
        """Set parameters by hand, as part of the run's story.

        Returns
        -------
        before, after : float
            Accuracy on the validation samples; for quantities R².

        Raises
        ------
        ValueError
            If the network has no such parameter or a value is not allowed; nothing is changed then.
        """
        with self._command(), np.errstate(all="ignore"):
            for edit in edits:
                edits_of.check(self.training.network, edit)
            held_out = self.training.data.validation
            before = self.training.evaluate(held_out).accuracy
            self._edit(edits, marked=True)
            self.story.planned = ()
            self._publish()
            return before, self.training.evaluate(held_out).accuracy

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
                    for edit in change.edits:
                        edits_of.check(training.network, edit)
                self.story.planned = tuple(changes)
            finally:
                training.settings = began

    # -- training ----------------------------------------------------------------------

    def advance(self, seconds: float) -> bool:
        """Train for at most ``seconds``; return whether there was anything to do."""
        if self._waiting or not self.playing:
            return False
        with self._lock, np.errstate(all="ignore"):
            now = since = time.perf_counter()
            before, told = self.training.steps, 0.0
            deadline = now + seconds
            slow = self.pace is not None and self.pace * PUBLISH_EVERY < 1  # each step gets a frame
            while self.playing and not self._waiting and now < deadline:
                if not self._pace.take(now):
                    break
                shown = slow or now - self._published >= PUBLISH_EVERY
                self._one_step(shown=shown)
                if not self.training.position:
                    self._epoch_ended()
                now = time.perf_counter()
                if shown:
                    took = self._finish(now)
                    told, deadline = told + took, deadline + took
            self._recorder.worked += time.perf_counter() - since - told
            worked = self.training.steps != before
            Run.steps_in_all += max(0, self.training.steps - before)
            if worked:
                self._check()
            # while a slow run rests, its clock goes on; not so often as to take a step's frame away
            resting = not worked and now - self._published >= 3 * PUBLISH_EVERY
            if resting or not self.playing:
                self._finish(now)
            return worked

    def advance_by(self, steps: int) -> None:
        """Do so many steps at once, whether it plays or not."""
        with self._command(), np.errstate(all="ignore"):
            for _ in range(steps):
                self._one_step(shown=False)
            self._check()
            self._publish()

    def until_next_step(self) -> float:
        """Return the seconds until a paced run owes its next step."""
        return self._pace.until_next()

    def _one_step(self, *, shown: bool) -> None:
        """Do one mini-batch; ``shown`` tells that a frame follows."""
        if self.story.planned:
            self._follow_plan()
        self._recorder.step(shown=shown)
        if self._recorder.notice:
            self.notice, self._recorder.notice = self._recorder.notice, ""
            self.playing = False

    def _epoch_ended(self) -> None:
        if self.training.epoch in (self._stop_at, self.settings.max_epochs):
            self.playing = False

    def _finish(self, now: float) -> float:
        """See that all is sound, and make a frame; return the seconds that telling of it took."""
        self._stopwatch.lap(now)
        self._check()
        if self.playing:
            self._recorder.look_between()
        self._publish()
        if not self.audience:
            return 0.0
        since, spent = time.perf_counter(), time.thread_time()
        self.audience.tell(self._look)
        self.telling += time.thread_time() - spent
        return time.perf_counter() - since

    def _check(self) -> None:
        """After divergence: stop, say what to change, and go back to where all was sound."""
        if self._recorder.sound():
            return
        back, self.trouble = self._recorder.bring_back()
        self.story.rewind(back.steps, self.training.epochs_done)
        self.story.changed(back.steps, back.settings, epoch=self.training.epochs_done)
        self.playing = False

    def _follow_plan(self) -> None:
        for change in self.story.due(self.training.steps):
            if change.settings != self.settings or not change.edits:
                self._change(change.settings, marked=change.marked, alone=True)
            if change.edits:
                self._edit(change.edits, marked=change.marked)
            self.followed += 1

    def _change(self, settings: TrainSpec, *, marked: bool = True, alone: bool = False) -> None:
        training, old = self.training, self.settings
        training.settings = settings
        self.story.changed(training.steps, settings, epoch=training.epochs_done)
        if training.steps and marked:
            self.story.mark(training.epochs_done, old, settings, alone=alone)

    def _edit(self, edits: Sequence[Edit], *, marked: bool) -> None:
        training = self.training
        for edit in edits:
            edits_of.apply(training.network, edit)
        self.story.changed(training.steps, training.settings, edits, epoch=training.epochs_done)
        if marked:
            self.story.mark_edit(training.epochs_done, "by hand")
        self._recorder.edited()

    # -- beginnings --------------------------------------------------------------------

    def _start(self, setup: Setup, planned: Sequence[Change]) -> None:
        self.training = Training(setup)
        if self.loaded is not None:
            self.training.network.parameters[...] = self.loaded
        self.story = Story(setup.settings, planned)
        self._recorder = Recorder(self.training, self._wanted, self._memory, self.pinned)
        self._past_step = PastStep(setup, self.training.data)
        self._stopwatch = Stopwatch()
        self._past = None
        self._stop_at = None
        self._published = 0.0
        self.playing = False
        self.trouble = self.notice = ""
        self._publish()

    def _begin_with(self, settings: TrainSpec) -> None:
        """Start over before the first step: the order of samples depends on the mini-batches."""
        playing, edits = self.playing, [e for change in self.story.changes for e in change.edits]
        self._start(self.setup._replace(settings=settings), self.story.planned)
        if edits:
            self._edit(edits, marked=False)
        if playing:
            self.play()

    def _continue(self, checkpoint: Checkpoint, other: "Run") -> None:
        """Take over what ``other`` had seen and measured up to ``checkpoint``."""
        self._recorder.take_over(other._recorder, checkpoint)
        self.story = copy.deepcopy(other.story)
        self.story.planned = ()
        self.story.rewind(checkpoint.steps, self.training.epochs_done)
        for settings in self.story.changed_at(checkpoint.steps):
            self.training.settings = settings
        self.pinned = other.pinned
        self._stopwatch.go_on(self._stopwatch.seconds)
        self._publish()

    def _publish(self) -> None:
        training, recorder, story = self.training, self._recorder, self.story
        seen, history = recorder.observer, recorder.history
        now = self._published = time.perf_counter()
        self.touched = time.time()
        self._version += 1
        recorder.look_again()
        done = training.epoch * len(training.data.train) + training.position
        frame = Snapshot(
            version=self._version,
            steps=training.steps,
            epoch=training.epoch,
            position=training.position,
            train_size=len(training.data.train),
            seconds=self._stopwatch.seconds,
            samples_per_second=self._stopwatch.speed(now, done),
            playing=self.playing,
            trouble=self.trouble,
            notice=self.notice,
            settings=training.settings,
            parameters=training.network.parameters.copy(),
            start=seen.start,
            epochs=Evaluated(*history.epochs.array()),
            between=Evaluated(*history.between.array()),
            batches=history.batches.array(),
            layers=history.layers.array(),
            checkpoints=recorder.checkpoints.steps,
            marks=tuple(story.marks),
            changes=tuple(story.changes),
            gradient=seen.gradient,
            batch=seen.batch,
            answers=seen.answers,
            pinned=None if self.pinned is None else history.pinned.array(),
        )
        self._look = self._looked_at(frame)

    def _looked_at(self, frame: Snapshot) -> Look:
        data, seen = self.training.data, self.landscapes.seen
        return Look(self.key, self.training.spec, data, frame, landscape=seen)

    def _stands(self) -> Now:
        frame = self.frame
        return Now(frame.steps, frame.playing, frame.parameters)

    def _look_again(self) -> None:
        """Have views drawn anew though the run rests: more is known of what is around it."""
        if self.playing:
            return  # its next frame shows it
        with self._lock:
            frame = self.frame
            self._look = self._looked_at(replace(frame, renewed=frame.renewed + 1))

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
