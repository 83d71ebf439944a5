"""How long a run has trained, and how fast it goes."""

import time
from collections import deque

RECENT = 40  # frames that the present speed is measured over: about a second


class Stopwatch:
    """Counts only while the run plays.

    Attributes
    ----------
    seconds : float
        That it has run, in all.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self._since = 0.0
        self._recent: deque[tuple[float, int]] = deque(maxlen=RECENT)

    def start(self) -> None:
        """Run from now on."""
        self._since = time.perf_counter()
        self._recent.clear()

    def go_on(self, seconds: float) -> None:
        """Take over what ran elsewhere for so long; how fast that was, nobody knows."""
        self.seconds = seconds
        self._recent.clear()

    def lap(self, now: float) -> None:
        """Add what has gone by until ``now``."""
        self.seconds += now - self._since
        self._since = now

    def speed(self, now: float, done: int) -> float:
        """Return samples a second over about the last second; ``done`` counts those so far."""
        self._recent.append((now, done))
        then, before = self._recent[0]
        return max(0.0, (done - before) / (now - then)) if now > then else 0.0
