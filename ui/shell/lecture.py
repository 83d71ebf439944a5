"""Where the lecturer of an open room is, which those in it follow."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import streamlit as st

from runs.rooms.activities.predict import Predict, Predicted
from runs.rooms.room import Room
from ui.shell import server, session

ROOM = "room"
"""The address of the lecturer's page of the room itself: nobody follows there."""
FOLLOW = "follow"
"""The address' key of a page that follows."""
PLAN, HOUR = "plan", "hour"
"""The address' key of what the room's agenda is filled with, and the plan there is."""
_QUESTIONS = "lecture.questions"  # the session's key of whether the page puts a question now
_ASKED = "lecture.asked"  # of the room and the question that it was asked last
WITH_RUN = ("", "lab")
"""The addresses of pages that show a run."""
COMPARE = "compare"
"""And of the one that shows a pair."""


def follows() -> bool:
    """Tell whether this page is what somebody in a room is shown of the lecturer's."""
    return st.query_params.get(FOLLOW) == "true"


def tell(page: str) -> None:
    """Tell this browser's room, if it has one, which page is shown, by its address."""
    if page == ROOM or follows() or (room := server.rooms().of(session.me())) is None:
        return
    run = session.looked_at() if page in WITH_RUN else ""
    pair = session.compared() if page == COMPARE else ""
    idea, questions = st.query_params.get("idea", ""), st.session_state.pop(_QUESTIONS, "")
    place = {"page": page, "run": run, "idea": idea, "questions": questions, "pair": pair}
    with room.lock:
        before = room.state.place
    if place != before:
        with suppress(ValueError):  # it was closed just now
            server.rooms().say(room.about.key, session.me(), "place", place)


def puts_question(now: bool) -> None:
    """Note whether this page puts a question, which those who follow see only then."""
    st.session_state[_QUESTIONS] = "on" if now else "off"


def has_room() -> bool:
    """Tell whether this browser has a room that questions can be put to."""
    return _room() is not None


def has_asked(lesson: str) -> bool:
    """Tell whether this page has put this question to the room, and no other since."""
    room = _room()
    return room is not None and st.session_state.get(_ASKED) == (room.about.key, lesson)


def ask(lesson: str, text: str, options: Sequence[str]) -> None:
    """Put a lesson's question to this browser's room."""
    settings = {"lesson": lesson, "text": plain(text), "choices": [*map(plain, options)]}
    _say("start", {"activity": Predict.name, "settings": settings})
    if (room := _room()) is not None:
        st.session_state[_ASKED] = room.about.key, lesson


def reveal(lesson: str, right: int, sentence: str) -> None:
    """Show the room its answers, and what was measured, if it was asked this."""
    if number := _asks(lesson):
        measured = {"right": right, "sentence": plain(sentence)}
        _say("act", {"of": number, "reveal": True, "measured": measured})


def go_on(lesson: str) -> None:
    """Have the room see the idea, if it was asked this before."""
    if _asks(lesson):
        _say("stop", {})


def _room() -> Room | None:
    return None if follows() else server.rooms().of(session.me())


def _asks(lesson: str) -> int:
    """Return the number of the activity that asks this question now; 0 if none does."""
    if (room := _room()) is None:
        return 0
    with room.lock:
        running = room.state.running
    if running is None or not isinstance(running.state, Predicted):
        return 0
    return running.number if running.state.lesson == lesson else 0


def _say(kind: str, said: Mapping[str, Any]) -> None:
    if (room := _room()) is not None:
        with suppress(ValueError):  # it was closed just now, or knows already
            server.rooms().note(room, session.me(), kind, said)


def plain(text: str) -> str:
    """Return a lesson's text without its marks for bold and italic letters."""
    return text.replace("*", "")
