"""What a press sets off is done, and to its end, before the page runs for whatever comes next.

Streamlit looks whether it is to run the page again before it calls what a press sets off, and each
time that such a call reads or writes a value of the session. Where the next request has come by
then, which takes some milliseconds, and many on a busy machine, the press is forgotten or half
done. There is no setting for it; the names are Streamlit's own.
"""

import threading
from typing import Any

from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.state.safe_session_state import SafeSessionState

_call = SafeSessionState.on_script_will_rerun
_look = ScriptRunner._maybe_handle_execution_control_request
_here = threading.local()  # whether this thread is doing what presses set off


def _call_undisturbed(self: SafeSessionState, *states: Any, **more: Any) -> None:
    _here.busy = True
    try:
        _call(self, *states, **more)
    finally:
        _here.busy = False


def _look_afterwards(self: ScriptRunner) -> None:
    if not getattr(_here, "busy", False):
        _look(self)


def give() -> None:
    """Have Streamlit look for the next request once all that a press sets off is done."""
    SafeSessionState.on_script_will_rerun = _call_undisturbed  # type: ignore[method-assign]
    ScriptRunner._maybe_handle_execution_control_request = (  # type: ignore[method-assign]
        _look_afterwards
    )
