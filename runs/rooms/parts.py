"""What each of a room sees of its state: JSON-friendly, by name.

"activity" says which one is on, "state" what is to be seen of it, also by name.
"""

from typing import Any

from runs.rooms.activities import ACTIVITIES
from runs.rooms.events import LECTURER, Member, Running, State

Part = dict[str, Any]


def student(state: State) -> Part:
    """Return what all students see."""
    running = state.running
    seen = ACTIVITIES[running.kind].student(running.state) if running else {}
    return {**_everybody(state), "state": seen}


def own(state: State, who: Member) -> Part:
    """Return what only this one sees."""
    running = state.running
    mine = ACTIVITIES[running.kind].own(running.state, who) if running else {}
    me = {"number": who.number, "name": who.name, "muted": who.muted, "tally": _tally(state, who)}
    return {"me": me, "mine": mine}


def _tally(state: State, who: Member) -> list[int]:
    """Return how often this one was right in this room, and of how many times."""
    done = [ACTIVITIES[one.kind].right(one.state, who) for one in state.activities.values()]
    known = [right for right in done if right is not None]
    return [sum(known), len(known)]


def lecturer(state: State) -> Part:
    """Return what the lecturer sees."""
    people = [member for member in state.numbered.values() if member.number != LECTURER]
    running = state.running
    seen = ACTIVITIES[running.kind].lecturer(running.state, state.numbered) if running else {}
    return {
        **_everybody(state),
        "state": seen,
        "people": [
            [one.number, one.name, one.hidden, one.muted, one.removed]
            for one in people
            if one.name or one.hidden or one.muted or one.removed
        ],
        "agenda": [
            {
                "title": item["title"],
                "asks": "asks" in item,
                "minutes": item.get("minutes", 0),
                "note": item.get("note", ""),
            }
            for item in state.agenda
        ],
        "at": state.at,
        "since": state.since,
        "led": _led(state),
        "black": state.black,
        "joined": sum(not member.removed for member in people),
    }


def wall(state: State) -> Part:
    """Return what the projector shows."""
    running = state.running
    seen = ACTIVITIES[running.kind].wall(running.state, state.numbered) if running else {}
    return {**_everybody(state), "black": state.black, "state": seen}


def _everybody(state: State) -> Part:
    return {
        "code": state.about.code,
        "locked": state.locked,
        "place": state.place,
        "timer": state.timer,
        "activity": _named(state.running),
        "ahead": _led(state) and "page" in state.agenda[state.at],
    }


def _led(state: State) -> bool:
    """Tell whether the agenda began what is on."""
    return 0 < state.led == state.current and state.at >= 0


def _named(running: Running | None) -> Part | None:
    if running is None:
        return None
    title = ACTIVITIES[running.kind].title
    return {"number": running.number, "kind": running.kind, "title": title}
