"""Two runs of one session's page never put its values in order at the same time."""

import threading

from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import SessionState

from ui.shell import one_lock


class Waiting(SessionState):
    """The values of a session at the beginning of a run, which goes on when it is told to."""

    def __init__(self):
        super().__init__()
        self.begun, self.go_on = threading.Event(), threading.Event()

    def on_script_will_rerun(self, *_, **__):
        self.begun.set()
        self.go_on.wait()


def has_to_wait(values, others):
    """Tell whether a run waits that wants to end while another is in the middle of beginning."""
    new, old = (SafeSessionState(one, lambda: None) for one in (values, others))
    beginning = threading.Thread(target=lambda: new.on_script_will_rerun(None))
    beginning.start()
    values.begun.wait()
    free = old._lock.acquire(blocking=False)
    if free:
        old._lock.release()
    values.go_on.set()
    beginning.join()
    return not free


def test_a_run_ends_before_or_after_another_of_its_session_begins():
    one_lock.give()
    values = Waiting()
    assert has_to_wait(values, values)
    assert not has_to_wait(Waiting(), Waiting())
