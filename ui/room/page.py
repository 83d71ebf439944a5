"""The lecturer's page: opens a room, and holds its reins."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from urllib.parse import urlsplit

import segno
import streamlit as st

from runs.rooms import codes
from runs.rooms.activities import ACTIVITIES
from runs.rooms.activities.predict import Predict
from runs.rooms.room import Room
from runs.run import Run
from ui.components.lectern import Asks, Choice, Lectern, Offered, OfLesson, Planned, lectern
from ui.lessons.hour.plan import HOUR, Stop
from ui.lessons.kit.page import address as idea_address
from ui.room.lesson_questions import completed, questions
from ui.shell import lecture, second_device, server, session
from ui.shell.lessons import LESSONS
from ui.stage import starts

_PROBLEM = "room.problem"
_RUN = "room.run"  # the key of the run that the hour begins with


def show() -> None:
    """Show this browser's room, or offer to open one."""
    room = server.rooms().of(session.me(), ask=True)
    if room is None:
        _offer()
        return
    places = [_planned(stop) for stop in HOUR]
    if st.query_params.pop(lecture.PLAN, "") == lecture.HOUR:
        _fill(room, places)
    here = st.context.url or ""
    address = second_device.beside(here, "join")
    link = f"{address}/{room.about.code}"
    code = segno.make(link, error="m")
    lectern(
        Lectern(
            room=room.about.key,
            code=codes.spaced(room.about.code),
            address=address.partition("://")[2],
            link=link,
            qr=code.svg_data_uri(scale=8, border=2, dark="#000", light="#fff"),
            reached=not second_device.is_this_machine(urlsplit(link).hostname or ""),
            base=st.get_option("server.baseUrlPath").strip("/"),
            owner=session.owner(),
            places=places,
            activities=[Offered(name, one.title, _ready(name)) for name, one in ACTIVITIES.items()],
        ),
        _over,
    )
    st.caption("The room in the hand, while this screen shows something else:")
    second_device.offer(None, lecture.ROOM)


def _ready(name: str) -> list[Choice]:
    """Return what can be picked of an activity; the lessons' questions are known here only."""
    if name == Predict.name:
        return [
            Choice(
                lecture.plain(one.text),
                title,
                json.dumps({"lesson": key, "text": lecture.plain(one.text)}),
            )
            for key, (title, one) in questions().items()
        ]
    ready = ACTIVITIES[name].ready()
    return [Choice(one.title, "", json.dumps(dict(one.settings))) for one in ready]


def _planned(stop: Stop) -> Planned:
    about = LESSONS.get(stop.page)
    return Planned(
        page="" if stop.page == "train" else stop.page.replace("_", "-"),
        run=_run().key if stop.page == "train" else "",
        idea=idea_address(stop.idea),
        title=f"{about.title.rstrip('?')}: {stop.idea}" if about else stop.page.capitalize(),
        minutes=stop.minutes,
        note=stop.do,
        questions="off" if about else "",
        asks=Asks(Predict.name, OfLesson(stop.question)) if stop.question else None,
    )


def _fill(room: Room, places: Sequence[Planned]) -> None:
    """Put a plan on the agenda, unless there is something on it."""
    with room.lock:
        planned = bool(room.state.agenda)
    if planned:
        return
    said = {"items": [asdict(place) for place in places]}
    with suppress(ValueError):  # it was closed just now
        server.rooms().note(room, session.me(), "plan", completed(room, "plan", said))


def _run() -> Run:
    """Return the run that the hour's plan speaks of: this browser's, and it has not trained yet."""
    run = server.runs().get(st.session_state.get(_RUN, ""))
    if run is None:
        run = Run(starts.SPIRAL, starts.SLOWLY)
        run.owner = session.me()
        server.runs().add(run)
        st.session_state[_RUN] = run.key
    return run


def _offer() -> None:
    st.header("Lecture room", anchor=False)
    st.markdown(
        "Open a room, and show its code. Everybody in the hall joins with a phone, without an "
        "account: they see the run or the lesson that you are at, answer your questions, and the "
        "projector shows what the class did. The room is gone when you close it, or after a day, "
        "and all that was said in it with it."
    )
    st.button("Open a room", type="primary", icon=":material/meeting_room:", on_click=_open)
    if problem := st.session_state.pop(_PROBLEM, ""):
        st.error(problem, icon=":material/error:")


def _open() -> None:
    try:
        server.rooms().open(session.me())
    except ValueError as error:
        st.session_state[_PROBLEM] = str(error)


def _over() -> None:
    """Streamlit runs the page again by itself: it offers another room."""
