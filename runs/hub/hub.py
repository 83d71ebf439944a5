"""What a process can tell the others: which runs it holds, news, questions.

A process is called a *replica*. The replica that holds a run is its *home*.
"""

import json
import struct
from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol

LEASE = 5.0  # seconds that a replica holds a run without saying so again

_LENGTH = struct.Struct(">I")


class HubError(Exception):
    """Why the other replicas cannot be reached."""


class Hub(Protocol):
    """One replica's connection to all. Methods raise ``HubError`` if they cannot be reached.

    Attributes
    ----------
    name : str
        This replica's.
    shared : bool
        Whether there can be others at all.
    trouble : str
        Why they cannot be reached at present, '' if they can.
    """

    name: str
    shared: bool
    trouble: str

    def claim(self, runs: Collection[str]) -> Mapping[str, str]:
        """Hold these runs, by key, for ``LEASE`` seconds; return who else holds which of them."""

    def release(self, runs: Collection[str]) -> None:
        """Hold these runs no longer."""

    def publish(self, channel: str, news: bytes) -> None:
        """Tell news to those who listen to this channel now."""

    def listen(self, hear: Mapping[str, Callable[[bytes], None]]) -> None:
        """Hear the news of these channels from now on, and of no others."""

    def ask(self, replica: str, question: bytes, seconds: float) -> bytes | None:
        """Return a replica's answer; None if there is none within so many seconds."""

    def serve(self, answer: Callable[[bytes], bytes]) -> None:
        """Answer others' questions so from now on; it must not raise."""

    def stop(self) -> None:
        """Hear and answer nothing any more."""


def parcel(about: Mapping[str, Any], *contents: bytes) -> bytes:
    """Return something in words and some bytes beside it as one message."""
    parts = json.dumps(about).encode(), *contents
    return b"".join(piece for part in parts for piece in (_LENGTH.pack(len(part)), part))


def unwrapped(message: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Return what ``parcel`` put together.

    Raises
    ------
    ValueError
        If it is nothing of the kind.
    """
    parts, at = [], 0
    while at < len(message):
        if at + _LENGTH.size > len(message):
            raise ValueError("A message ends too early.")
        (length,) = _LENGTH.unpack_from(message, at)
        at += _LENGTH.size
        if at + length > len(message):
            raise ValueError("A message ends too early.")
        parts.append(message[at : at + length])
        at += length
    about = json.loads(parts[0]) if parts else None
    if not isinstance(about, dict):
        raise ValueError("A message says nothing.")
    return about, parts[1:]
