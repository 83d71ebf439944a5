"""A run that another replica trains, as it is seen and commanded here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.arrays import ByteArray, FloatArray
from core.edits import Edit
from core.specs import Setup, TrainSpec
from runs import pair
from runs import saved as saved_run
from runs.hub.hub import unwrapped
from runs.hub.news import news_of, saved_of
from runs.packing import packed
from runs.run import Run
from runs.saved import Saved
from runs.snapshot import Look
from runs.story import Change

Asked = Callable[[Run, Mapping[str, Any], Sequence[bytes]], bytes]
"""Has a run's home answer a question of so many words, and of bytes beside them."""


class Mirror(Run):
    """What is seen of a run whose home is another replica.

    Its frames come from there, its commands go there and come back with the frame that followed.
    If the home does not answer, those that can be refused raise ``ValueError``, and of others the
    frame tells. What it can be seen at again, and all that is beyond a frame, is as it was when it
    last rested.

    Attributes
    ----------
    home : str
        The replica that trains it.
    seen : int
        The version of the latest frame, as its home counts them.
    stale : bool
        Whether there is more to it than came with the frames.
    """

    elsewhere = True

    def __init__(
        self, setup: Setup, pace: float | None = None, loaded: FloatArray | None = None
    ) -> None:
        self.home = ""
        self.seen = -1
        self.stale = False
        self._ask: Asked = _nobody
        self._told = ""
        self._whole_at: tuple[int, str] | None = None
        super().__init__(setup, pace, loaded)

    @classmethod
    def of(cls, home: str, told: Sequence[bytes], ask: Asked) -> "Mirror":
        """Return what is seen of a run, told of by ``whole_of`` and then by ``frame_of``.

        Raises
        ------
        ValueError
            If that does not fit together, or its data is not there.
        """
        whole, frame = told
        mirror = cls.revived(saved_of(whole)[0])
        mirror.home, mirror._ask = home, ask
        mirror.take(frame)
        mirror.take_whole(whole)
        return mirror

    # -- what comes from there ---------------------------------------------------------

    @property
    def settings(self) -> TrainSpec:
        """The settings in force."""
        return self.frame.settings

    def take(self, message: bytes) -> None:
        """Show a frame that came.

        Raises
        ------
        ValueError
            If it is none of this run.
        """
        with self._lock:
            size = len(self.training.data.train)
            news = news_of(message, self.frame, self._version + 1, size)
            if news.version < self.seen:
                return  # an answer was faster
            self._version += 1
            frame, self.seen = news.frame, news.version
            self.name, self.owner, self.trouble = news.name, news.owner, frame.trouble
            self.notice, self.playing = frame.notice, frame.playing
            self.toggled, self.followed = news.toggled, news.followed
            self._pace.per_second = news.pace
            if news.changes is not None:
                self.story.changes, self.story.planned = news.changes, news.planned
                self._told = news.told
            self.story.marks = list(frame.marks)
            at = frame.steps, news.told
            if not frame.playing:
                frame = replace(frame, checkpoints=self.checkpoints.steps)
            self.stale = news.told != self._told or (not frame.playing and at != self._whole_at)
            self._look = self._looked_at(frame)
        self.audience.tell(self._look)

    def take_whole(self, message: bytes) -> None:
        """Take all that there is to the run.

        Raises
        ------
        ValueError
            If that is none of this run.
        """
        saved, told = saved_of(message)
        if saved.key != self.key:
            raise ValueError("This is another run.")
        with self._lock:
            self._recorder.go_on(
                saved.curves, saved.moments, saved.every, saved.judgement, saved.latest
            )
            self.story.changes, self.story.marks = list(saved.changes), list(saved.marks)
            self.story.planned = tuple(saved.planned)
            self.pinned = saved.pinned
            self._told, self._whole_at, self.stale = told, (saved.latest.steps, told), False
            frame, self._version = self.frame, self._version + 1
            frame = replace(
                frame,
                version=self._version,
                checkpoints=frame.checkpoints if frame.playing else self.checkpoints.steps,
                changes=tuple(saved.changes),
            )
            self._look = self._looked_at(frame)
        self.audience.tell(self._look)

    def follow(self, look: Look) -> None:
        """Show a frame of the run that has taken its place here."""
        self._look, self.playing = look, look.frame.playing

    @property
    def wanted(self) -> frozenset[str]:
        """What those who look at it want observed."""
        return self._wanted.now()

    # -- what goes there ---------------------------------------------------------------

    def _do(self, what: str, *contents: bytes, **how: Any) -> dict[str, Any]:
        said, found = unwrapped(self._ask(self, {"do": what, **how}, contents))
        if error := said.get("error"):
            raise ValueError(error)
        if found:
            self.take(found[0])
        return said

    def _try(self, what: str, **how: Any) -> None:
        """Do what a run never refuses; that the home does not answer, the frame tells."""
        try:
            self._do(what, **how)
        except ValueError as error:
            with self._lock:
                self._version += 1
                frame = replace(self.frame, version=self._version, trouble=str(error))
                self._look = self._looked_at(frame)
            self.audience.tell(self._look)

    @property
    def pace(self) -> float | None:
        """Steps a second; None for as fast as possible."""
        return self._pace.per_second

    @pace.setter
    def pace(self, per_second: float | None) -> None:
        self._try("pace", pace=per_second)

    def rename(self, name: str) -> None:
        """Have it be called otherwise."""
        self._try("rename", name=name)

    def pin(self, image: ByteArray | None) -> None:
        """Keep ten outputs for this picture over time."""
        self._do("pin", *([] if image is None else [packed({"image": image})]))
        self.pinned = image

    def play(self) -> None:
        """Train until paused."""
        self._try("play")

    def play_epoch(self) -> None:
        """Train to the end of this epoch, then pause."""
        self._try("epoch")

    def pause(self) -> None:
        """Stop after the present step."""
        self._try("pause")

    def step(self) -> None:
        """Pause and do one mini-batch."""
        self._try("step")

    def reset(self) -> None:
        """Back to the very same weights that it began with."""
        self._try("reset")

    def change(self, settings: TrainSpec) -> None:
        """Go on with other settings."""
        self._do("change", settings=settings.to_json())

    def edit(self, *edits: Edit) -> tuple[float, float]:
        """Set parameters by hand; return the accuracy before and after."""
        before, after = self._do("edit", edits=[list(edit) for edit in edits])["made"]
        return before, after

    def plan(self, changes: Sequence[Change]) -> None:
        """Have settings change at these very steps."""
        self._do("plan", changes=[saved_run.change_to_json(change) for change in changes])

    def save(self) -> Saved:
        """Return all of it as plain data."""
        try:
            return saved_of(self._ask(self, {"do": "whole"}, ()))[0]
        except ValueError:  # what is known of it here
            return super().save()

    def copy(self) -> Run:
        """Return another run, or pair, that is as this one is now, at rest and nobody's."""
        return pair.revived(self.save()).anew()

    def fork(self, steps: int) -> Run:
        """Return another run that goes on from how this one was after ``steps`` steps."""
        return Run.revived(self.save()).fork(steps)

    def advance(self, seconds: float) -> bool:
        """Do nothing: its home does."""
        return False


def _nobody(run: Run, said: Mapping[str, Any], contents: Sequence[bytes]) -> bytes:
    raise ValueError("This run has no home.")
