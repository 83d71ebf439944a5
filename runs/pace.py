"""How fast a run goes: so many steps a second, or as fast as possible."""

import time

GRACE = 0.05  # seconds of steps that a slow machine may catch up with; it runs up no larger debt


class Pace:
    """Tells when the next step is due.

    Attributes
    ----------
    per_second : float, optional
        Steps a second; None for as fast as possible. May change at any time.
    """

    def __init__(self, per_second: float | None = None) -> None:
        self.per_second = per_second
        self._due = 0.0

    def start(self) -> None:
        """Have the next step be due now."""
        self._due = time.perf_counter()

    def take(self, now: float) -> bool:
        """Tell whether a step is due at ``now``; if so, the next one is due later."""
        if self.per_second is None:
            return True
        if now < self._due:
            return False
        self._due = max(self._due + 1 / self.per_second, now - GRACE)
        return True

    def until_next(self) -> float:
        """Return the seconds until the next step is due."""
        return 0.0 if self.per_second is None else max(0.0, self._due - time.perf_counter())
