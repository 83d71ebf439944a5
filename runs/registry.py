"""Runs by key: which of them anybody looks at, and which go when they are many."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar
from weakref import WeakValueDictionary

from runs.run import MEMORY

ALL_MEMORY = 2**30  # bytes for the checkpoints of all runs together
LEAST_MEMORY = 2 * 2**20  # for those of one run


class Playable(Protocol):
    """What the engine advances."""

    key: str
    playing: bool
    elsewhere: bool  # whether another process advances it
    telling: float  # seconds that the training thread computed to tell others of it, in all

    def advance(self, seconds: float) -> bool:
        """Train for at most so long; return whether there was anything to do."""

    def until_next_step(self) -> float:
        """Return the seconds until there is something to do."""

    def pause(self) -> None:
        """Stop."""

    def limit_memory(self, most_bytes: int) -> None:
        """Keep checkpoints of at most so many bytes."""


P = TypeVar("P", bound=Playable)


def _rest(run: Playable) -> None:
    """Have a run that goes stop, if it is this process' to say."""
    if not run.elsewhere:
        run.pause()


class _Loading:
    """Held by whoever brings back one run."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


class Runs(Generic[P]):
    """Runs with the time each was last looked at; of many the oldest go.

    ``load``, if given, brings back one that is not here, by its key, and returns what is to be done
    once it is here; None if it cannot. ``enter`` is told of each that comes, before anybody else
    finds it, ``leave`` of each that goes.
    """

    def __init__(
        self,
        most: int = 256,
        load: Callable[[str], tuple[P, Callable[[], None]] | None] | None = None,
        leave: Callable[[P], None] = lambda run: None,
        enter: Callable[[P], None] = lambda run: None,
    ) -> None:
        self._enter, self._leave = enter, leave
        self.evicted = 0  # runs that had to go for others
        self._load = load
        self._loading: WeakValueDictionary[str, _Loading] = WeakValueDictionary()
        self._runs: dict[str, tuple[P, float]] = {}
        self._lock = threading.Lock()
        self._most = most

    def add(self, run: P) -> None:
        """Keep ``run`` under its key."""
        self._enter(run)
        with self._lock:
            self._runs[run.key] = run, time.monotonic()
            share = max(LEAST_MEMORY, ALL_MEMORY // len(self._runs))
            for other, _ in self._runs.values():
                other.limit_memory(min(MEMORY, share))
            gone = []
            while len(self._runs) > self._most:
                oldest = min(self._runs, key=lambda key: self._runs[key][1])
                gone.append(self._runs.pop(oldest)[0])
            self.evicted += len(gone)
        for other in gone:
            _rest(other)
            self._leave(other)

    def get(self, key: str) -> P | None:
        """Return the run under ``key``, noting that somebody looks at it; None if there is none."""
        if (found := self.touch(key)) is not None or self._load is None or not key:
            return found
        with self._lock:
            loading = self._loading.setdefault(key, _Loading())
        with loading.lock:  # of two pages that ask at once, one brings it
            if (found := self.touch(key)) is not None:
                return found
            if (loaded := self._load(key)) is None:
                return None
            found, then = loaded
            self.add(found)
        then()
        return found

    def touch(self, key: str) -> P | None:
        """Return the run under ``key`` if it is here, noting that somebody looks at it."""
        with self._lock:
            found = self._runs.get(key)
            if found is None:
                return None
            self._runs[key] = found[0], time.monotonic()
            return found[0]

    def remove(self, key: str) -> P | None:
        """Forget the run under ``key``, and return it if it was here."""
        with self._lock:
            found = self._runs.pop(key, None)
        if found is None:
            return None
        _rest(found[0])
        return found[0]

    def here(self, key: str) -> P | None:
        """Return the run under ``key`` if it is here; nobody looks at it by that."""
        with self._lock:
            found = self._runs.get(key)
            return found and found[0]

    def all(self) -> list[P]:
        """Return all that are here; nobody looks at them by that."""
        with self._lock:
            return [run for run, _ in self._runs.values()]

    def watched(self, lease: float) -> list[P]:
        """Return the runs looked at within ``lease`` seconds."""
        now = time.monotonic()
        with self._lock:
            return [run for run, seen in self._runs.values() if now - seen <= lease]

    def viewed(self, lease: float) -> Iterable[P]:
        """Return the runs of this process looked at within ``lease`` seconds; pause the others."""
        now = time.monotonic()
        with self._lock:
            runs = list(self._runs.values())
        live: list[P] = []
        for run, seen in runs:
            if run.elsewhere:
                continue
            if now - seen <= lease:
                live.append(run)
            elif run.playing:
                run.pause()
        return live
