"""The lecturer's hands: who is there, what they do, and what the projector shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ui.components.kit.linker import component
from ui.components.kit.packing import plain

KEY = "lectern"
_MOUNT = component(__file__)


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be picked: its title, the head that it stands under, and its settings as JSON."""

    title: str
    head: str
    settings: str


@dataclass(frozen=True, slots=True)
class Offered:
    """An activity that can be started, what it is called, and what of it is ready to be picked."""

    name: str
    title: str
    ready: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class OfLesson:
    """The key of a lesson's question."""

    lesson: str


@dataclass(frozen=True, slots=True)
class Asks:
    """The activity that asks it."""

    activity: str
    settings: OfLesson


@dataclass(frozen=True, slots=True)
class Planned:
    """A stop for the agenda: where it is, and what is done there.

    Attributes
    ----------
    page, run, idea : str
        A page's address, a run's key, and an idea's address; '' for none.
    title : str
        What it is called.
    minutes : int
        How long it takes.
    note : str
        What the lecturer does there.
    questions : str
        "off" if the page puts no questions of its own.
    asks : Asks, optional
        What all are asked before they see it.
    """

    page: str
    run: str
    idea: str
    title: str
    minutes: int
    note: str
    questions: str
    asks: Asks | None


@dataclass(frozen=True, slots=True)
class Lectern:
    """What the lecturer's component is given.

    Attributes
    ----------
    room : str
        The room's key.
    code : str
        As it is read aloud.
    address, link : str
        What students type, and what the picture ``qr``, an address of its own, holds.
    reached : bool
        Whether other devices reach that.
    base : str
        The path that the whole app is served under.
    owner : str
        This browser's secret.
    activities : sequence of Offered
    places : sequence of Planned
        What an hour's lecture shows, in order.
    """

    room: str
    code: str
    address: str
    link: str
    qr: str
    reached: bool
    base: str
    owner: str
    activities: Sequence[Offered]
    places: Sequence[Planned]


def lectern(said: Lectern, on_over: Callable[[], None]) -> None:
    """Show it; ``on_over`` is called when the room was closed."""
    _MOUNT(key=KEY, data=plain(said), on_over_change=on_over)
