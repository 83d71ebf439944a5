"""How often a page may speak."""

import time

PER_SECOND = 300.0  # messages: a pen, a slider and frames that were painted, with room to spare
AT_ONCE = 900.0


class Rate:
    """Lets so many messages through at once, and so many a second from then on."""

    def __init__(self, per_second: float = PER_SECOND, at_once: float = AT_ONCE) -> None:
        self._per_second, self._at_once = per_second, at_once
        self._left, self._since = at_once, time.monotonic()

    def allows(self, now: float | None = None) -> bool:
        """Take note of a message; tell whether it may be heard. ``now`` are monotonic seconds."""
        now = time.monotonic() if now is None else now
        gained = max(0.0, now - self._since) * self._per_second
        self._left, self._since = min(self._at_once, self._left + gained), now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def give_back(self) -> None:
        """Have the latest message not count."""
        self._left = min(self._at_once, self._left + 1)
