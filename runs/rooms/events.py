"""What happens in a room, and to whom."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST_NAME = 24  # letters
LECTURER = 0  # the number of the room's owner


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    Attributes
    ----------
    number : int
        Its place in the room's log, from 1.
    member : str
        The mark of who did it.
    kind : str
        Which of ``deeds.DEEDS``.
    about : mapping
        JSON-friendly but for ``data``, which are bytes where there are any.
    at : float
        Seconds since 1970.
    """

    number: int
    member: str
    kind: str
    about: Mapping[str, Any]
    at: float = 0.0


@dataclass(slots=True)
class Member:
    """Somebody in a room; others know the number, never the mark.

    ``hidden`` is whether the name is kept from the projector and from others, ``muted`` whether
    what is said is dropped, ``removed`` whether this browser may not come back: all three hold for
    whoever it is, under each name. ``renamed`` is how often there was another one.
    """

    number: int
    name: str = ""
    hidden: bool = False
    muted: bool = False
    removed: bool = False
    renamed: int = 0

    @property
    def shown(self) -> str:
        """The name, '' if there is none to be shown."""
        return "" if self.hidden or self.removed else self.name


@dataclass(frozen=True, slots=True)
class About:
    """Which room it is: ``until`` and ``opened`` are seconds since 1970, ``owner`` is a mark."""

    key: str
    code: str
    owner: str
    opened: float
    until: float


@dataclass(slots=True)
class Running:
    """An activity that was started: ``kind`` is its name, ``number`` that of the event.

    ``at`` is when, in seconds since 1970.
    """

    number: int
    kind: str
    settings: Mapping[str, Any]
    state: Any
    at: float = 0.0


@dataclass(slots=True)
class State:
    """What a room is now.

    Attributes
    ----------
    about : About
    members : dict
        By mark, in the order in which they came.
    numbered : dict
        The same by number, the lecturer too.
    locked : bool
        Whether students only follow.
    place : mapping, optional
        Where the lecturer is: see ``deeds``.
    activities : dict
        All that were started, by number.
    current : int
        The number of the one that is on; 0 if none.
    agenda : list of mapping
        What is to come, in order: a place with a title, or an activity with its settings.
    at : int
        The place in it that was gone to last, -1 if none.
    since : float
        When that was, in seconds since 1970.
    led : int
        The number of the activity that the agenda began last; 0 if none.
    run : str
        The key of the lecturer's run that was shown last.
    timer : float
        When it rings, in seconds since 1970; 0 if none runs.
    black : bool
        Whether the projector is.
    last : int
        The number of the latest event.
    """

    about: About
    members: dict[str, Member] = field(default_factory=dict)
    numbered: dict[int, Member] = field(default_factory=dict)
    locked: bool = False
    place: Mapping[str, Any] | None = None
    activities: dict[int, Running] = field(default_factory=dict)
    current: int = 0
    agenda: list[Mapping[str, Any]] = field(default_factory=list)
    at: int = -1
    since: float = 0.0
    led: int = 0
    run: str = ""
    timer: float = 0.0
    black: bool = False
    last: int = 0

    @property
    def running(self) -> Running | None:
        """The activity that is on."""
        return self.activities.get(self.current)


def begun(about: About) -> State:
    """Return the state of a room in which nothing has happened."""
    owner = Member(LECTURER)
    return State(about, {about.owner: owner}, {LECTURER: owner})


def plain(text: object, longest: int) -> str:
    """Return a text in one line without what cannot be seen, cut to so many letters.

    Raises
    ------
    ValueError
        If it is no text.
    """
    if not isinstance(text, str):
        raise ValueError("That is no text.")
    seen = (" " if letter.isspace() else letter for letter in text[: 4 * longest])
    # Controls and marks that turn the direction of what follows would touch others' words.
    kept = "".join(letter for letter in seen if unicodedata.category(letter)[0] != "C")
    return " ".join(kept.split())[:longest].strip()
