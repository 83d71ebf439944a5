"""A run of a page that has ended is handed on whole, whatever is asked for meanwhile."""

import asyncio

import pytest
from streamlit.runtime.app_session import AppSession, AppSessionState

from tests.ui.stream.speaker import talk
from ui.shell import handed_on


class Ended:
    """A page's run that takes nothing more."""

    def request_rerun(self, asked):
        return False


class Goes(Ended):
    """One that takes what is asked for."""

    def __init__(self, told):
        self._told = told

    def request_rerun(self, asked):
        self._told.append(f"{asked} taken")
        return True


class Session:
    """What Streamlit's has to do with it."""

    def __init__(self):
        self._state = AppSessionState.APP_NOT_RUNNING
        self._scriptrunner = Ended()
        self.told = []

    def _call_soon_on_event_loop(self, callback):
        asyncio.get_running_loop().call_soon_threadsafe(callback)

    def send(self, word):
        """Send as a run of the page does: it counts only while that run is the session's."""
        sender = self._scriptrunner
        self._call_soon_on_event_loop(
            lambda: self.told.append(word if self._scriptrunner is sender else f"{word} dropped")
        )


@pytest.fixture
def session(monkeypatch):
    def create(session, asked):
        session._scriptrunner = Goes(session.told)
        session.told.append(f"{asked} begins")

    monkeypatch.setattr(handed_on, "_create", create)
    return Session()


def after(session, *deeds):
    """Do them in one turn of an event loop, and return what had come of them in the end."""

    async def turns():
        for deed in deeds:
            deed()
        for _ in range(3):
            await asyncio.sleep(0)

    talk(turns)
    return session.told


def test_a_fragment_begins_after_what_the_page_sent(session):
    told = after(
        session,
        lambda: session.send("button"),
        lambda: handed_on._wait(session, "fragment"),
        lambda: handed_on._wait(session, "second"),
    )
    assert told == ["button", "fragment begins", "second taken"]


def test_a_whole_run_does_not_wait(session):
    session._scriptrunner = None
    assert after(session, lambda: handed_on._wait(session, "page")) == ["page begins"]


def test_nothing_begins_for_somebody_who_has_left(session):
    def leave():
        session._state = AppSessionState.SHUTDOWN_REQUESTED

    assert after(session, lambda: handed_on._wait(session, "fragment"), leave) == []


def test_streamlit_has_what_is_put_in_the_place_of_its_own():
    own = AppSession._create_scriptrunner
    try:
        handed_on.in_turn()
        assert AppSession._create_scriptrunner is handed_on._wait
    finally:
        AppSession._create_scriptrunner = own
