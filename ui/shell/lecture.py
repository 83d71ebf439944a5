"""Where the lecturer of an open room is, which those in it follow."""

from contextlib import suppress

import streamlit as st

from ui.shell import server, session

ROOM = "room"
"""The address of the lecturer's page of the room itself: nobody follows there."""
FOLLOW = "follow"
"""The address' key of a page that follows."""
PLAN, HOUR = "plan", "hour"
"""The address' key of what the room's agenda is filled with, and the plan there is."""
WITH_RUN = ("", "lab")
"""The addresses of pages that show a run."""


def follows() -> bool:
    """Tell whether this page is what somebody in a room is shown of the lecturer's."""
    return st.query_params.get(FOLLOW) == "true"


def tell(page: str) -> None:
    """Tell this browser's room, if it has one, which page is shown, by its address."""
    if page == ROOM or follows() or (room := server.rooms().of(session.me())) is None:
        return
    run = session.looked_at() if page in WITH_RUN else ""
    said = {name: st.query_params.get(name, "") for name in ("idea", "questions")}
    place = {"page": page, "run": run, **said}
    with room.lock:
        before = room.state.place
    if place != before:
        with suppress(ValueError):  # it was closed just now
            server.rooms().say(room.about.key, session.me(), "place", place)
