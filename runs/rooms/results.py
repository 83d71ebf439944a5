"""Looks at the runs of a room's members while a task is open, and notes what they have reached."""

import logging
import math
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress

import numpy as np

from runs.pair import is_pair
from runs.rooms.activities.task import Point, Tried
from runs.rooms.events import LECTURER, Running
from runs.rooms.room import Room
from runs.rooms.rooms import Rooms
from runs.run import Run

_LOG = logging.getLogger(__name__)
EVERY = 2.0  # seconds


class Results:
    """Those of this process' runs, for its rooms; ``runs`` returns what there is of them."""

    def __init__(self, rooms: Rooms, runs: Callable[[], Iterable[Run]]) -> None:
        self._rooms, self._runs = rooms, runs
        self._stopped = threading.Event()

    def start(self) -> None:
        """Look now and then from now on, in a thread."""
        threading.Thread(target=self._work, name="results", daemon=True).start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()

    def _work(self) -> None:
        while not self._stopped.wait(EVERY):
            try:
                self.look()
            except Exception:  # whatever goes wrong once: others' runs are to come back
                _LOG.exception("Runs did not come back to a room")

    def look(self) -> None:
        """Note what is new of the runs of members wherever a task is open."""
        for room in self._rooms.all():
            with room.lock:
                running, owner = room.state.running, room.about.owner
            if running is None or not isinstance(running.state, Tried):
                continue
            if measured := self._news(room, running, running.state):
                with suppress(ValueError):  # it was closed meanwhile
                    said = {"of": running.number, "measured": measured}
                    self._rooms.note(room, owner, "act", said)

    def _news(self, room: Room, running: Running, task: Tried) -> list[list[object]]:
        news: list[list[object]] = []
        for run in self._runs():
            who = room.member(run.owner) if run.owner else None
            if who is None or who.number == LECTURER or who.removed or who.muted:
                continue
            untouched = run.as_copied or (run.touched < running.at and not run.playing)
            if untouched or is_pair(run.key):
                continue
            if (point := measured(run, task)) is None:
                continue
            with room.lock:
                merged = task.merged(run.key, who.number, point)
            if merged is not None:
                news.append([who.number, run.key, *merged])
        return news


def measured(run: Run, task: Tried) -> Point | None:
    """Return what a run has reached; None if it is none that the task is about."""
    look = run.look()
    frame, data = look.frame, run.setup.data.name
    if (task.data and data != task.data) or not (frame.steps or frame.trouble):
        return None
    accuracy = 0.0 if look.data.regression else frame.measured.accuracy
    if not math.isfinite(accuracy) or (look.data.regression and task.measure != "diverge"):
        return None
    rows = frame.reached
    enough = np.flatnonzero(frame.epochs.accuracy[rows] >= task.goal)
    reached = float(frame.epochs.epoch[rows][enough[0]]) if enough.size else None
    return Point(
        accuracy,
        look.spec.parameter_count,
        frame.epochs_done,
        reached,
        bool(frame.trouble),
        frame.settings.eta,
    )
