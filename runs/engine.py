"""The one training thread of a process: it gives every playing run its turn."""

import threading
from collections.abc import Callable
from typing import Any

from runs.registry import Playable, Runs

SLICE = 0.015  # seconds of training per turn, or less when many play:
ROUND = 0.06  # seconds until each of them has had its turn, so that all their views move
LEASE = 10.0  # seconds without a viewer after which a run pauses by itself


class Engine:
    """Advances whatever plays among ``registries`` in turn, as long as there is anything.

    Where the platform has no threads (a browser), ``tick`` does the same from the caller's side.
    """

    def __init__(self, *registries: Runs[Any]) -> None:
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
