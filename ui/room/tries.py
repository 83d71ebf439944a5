"""Who may try codes, so that nobody comes upon a room by chance.

A right code costs nothing. Wrong ones: sixty at once and one in ten seconds from one address, which
may be a whole campus; two hundred at once and one in two seconds in this process. That is two
thousand in an hour, of a thousand million codes.
"""

import logging

from ui.stream.rate import Rate

_LOG = logging.getLogger(__name__)
OF_ONE = 0.1, 60.0  # a second, and at once
OF_ALL = 0.5, 200.0
MOST = 10_000  # addresses that are remembered


class Tries:
    """Counts wrong codes."""

    def __init__(self) -> None:
        self._all = Rate(*OF_ALL)
        self._by: dict[str, Rate] = {}

    def allows(self, address: str) -> bool:
        """Tell whether whoever asks from there may try a code, and count it as a wrong one."""
        one = self._by.pop(address, None) or Rate(*OF_ONE)
        self._by[address] = one
        if len(self._by) > MOST:
            self._by.pop(next(iter(self._by)))
        if not one.allows():
            return False
        if self._all.allows():
            return True
        one.give_back()
        return False

    def was_right(self, address: str) -> None:
        """Have the latest try from there not count."""
        self._all.give_back()
        if address in self._by:
            self._by[address].give_back()

    def was_wrong(self) -> None:
        """Note in the log that somebody tried a code which is none."""
        _LOG.warning("A code is no room's")
