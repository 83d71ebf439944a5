"""What a press sets off is done, and to its end, before the page runs for whatever comes next.

Streamlit looks whether it is to run the page again before it calls what a press sets off, and each
time that such a call reads or writes a value of the session. Where the next request has come by
then, which takes some milliseconds, and many on a busy machine, the press is forgotten or half
done. A page that asks for the press itself, by ``if st.button(...)``, would not see it in the next
run: it is told again, as Streamlit does after a call of ``st.rerun``. There is no setting for it;
the names are Streamlit's own.
"""

import threading
from dataclasses import replace
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner.script_runner import ScriptRunner
from streamlit.runtime.scriptrunner_utils import script_requests
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException
from streamlit.runtime.state.safe_session_state import SafeSessionState

_call = SafeSessionState.on_script_will_rerun
_look = ScriptRunner._maybe_handle_execution_control_request
_again = script_requests._coalesce_replay_trigger_states  # what is pressed in one, or the other
_here = threading.local()  # whether this thread does what a press sets off, and what was pressed


def _call_undisturbed(self: SafeSessionState, states: WidgetStates | None, **more: Any) -> None:
    _here.busy = True
    try:
        _call(self, states, **more)
    finally:
        _here.busy = False
    _here.pressed = _again(more.get("replay_trigger_states"), states)


def _look_afterwards(self: ScriptRunner) -> None:
    if getattr(_here, "busy", False):
        return
    pressed = vars(_here).pop("pressed", None)  # there at the first look, before the page itself
    try:
        _look(self)
    except RerunException as asked:
        again = _again(pressed, asked.rerun_data.replay_trigger_states)
        raise RerunException(replace(asked.rerun_data, replay_trigger_states=again)) from None


def give() -> None:
    """Have Streamlit look for the next request once all that a press sets off is done."""
    SafeSessionState.on_script_will_rerun = _call_undisturbed  # type: ignore[method-assign,assignment]
    ScriptRunner._maybe_handle_execution_control_request = (  # type: ignore[method-assign]
        _look_afterwards
    )
