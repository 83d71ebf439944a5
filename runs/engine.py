"""The one training thread of a process: it gives every playing run its turn."""

import threading
from collections.abc import Callable
from typing import Any

from runs.registry import Playable, Runs
from runs.turns import SLICE, Turns

PATIENCE = 3.0  # seconds for the turn under way
LEASE = 10.0  # seconds without a viewer after which a run pauses by itself


class Engine:
    """Advances whatever plays among ``runs`` in turn, as long as there is anything.

    Where the platform has no threads (a browser), ``tick`` does the same from the caller's side.
    """

    def __init__(self, runs: Runs[Any]) -> None:
        self._runs = runs
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._threadless = self._stopped = False

    def start(self, run: Playable, play: Callable[[], None]) -> None:
        """Call ``play``, a method of ``run`` that makes it play, and see that it is advanced."""
        self._runs.touch(run.key)  # whoever starts it looks at it: else it would pause
        play()
        self._wake.set()
        with self._starting:
            if (
                self._threadless
                or self._stopped
                or (self._thread is not None and self._thread.is_alive())
            ):
                return
            self._thread = threading.Thread(target=self._work, name="engine", daemon=True)
            try:
                self._thread.start()
            except RuntimeError:
                self._threadless = True

    def stop(self) -> None:
        """Advance nothing from now on: what plays can be saved as it is."""
        with self._starting:
            self._stopped = True
            thread = self._thread
        self._wake.set()
        if thread is not None:
            thread.join(PATIENCE)

    def tick(self, run: Playable) -> None:
        """Advance ``run`` once if no thread does; views call this before they read a frame."""
        if self._threadless:
            run.advance(2 * SLICE)

    def _work(self) -> None:
        turns = Turns()
        while not self._stopped:
            self._wake.clear()
            playing = [run for run in self._runs.viewed(LEASE) if run.playing]
            if not playing:
                self._wake.wait()
                continue
            if not turns.round(playing):
                rest = min(run.until_next_step() for run in playing)
                self._wake.wait(min(max(rest, 0.001), 0.05))
