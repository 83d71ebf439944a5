"""The one training thread of a process: it gives every playing run its turn."""

import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Generic, Protocol, TypeVar

from runs.run import MEMORY

ALL_MEMORY = 2**30  # bytes for the checkpoints of all runs together
LEAST_MEMORY = 2 * 2**20  # for those of one run
SLICE = 0.015  # seconds of training per turn, or less when many play:
ROUND = 0.06  # seconds until each of them has had its turn, so that all their views move
LEASE = 10.0  # seconds without a viewer after which a run pauses by itself


class Playable(Protocol):
    """What the engine advances: a run, or two in lockstep."""

    key: str
    playing: bool

    def advance(self, seconds: float) -> bool:
        """Train for at most so long; return whether there was anything to do."""

    def until_next_step(self) -> float:
        """Return the seconds until there is something to do."""

    def pause(self) -> None:
        """Stop."""

    def limit_memory(self, most_bytes: int) -> None:
        """Keep checkpoints of at most so many bytes."""


P = TypeVar("P", bound=Playable)


class Engine:
    """Advances whatever plays among ``registries`` in turn, as long as there is anything.

    Where the platform has no threads (a browser), ``tick`` does the same from the caller's side.
    """

    def __init__(self, *registries: "Viewed[Any]") -> None:
        self._registries = registries
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._threadless = False

    def start(self, run: Playable, play: Callable[[], None]) -> None:
        """Call ``play``, a method of ``run`` that makes it play, and see that it is advanced."""
        for registry in self._registries:
            registry.get(run.key)  # whoever starts it looks at it: without a viewer it would pause
        play()
        self._wake.set()
        with self._starting:
            if self._threadless or (self._thread is not None and self._thread.is_alive()):
                return
            self._thread = threading.Thread(target=self._work, name="engine", daemon=True)
            try:
                self._thread.start()
            except RuntimeError:
                self._threadless = True

    def tick(self, run: Playable) -> None:
        """Advance ``run`` once if no thread does; views call this before they read a frame."""
        if self._threadless:
            run.advance(2 * SLICE)

    def _work(self) -> None:
        while True:
            self._wake.clear()
            viewed = [run for registry in self._registries for run in registry.viewed(LEASE)]
            playing = [run for run in viewed if run.playing]
            if not playing:
                self._wake.wait()
                continue
            share = min(SLICE, ROUND / len(playing))
            worked = [run.advance(share) for run in playing]
            if not any(worked):
                rest = min(run.until_next_step() for run in playing)
                self._wake.wait(min(max(rest, 0.001), 0.05))


class Viewed(Generic[P]):
    """Runs by key, with the time each was last looked at; the oldest are dropped when many."""

    def __init__(self, most: int = 256) -> None:
        self._runs: dict[str, tuple[P, float]] = {}
        self._lock = threading.Lock()
        self._most = most

    def add(self, run: P) -> None:
        """Keep ``run`` under its key."""
        with self._lock:
            self._runs[run.key] = run, time.monotonic()
            share = max(LEAST_MEMORY, ALL_MEMORY // len(self._runs))
            for other, _ in self._runs.values():
                other.limit_memory(min(MEMORY, share))
            while len(self._runs) > self._most:
                oldest = min(self._runs, key=lambda key: self._runs[key][1])
                self._runs.pop(oldest)[0].playing = False

    def get(self, key: str) -> P | None:
        """Return the run under ``key``, noting that somebody looks at it; None if there is none."""
        with self._lock:
            found = self._runs.get(key)
            if found is None:
                return None
            self._runs[key] = found[0], time.monotonic()
            return found[0]

    def viewed(self, lease: float) -> Iterable[P]:
        """Return the runs looked at within ``lease`` seconds; pause the others."""
        now = time.monotonic()
        with self._lock:
            runs = list(self._runs.values())
        live: list[P] = []
        for run, seen in runs:
            if now - seen <= lease:
                live.append(run)
            elif run.playing:
                run.pause()
        return live
