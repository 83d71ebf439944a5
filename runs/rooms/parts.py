"""What each of a room sees of its state: JSON-friendly, by name."""

from collections.abc import Mapping
from typing import Any

from runs.rooms.activities import ACTIVITIES
from runs.rooms.events import LECTURER, Member, State

Part = dict[str, Any]


def student(state: State) -> Part:
    """Return what all students see."""
    return {
        **_everybody(state),
        "activity": _activity(state, lambda kind, it: ACTIVITIES[kind].student(it)),
    }


def own(state: State, who: Member) -> Part:
    """Return what only this one sees."""
    running = state.running
    mine = {} if running is None else ACTIVITIES[running.kind].own(running.state, who)
    return {"me": {"number": who.number, "name": who.name, "muted": who.muted}, "mine": mine}


def lecturer(state: State) -> Part:
    """Return what the lecturer sees."""
    people = [member for member in state.numbered.values() if member.number != LECTURER]
    return {
        **_everybody(state),
        "activity": _activity(
            state, lambda kind, it: ACTIVITIES[kind].lecturer(it, state.numbered)
        ),
        "people": [
            [one.number, one.name, one.hidden, one.muted, one.removed]
            for one in people
            if one.name or one.hidden or one.muted or one.removed
        ],
        "joined": sum(not member.removed for member in people),
    }


def wall(state: State) -> Part:
    """Return what the projector shows."""
    return {
        **_everybody(state),
        "activity": _activity(state, lambda kind, it: ACTIVITIES[kind].wall(it, state.numbered)),
    }


def _everybody(state: State) -> Part:
    return {"code": state.about.code, "locked": state.locked, "place": state.place}


def _activity(state: State, seen: Any) -> Mapping[str, Any] | None:
    running = state.running
    if running is None:
        return None
    title = ACTIVITIES[running.kind].title
    about = {"number": running.number, "kind": running.kind, "title": title}
    return {**about, "state": seen(running.kind, running.state)}
