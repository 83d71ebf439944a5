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
class Planned:
    """A place for the agenda: a page's address, an idea's, and what it is called."""

    page: str
    idea: str
    title: str


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
