"""A session's values have one lock, whoever runs its page.

While one run of a page ends, Streamlit may have begun the next in another thread. Each has a lock
of its own around the very same values: where both put them in order at once, one dies, and its page
waits for the end for ever. There is no setting for it; the names are Streamlit's own.
"""

import threading
from collections.abc import Callable
from typing import Any
from weakref import WeakValueDictionary

from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState

_begin = SafeSessionState.__init__
# By the session's values, which live as long as whoever holds the lock.
_locks: WeakValueDictionary[int, Any] = WeakValueDictionary()
_finding = threading.Lock()


def _begin_with_the_one(
    self: SafeSessionState, state: SessionState, yield_callback: Callable[[], None]
) -> None:
    _begin(self, state, yield_callback)
    with _finding:
        lock = _locks.setdefault(id(state), self._lock)
    object.__setattr__(self, "_lock", lock)


def give() -> None:
    """Have all who come to the values of a session from now on wait for each other."""
    SafeSessionState.__init__ = _begin_with_the_one  # type: ignore[method-assign]
