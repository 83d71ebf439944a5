"""Writes runs into the store while they train, in a thread of its own."""

import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from runs.drawings import Collection
from runs.run import Run
from runs.store.database import StoreError
from runs.store.store import Store

LOOK = 1.0  # seconds between looks at the runs
EVERY = 4.0  # seconds between savings of a run that plays
PRUNE = 3600.0  # seconds between looks at whether the store has grown too large
SHARE = 0.02  # of the time, at most, goes into savings of one run


@dataclass
class _Seen:
    """How a run was when it was saved: its version, when, and how long that took."""

    version: int = -1
    at: float = -EVERY
    took: float = 0.0
    whole: bool = False
    playing: bool = False


class Saver:
    """Keeps what ``runs`` and ``drawings`` return in ``store``.

    Attributes
    ----------
    trouble : str
        Why the latest saving failed; '' while all is well. It is tried again.
    saves : int
    seconds : float
        Runs written so far, and the time that took.
    """

    def __init__(
        self,
        store: Store,
        runs: Callable[[], Iterable[Run]],
        drawings: Callable[[], Iterable[Collection]] = list,
    ) -> None:
        self.trouble = ""
        self.saves, self.seconds = 0, 0.0
        self._store, self._runs, self._drawings = store, runs, drawings
        self._drawn: WeakKeyDictionary[Collection, int] = WeakKeyDictionary()
        self._seen: WeakKeyDictionary[Run, _Seen] = WeakKeyDictionary()
        self._stopped = threading.Event()
        self._saving = threading.Lock()
        self._thread = threading.Thread(target=self._work, name="saver", daemon=True)

    def start(self) -> None:
        """Save from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Save what is new for the last time."""
        self._stopped.set()
        self.save(at_once=True)

    def _work(self) -> None:
        pruned = time.monotonic()
        while not self._stopped.wait(LOOK):
            self.save()
            if time.monotonic() - pruned >= PRUNE:
                pruned = time.monotonic()
                with suppress(StoreError):  # the next saving says why
                    self._store.prune()

    def save_now(self, run: Run) -> None:
        """Save a run that is about to go."""
        with self._saving:
            try:
                self._save(run, at_once=True)
            except StoreError as error:
                self.trouble = str(error)

    def save(self, *, at_once: bool = False) -> None:
        """Save each run that is due, with ``at_once`` each that has changed."""
        with self._saving:
            trouble = ""
            for run in list(self._runs()):
                try:
                    self._save(run, at_once=at_once)
                except StoreError as error:
                    trouble = str(error)
            for drawings in list(self._drawings()):
                try:
                    self._save_drawings(drawings)
                except StoreError as error:
                    trouble = str(error)
            self.trouble = trouble

    def _save_drawings(self, drawings: Collection) -> None:
        version = drawings.version
        if version != self._drawn.get(drawings, 0):
            self._store.save_drawings(drawings.key, drawings.as_bytes())
            self._drawn[drawings] = version

    def _save(self, run: Run, *, at_once: bool) -> None:
        """Save a run; once it rests and nothing has happened since, with all its moments."""
        seen = self._seen.setdefault(run, _Seen())
        frame, now = run.frame, time.monotonic()
        if frame.version == seen.version and (seen.whole or frame.playing):
            return
        if not frame.steps and not frame.changes[1:]:
            return  # its address describes all of it
        changed = frame.version != seen.version
        rest = max(EVERY, seen.took / SHARE)
        goes_on = frame.playing and seen.playing  # that it began to play is news, and kept at once
        if changed and not at_once and goes_on and now - seen.at < rest:
            return
        whole = not frame.playing and (at_once or not changed)
        self._store.save(run.save(), whole=whole)
        took = time.monotonic() - now
        self.saves, self.seconds = self.saves + 1, self.seconds + took
        self._seen[run] = _Seen(frame.version, now, took, whole, frame.playing)
