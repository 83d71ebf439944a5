"""What an activity is; the package ``runs.rooms`` says how one is made."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from runs.rooms.events import Event, Member

S = TypeVar("S")
People = Mapping[int, Member]
"""Everybody in the room by number, the lecturer included."""


class Ready(NamedTuple):
    """What can be started as it stands: what the lecturer reads, and what ``settings`` takes."""

    title: str
    settings: Mapping[str, Any]


class Activity(ABC, Generic[S]):
    """One kind of thing that a class does together; ``S`` is its state.

    ``name`` is its files', ``title`` what the lecturer reads.
    """

    name: ClassVar[str]
    title: ClassVar[str]

    def ready(self) -> list[Ready]:
        """Return what the lecturer can pick, if there is a list."""
        return []

    @abstractmethod
    def settings(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the lecturer chose as the log keeps it.

        Raises
        ------
        ValueError
            With a text for the lecturer, if it makes no sense.
        """

    @abstractmethod
    def begin(self, settings: Mapping[str, Any]) -> S:
        """Return the state at first."""

    @abstractmethod
    def check(self, state: S, who: Member, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a member asks for as the log keeps it.

        Raises
        ------
        ValueError
            With a text for who asked, if it is not possible.
        """

    def prepare(self, state: S, about: Mapping[str, Any]) -> None:
        """Work out what takes long of what ``apply`` is about to do; nobody sees a difference.

        Others read the state meanwhile, while ``apply`` has it for itself.
        """

    @abstractmethod
    def apply(self, state: S, who: Member, event: Event) -> None:
        """Change the state by what was checked."""

    @abstractmethod
    def student(self, state: S) -> dict[str, Any]:
        """Return what all students see."""

    def own(self, state: S, who: Member) -> dict[str, Any]:
        """Return what only this one sees."""
        return {}

    def right(self, state: S, who: Member) -> bool | None:
        """Tell whether this one was right; None if that is not known yet, or never will be."""
        return None

    @abstractmethod
    def lecturer(self, state: S, people: People) -> dict[str, Any]:
        """Return what the lecturer sees."""

    @abstractmethod
    def wall(self, state: S, people: People) -> dict[str, Any]:
        """Return what the projector shows."""
