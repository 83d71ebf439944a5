"""What can happen in a room: who may do it, whether it makes sense, and what it changes.

::

    join    {"name": text}            a student comes in, or takes another name; "" for none
    act     {"of": number, ...}       something within an activity; see ``runs.rooms``
    lock    {"on": bool}              whether students only follow; this and the rest: lecturer only
    place   {"page", "run", "idea", "questions", "pair"}  where the lecturer is: a page's address, a
                                      run's key, an idea, "off" if a lesson's questions are not put
                                      there, the key of the two that are compared
    person  {"number", "hidden" | "muted" | "removed": bool}
    start   {"activity": name, "settings": {...}}
    stop    {}                        the activity is no longer on; what it came to stays
    plan    {"items": [...]}          for the agenda: what "place" or "start" takes, with a "title";
                                      a place may have "asks", what "start" takes, "minutes", "note"
    unplan  {"index": n} or {}        an item of it less, or all
    go      {"index": n}              to an item of it, and everybody follows
    timer   {"seconds": n}            rings then; 0 for none
    black   {"on": bool}              the projector
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from runs.rooms.activities import ACTIVITIES
from runs.rooms.events import (
    LECTURER,
    LONGEST_NAME,
    About,
    Event,
    Member,
    Running,
    State,
    begun,
    plain,
)

MOST_MEMBERS = 1000
_MOST_NAMES = 20  # of one member: the log keeps each
_ACTIVITIES_KEPT = 100
_LONGEST_AGENDA, _LONGEST_TITLE, _LONGEST_NOTE = 60, 100, 200
_LONGEST_STOP = 120  # minutes
_LONGEST_TIMER = 7200  # seconds
_PLACE = {"page": 40, "run": 64, "idea": 64, "questions": 3, "pair": 64}  # letters
_WITH_RUN = ("", "lab")  # pages that show the lecturer's run
_SWITCHES = ("hidden", "muted", "removed")

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """``check`` returns what the log keeps, or raises ``ValueError`` with a text for who asked.

    ``prepare`` works out what takes long before ``apply`` changes the state.
    """

    check: Callable[[State, Member, Said], dict[str, Any]]
    apply: Callable[[State, Member, Event], None]
    anybody: bool = False
    prepare: Callable[[State, Event], None] | None = None


def checked(state: State, mark: str, kind: str, said: Said) -> dict[str, Any]:
    """Return what is to be noted of a deed.

    Raises
    ------
    ValueError
        If this member cannot do it now; its text is for them.
    """
    deed = DEEDS.get(kind)
    if deed is None:
        raise ValueError("There is no such thing to do.")
    who = state.members.get(mark)
    if who is None:
        if kind != "join":
            raise ValueError("You are not in this room.")
        if len(state.members) > MOST_MEMBERS:
            raise ValueError("This room is full.")
        who = Member(len(state.members))
    if who.removed:
        raise ValueError("You were taken out of this room.")
    if who.number != LECTURER:
        if not deed.anybody:
            raise ValueError("Only the lecturer does that.")
        if who.muted and kind == "act":
            raise ValueError("The lecturer does not hear you at present.")
    return deed.check(state, who, said)


def fold(about: About, events: Iterable[Event]) -> State:
    """Return what a room is after these events, which are in order."""
    state = begun(about)
    for event in events:
        happen(state, event)
    return state


def happen(state: State, event: Event, lock: AbstractContextManager[object] | None = None) -> None:
    """Change a state by the next event; one that came too late to make sense changes nothing.

    ``lock`` is held while it changes: whoever reads it in another thread holds it, too.
    """
    changing = lock or nullcontext()
    try:
        checked(state, event.member, event.kind, event.about)
    except ValueError:
        with changing:
            state.last = event.number
        return
    deed = DEEDS[event.kind]
    if deed.prepare is not None:
        deed.prepare(state, event)
    with changing:
        state.last = event.number
        if event.kind == "join" and event.member not in state.members:
            member = Member(len(state.members))
            state.members[event.member] = state.numbered[member.number] = member
        deed.apply(state, state.members[event.member], event)


def _joins(state: State, who: Member, said: Said) -> dict[str, Any]:
    name = "" if who.muted else plain(said.get("name", ""), LONGEST_NAME)
    if name != who.name and who.renamed >= _MOST_NAMES and not who.muted:
        raise ValueError("You had many names by now: keep this one.")
    return {"name": name}


def _joined(state: State, who: Member, event: Event) -> None:
    if who.muted or event.about["name"] == who.name:
        return
    who.name = event.about["name"]
    who.renamed += 1


def _on(state: State, who: Member, said: Said) -> dict[str, Any]:
    return {"on": bool(said.get("on"))}


def _locked(state: State, who: Member, event: Event) -> None:
    state.locked = event.about["on"]


def _goes(state: State, who: Member, said: Said) -> dict[str, Any]:
    return {name: plain(said.get(name, ""), longest) for name, longest in _PLACE.items()}


def _went(state: State, who: Member, event: Event) -> None:
    _go_to(state, event.about)


def _go_to(state: State, place: Said) -> None:
    state.run = place["run"] or state.run
    state.place = {name: place.get(name, "") for name in _PLACE}


def _switches(state: State, who: Member, said: Said) -> dict[str, Any]:
    number = said.get("number")
    if type(number) is not int or number == LECTURER or number not in state.numbered:
        raise ValueError("There is nobody of that number.")
    chosen = {name: said[name] for name in _SWITCHES if isinstance(said.get(name), bool)}
    if not chosen:
        raise ValueError("Say whether to hide, mute or remove.")
    return {"number": number, **chosen}


def _switched(state: State, who: Member, event: Event) -> None:
    member = state.numbered[event.about["number"]]
    for name in _SWITCHES:
        if name in event.about:
            setattr(member, name, event.about[name])


def _starts(state: State, who: Member, said: Said) -> dict[str, Any]:
    activity = ACTIVITIES.get(str(said.get("activity", "")))
    settings = said.get("settings")
    if activity is None or not isinstance(settings, Mapping):
        raise ValueError("There is no such activity.")
    if len(state.activities) >= _ACTIVITIES_KEPT:
        raise ValueError("That is enough for one room: open another one.")
    return {"activity": activity.name, "settings": activity.settings(settings)}


def _started(state: State, who: Member, event: Event) -> None:
    _start(state, event.about, event)


def _start(state: State, said: Said, event: Event) -> None:
    kind, settings = said["activity"], said["settings"]
    begun = ACTIVITIES[kind].begin(settings)
    state.activities[event.number] = Running(event.number, kind, settings, begun, event.at)
    state.current = event.number


def _nothing(state: State, who: Member, said: Said) -> dict[str, Any]:
    return {}


def _stopped(state: State, who: Member, event: Event) -> None:
    state.current = 0


def _plans(state: State, who: Member, said: Said) -> dict[str, Any]:
    items = said.get("items")
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise ValueError("An agenda is a list.")
    if len(state.agenda) + len(items) > _LONGEST_AGENDA:
        raise ValueError(f"An agenda has at most {_LONGEST_AGENDA} items.")
    return {"items": [_planned(state, who, item) for item in items]}


def _planned(state: State, who: Member, item: Said) -> dict[str, Any]:
    title = plain(item.get("title"), _LONGEST_TITLE)
    if not title:
        raise ValueError("An item of the agenda has a title.")
    if "activity" in item:
        return {"title": title, **_starts(state, who, item)}
    kept: dict[str, Any] = _goes(state, who, item)
    if isinstance(asks := item.get("asks"), Mapping):
        kept["asks"] = _starts(state, who, asks)
    minutes, note = item.get("minutes", 0), plain(item.get("note", ""), _LONGEST_NOTE)
    if type(minutes) is not int or not 0 <= minutes <= _LONGEST_STOP:
        raise ValueError("A stop of the agenda takes some minutes.")
    return {"title": title, "minutes": minutes, "note": note, **kept}


def _was_planned(state: State, who: Member, event: Event) -> None:
    state.agenda += event.about["items"]


def _picks(state: State, who: Member, said: Said) -> dict[str, Any]:
    index = said.get("index")
    if type(index) is not int or not 0 <= index < len(state.agenda):
        raise ValueError("There is no such item.")
    if (begins := _begins(state.agenda[index])) is not None:
        _starts(state, who, begins)  # there may be too many by now
    return {"index": index}


def _begins(item: Said) -> Said | None:
    """Return what an item of the agenda starts, or asks before its place is shown; None if none."""
    begins: Said | None = item if "activity" in item else item.get("asks")
    return begins


def _unplans(state: State, who: Member, said: Said) -> dict[str, Any]:
    return _picks(state, who, said) if "index" in said else {}


def _was_unplanned(state: State, who: Member, event: Event) -> None:
    if "index" not in event.about:
        state.agenda, state.at = [], -1
        return
    del state.agenda[event.about["index"]]
    if event.about["index"] <= state.at:
        state.at -= 1


def _went_on(state: State, who: Member, event: Event) -> None:
    state.at = event.about["index"]
    item = state.agenda[state.at]
    state.since, state.current = event.at, 0
    if "page" in item:
        run = item["run"] or (state.run if item["page"] in _WITH_RUN else "")
        _go_to(state, {**item, "run": run})
    if (begins := _begins(item)) is not None:
        _start(state, begins, event)
        state.led = state.current


def _times(state: State, who: Member, said: Said) -> dict[str, Any]:
    seconds = said.get("seconds")
    if type(seconds) is not int or not 0 <= seconds <= _LONGEST_TIMER:
        raise ValueError("A timer runs for some minutes, two hours at most.")
    return {"seconds": seconds}


def _timed(state: State, who: Member, event: Event) -> None:
    seconds = event.about["seconds"]
    state.timer = event.at + seconds if seconds else 0.0


def _blackened(state: State, who: Member, event: Event) -> None:
    state.black = event.about["on"]


def _acts(state: State, who: Member, said: Said) -> dict[str, Any]:
    running = state.activities.get(said["of"]) if type(said.get("of")) is int else None
    if running is None or (running.number != state.current and who.number != LECTURER):
        raise ValueError("That is over.")
    noted = ACTIVITIES[running.kind].check(running.state, who, said)
    return {**noted, "of": running.number}


def _prepares(state: State, event: Event) -> None:
    running = state.activities[event.about["of"]]
    ACTIVITIES[running.kind].prepare(running.state, event.about)


def _acted(state: State, who: Member, event: Event) -> None:
    running = state.activities[event.about["of"]]
    ACTIVITIES[running.kind].apply(running.state, who, event)


DEEDS: dict[str, Deed] = {
    "join": Deed(_joins, _joined, anybody=True),
    "act": Deed(_acts, _acted, anybody=True, prepare=_prepares),
    "lock": Deed(_on, _locked),
    "place": Deed(_goes, _went),
    "person": Deed(_switches, _switched),
    "start": Deed(_starts, _started),
    "stop": Deed(_nothing, _stopped),
    "plan": Deed(_plans, _was_planned),
    "unplan": Deed(_unplans, _was_unplanned),
    "go": Deed(_picks, _went_on),
    "timer": Deed(_times, _timed),
    "black": Deed(_on, _blackened),
}
