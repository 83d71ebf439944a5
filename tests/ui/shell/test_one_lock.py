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


def ends_while_another_begins(values, others):
    """Tell whether a run comes to its end while another is in the middle of its beginning."""
    new, old = (SafeSessionState(one, lambda: None) for one in (values, others))
    ended = threading.Event()

    def end():
        old.on_script_finished(frozenset())
        ended.set()

    threads = [
        threading.Thread(target=lambda: new.on_script_will_rerun(None)),
        threading.Thread(target=end),
    ]
    threads[0].start()
    values.begun.wait()
    threads[1].start()
    early = ended.wait(0.2)
    values.go_on.set()
    for thread in threads:
        thread.join()
    return early


def test_a_run_ends_before_or_after_another_of_its_session_begins():
    one_lock.give()
    values = Waiting()
    assert not ends_while_another_begins(values, values)
    assert ends_while_another_begins(Waiting(), Waiting())
