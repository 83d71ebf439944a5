"""The story of a run: what it began with, what was changed at which step, and what is planned."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from itertools import takewhile

from core.edits import Edit
from core.specs import TrainSpec

ONE_CHANGE = 1.0  # seconds: changes of the same setting that follow closer count as one
MARKED = {
    one.name: symbol
    for one in fields(TrainSpec)
    if "setting" in one.metadata and (symbol := TrainSpec.about(one.name).symbol) is not None
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A setting changed while training: where, what to, and by which of ``Story.changes``."""

    epoch: float
    label: str
    change: int = -1


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed after ``steps`` steps: settings that hold from then on, parameters by hand.

    ``marked`` tells whether curves have a mark there. ``epoch`` is how many epochs were done by
    then, with their fraction; it is known of what was made, and two changes are equal without it.
    """

    steps: int
    settings: TrainSpec
    marked: bool = True
    edits: tuple[Edit, ...] = ()
    epoch: float = field(default=0.0, compare=False)


class Story:
    """Settings over time: with its set-up and its story a run is the same to the last bit.

    Attributes
    ----------
    changes : list of Change
        The first has the settings that the run began with.
    marks : list of Mark
    planned : tuple of Change
        What is still to be changed, at these very steps.
    """

    def __init__(self, settings: TrainSpec, planned: Sequence[Change] = ()) -> None:
        self.changes = [Change(0, settings)]
        self.marks: list[Mark] = []
        self.planned = tuple(planned)
        self._latest: tuple[frozenset[str], float] = frozenset(), 0.0  # mark: of what, and when

    def told(self) -> list[Change]:
        """Return the settings that the run began with, then each change made or planned.

        Of a slider's many values only the last has its mark.
        """
        marked = {mark.change for mark in self.marks}
        made = [replace(change, marked=i in marked) for i, change in enumerate(self.changes)]
        known = {(change.steps, change.settings, change.edits) for change in made}
        return made + [c for c in self.planned if (c.steps, c.settings, c.edits) not in known]

    def due(self, steps: int) -> list[Change]:
        """Return the planned changes whose step has come; they are planned no longer."""
        due = list(takewhile(lambda change: change.steps <= steps, self.planned))
        self.planned = self.planned[len(due) :]
        return due

    def changed(
        self, steps: int, settings: TrainSpec, edits: Sequence[Edit] = (), *, epoch: float = 0.0
    ) -> None:
        """Note what was changed after ``steps`` steps, at ``epoch`` (with its fraction)."""
        self.changes.append(Change(steps, settings, edits=tuple(edits), epoch=epoch))

    def mark(self, epoch: float, old: TrainSpec, new: TrainSpec, *, alone: bool) -> None:
        """Note in the curves what the latest change was; a slider's values on the way make one.

        Parameters
        ----------
        alone : bool
            Whether later changes count as others, however close they follow.
        """
        labels = {
            name: f"{symbol} {getattr(new, name)}".strip()
            for name, symbol in MARKED.items()
            if getattr(new, name) != getattr(old, name)
        }
        if not labels:
            return
        (names, since), now = self._latest, time.perf_counter()
        if self.marks and names == labels.keys() and now - since < ONE_CHANGE:
            self.marks.pop()
        self.mark_edit(epoch, ", ".join(labels.values()))
        self._latest = (frozenset(), 0.0) if alone else (frozenset(labels), now)

    def mark_edit(self, epoch: float, label: str) -> None:
        """Have the latest change stand out in the curves."""
        self.marks.append(Mark(epoch, label, len(self.changes) - 1))
        self._latest = frozenset(), 0.0

    def changed_at(self, steps: int) -> tuple[TrainSpec, ...]:
        """Return the settings that were assigned between ``steps`` and the next one, in order."""
        return tuple(change.settings for change in self.changes if change.steps == steps)

    def rewind(self, steps: int, epoch: float) -> None:
        """Forget what came after ``steps``, which is at ``epoch`` (with its fraction)."""
        self.marks = [mark for mark in self.marks if mark.epoch <= epoch]
        first, *later = self.changes
        self.changes = [first, *(change for change in later if change.steps <= steps)]
