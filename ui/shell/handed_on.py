"""What a run of a page has sent is handed on before a part of the page runs again.

Streamlit drops it where a fragment is asked for just when the run has ended and its event loop has
not come to hand it on (``AppSession.request_rerun`` says so): on a busy machine a page may keep a
"Pause" though its run is paused. Here the fragment waits for a turn of the event loop, which first
does what it was told before. There is no setting for that; the names are Streamlit's own.
"""

from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner

_create = AppSession._create_scriptrunner


def in_turn() -> None:
    """Have each run of a part of a page wait for what was sent before."""
    AppSession._create_scriptrunner = _wait  # type: ignore[method-assign,assignment]


def _wait(session: AppSession, asked: RerunData) -> None:
    ended = session._scriptrunner
    if ended is None:  # there was none, or the whole page runs anew: what was sent is out of date
        _create(session, asked)
    else:
        session._call_soon_on_event_loop(lambda: _start(session, asked, ended))


def _start(session: AppSession, asked: RerunData, ended: ScriptRunner) -> None:
    runner = session._scriptrunner
    if session._state is AppSessionState.SHUTDOWN_REQUESTED:
        return
    if runner is None or runner is ended:
        _create(session, asked)
    elif not runner.request_rerun(asked):  # somebody else's came first, and has ended as well
        _wait(session, asked)
