"""One open room in this process."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from runs.rooms.deeds import happen
from runs.rooms.events import About, Event, Member, begun


class Room:
    """What happened in a room is folded here, one event after the other.

    Attributes
    ----------
    about : About
    state : State
        Only to be read with ``lock``, which is held for as long as a change takes.
    kept : bool
        Whether the store has it; else it is in this process only.
    version : int
        Differs whenever there is something else to be seen.
    shown : mapping
        What the lecturer's stage shows: run, view, at. It is not kept.
    over : bool
        Whether it was closed.
    audience : set of () -> None
        Called from any thread when the version has changed.
    """

    def __init__(self, about: About, *, kept: bool) -> None:
        self.about, self.kept = about, kept
        self.state = begun(about)
        self.lock = threading.RLock()
        self._turn = threading.RLock()  # of whoever changes the state; before ``lock``
        self.version = 0
        self.shown: Mapping[str, Any] = {}
        self.over = False
        self.here: Counter[int] = Counter()  # open pages of students, by number
        self.elsewhere: dict[str, tuple[int, float]] = {}  # in other replicas, and when that was
        self.audience: set[Callable[[], None]] = set()

    def add(self, events: Sequence[Event], most: int) -> None:
        """Let these happen next, numbered on from the latest; at most so many in all."""
        with self._turn:
            first = self.state.last + 1
            room = max(0, most - self.state.last)
            self.take([replace(event, number=first + i) for i, event in enumerate(events[:room])])

    def take(self, events: Sequence[Event]) -> None:
        """Let these happen that have not yet, by their numbers."""
        with self._turn:
            new = [event for event in events if event.number > self.state.last]
            for event in new:
                happen(self.state, event, self.lock)
        if new:
            self._changed()

    def shows(self, shown: Mapping[str, Any]) -> bool:
        """Note what the lecturer's stage shows; tell whether that is something else."""
        if shown == self.shown:
            return False
        self.shown = dict(shown)
        self._changed()
        return True

    def member(self, mark: str) -> Member | None:
        """Return who has that mark; None if nobody here has."""
        with self.lock:
            return self.state.members.get(mark)

    @property
    def present(self) -> int:
        """How many students look at it now."""
        return len(self.here) + sum(many for many, _ in self.elsewhere.values())

    def come(self, number: int) -> None:
        """Note that a student's page is open."""
        self.here[number] += 1
        self._changed()

    def leave(self, number: int) -> None:
        """Note that it is open no more."""
        self.here[number] -= 1
        if self.here[number] <= 0:
            del self.here[number]
        self._changed()

    def hears_of(self, replica: str, present: int) -> None:
        """Note how many are in another replica."""
        before, _ = self.elsewhere.get(replica, (0, 0.0))
        self.elsewhere[replica] = present, time.monotonic()
        if before != present:
            self._changed()

    def forget(self, seconds: float) -> None:
        """Count nobody in replicas that have not told for so long."""
        since = time.monotonic() - seconds
        gone = [name for name, (_, when) in self.elsewhere.items() if when < since]
        for name in gone:
            del self.elsewhere[name]
        if gone:
            self._changed()

    def give(self, after: str) -> None:
        """Be another owner's, by the mark."""
        with self._turn, self.lock:
            lecturer = self.state.members.pop(self.about.owner)
            self.state.members[after] = lecturer
            self.about = self.state.about = replace(self.about, owner=after)
        self._changed()

    def end(self) -> None:
        """Be over."""
        self.over = True
        self._changed()

    def _changed(self) -> None:
        with self.lock:
            self.version += 1
        for tell in tuple(self.audience):
            with suppress(RuntimeError):  # its page is about to go
                tell()
