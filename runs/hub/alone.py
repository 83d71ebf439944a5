"""Replicas within one process: what they tell each other is a function call."""

import threading
from collections.abc import Callable, Collection, Mapping


class Exchange:
    """Where the hubs of one process meet."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.homes: dict[str, str] = {}
        self.hubs: dict[str, Alone] = {}


class Alone:
    """A hub to the others of an exchange, of which there are usually none; see ``Hub``."""

    def __init__(
        self, name: str = "alone", exchange: Exchange | None = None, trouble: str = ""
    ) -> None:
        self.trouble = trouble
        self.name, self.shared = name, exchange is not None
        self._exchange = exchange or Exchange()
        self._hear: Mapping[str, Callable[[bytes], None]] = {}
        self._answer: Callable[[bytes], bytes] | None = None
        self._exchange.hubs[name] = self

    def claim(self, runs: Collection[str]) -> Mapping[str, str]:
        """Hold these runs; nobody forgets that here. Return who else holds which of them."""
        with self._exchange.lock:
            homes = {run: self._exchange.homes.setdefault(run, self.name) for run in runs}
        return {run: home for run, home in homes.items() if home != self.name}

    def release(self, runs: Collection[str]) -> None:
        """Hold these runs no longer."""
        with self._exchange.lock:
            for run in runs:
                if self._exchange.homes.get(run) == self.name:
                    del self._exchange.homes[run]

    def publish(self, channel: str, news: bytes) -> None:
        """Tell news to those who listen to this channel now."""
        for hub in list(self._exchange.hubs.values()):
            if (hear := hub._hear.get(channel)) is not None:
                hear(news)

    def listen(self, hear: Mapping[str, Callable[[bytes], None]]) -> None:
        """Hear the news of these channels from now on, and of no others."""
        self._hear = dict(hear)

    def ask(self, replica: str, question: bytes, seconds: float) -> bytes | None:
        """Return a replica's answer; None if it is not there."""
        hub = self._exchange.hubs.get(replica)
        return None if hub is None or hub._answer is None else hub._answer(question)

    def serve(self, answer: Callable[[bytes], bytes]) -> None:
        """Answer others' questions so from now on."""
        self._answer = answer

    def stop(self) -> None:
        """Be gone; what was held is free."""
        with self._exchange.lock:
            self._exchange.hubs.pop(self.name, None)
            homes = self._exchange.homes.items()
            self._exchange.homes = {run: home for run, home in homes if home != self.name}
        self._hear, self._answer = {}, None
