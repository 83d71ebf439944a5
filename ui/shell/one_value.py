"""Each of Streamlit's fields asks its session for one value; it is given that, not a copy of all.

Streamlit copies all values of the session for each field, a sixth of the time that a run of the
lab's page takes. There is no setting for it; the names are its own.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from streamlit.runtime.state.session_state import SessionState

_copied: Callable[[SessionState], dict[str, Any]] = vars(SessionState)["filtered_state"].fget


class Values(Mapping[str, Any]):
    """The values of a session by the keys that pages gave them; all are copied for a list only."""

    def __init__(self, state: SessionState) -> None:
        self._state = state

    def __contains__(self, key: object) -> bool:
        return key in self._state

    def __getitem__(self, key: str) -> Any:
        return self._state[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.copied())

    def __len__(self) -> int:
        return len(self.copied())

    def __repr__(self) -> str:
        return repr(self.copied())

    def copied(self) -> dict[str, Any]:
        """Return what Streamlit gives."""
        return _copied(self._state)


def give() -> None:
    """Have fields be given the one value that they ask for."""
    SessionState.filtered_state = property(Values)  # type: ignore[method-assign,assignment]
