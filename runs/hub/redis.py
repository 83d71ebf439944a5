"""Replicas that speak by a server of Redis' protocol: Redis, Valkey and others.

Who holds a run is a key that expires; news are its publications, questions a list for each replica,
answers a list for each question. Nothing there is needed for longer than seconds.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import redis

from runs.hub.hub import LEASE, HubError, parcel, unwrapped

_LOG = logging.getLogger(__name__)
WAIT = 10.0  # seconds for the server
KEPT = 10_000  # ms that a question or an answer waits to be read
PAUSE = 0.5  # seconds before what failed is tried again
LOOK = 0.3  # seconds for which a question is waited for, until something else may be done
TURN = 0.05  # seconds until another channel is listened to
PREFIX = "playground"
ANSWERING = 4  # threads: a command waits for the step under way

# KEYS are runs' keys, ARGV this replica and the lease in ms; returned are the numbers of those that
# another holds, each followed by who that is.
_CLAIM = """
local others = {}
for i, key in ipairs(KEYS) do
  local home = redis.call('GET', key)
  if home and home ~= ARGV[1] then
    table.insert(others, i)
    table.insert(others, home)
  else
    redis.call('SET', key, ARGV[1], 'PX', ARGV[2])
  end
end
return others
"""
_RELEASE = """
for _, key in ipairs(KEYS) do
  if redis.call('GET', key) == ARGV[1] then redis.call('DEL', key) end
end
"""


class RedisHub:
    """A hub to all replicas that know the same server; see ``Hub``."""

    shared = True

    def __init__(self, address: str, name: str) -> None:
        self.name, self.trouble = name, ""
        try:
            self._redis = redis.Redis.from_url(
                address, socket_timeout=WAIT, socket_connect_timeout=WAIT / 5
            )
        except ValueError as error:
            raise HubError("PLAYGROUND_HUB is no address of a server.") from error
        self._claim = self._redis.register_script(_CLAIM)
        self._release = self._redis.register_script(_RELEASE)
        self._hear: Mapping[str, Callable[[bytes], None]] = {}
        self._stopped = threading.Event()
        self._answering = ThreadPoolExecutor(ANSWERING, "answers")
        self._threads: list[threading.Thread] = []
        self._start(self._listen, "news")

    def _start(self, work: Callable[[], None], name: str) -> None:
        """Have ``work`` done again and again, also after the server was away."""

        def go_on() -> None:
            while not self._stopped.is_set():
                try:
                    work()
                except redis.RedisError as error:
                    self._failed(error)
                    self._stopped.wait(PAUSE)

        thread = threading.Thread(target=go_on, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _failed(self, error: redis.RedisError) -> HubError:
        if not self.trouble:
            _LOG.warning("Other replicas cannot be reached: %s", error)
        self.trouble = str(error).split("\n", 1)[0] or type(error).__name__
        return HubError(self.trouble)

    def claim(self, runs: Collection[str]) -> Mapping[str, str]:
        """Hold these runs, by key, for ``LEASE`` seconds; return who else holds which of them."""
        keys = list(runs)
        try:
            found = self._claim([_home(run) for run in keys], [self.name, int(1000 * LEASE)])
        except redis.RedisError as error:
            raise self._failed(error) from error
        self.trouble = ""
        return {
            keys[number - 1]: home.decode()
            for number, home in zip(found[::2], found[1::2], strict=True)
        }

    def release(self, runs: Collection[str]) -> None:
        """Hold these runs no longer."""
        try:
            self._release([_home(run) for run in runs], [self.name])
        except redis.RedisError as error:
            raise self._failed(error) from error

    def publish(self, channel: str, news: bytes) -> None:
        """Tell news to those who listen to this channel now."""
        try:
            self._redis.publish(f"{PREFIX}:{channel}", news)
        except redis.RedisError as error:
            raise self._failed(error) from error

    def listen(self, hear: Mapping[str, Callable[[bytes], None]]) -> None:
        """Hear the news of these channels from now on, and of no others."""
        self._hear = dict(hear)

    def _listen(self) -> None:
        # The connection belongs to this thread: others only say what is to be heard.
        pubsub: Any = self._redis.pubsub  # comes without types
        with pubsub(ignore_subscribe_messages=True) as heard:
            channels: frozenset[str] = frozenset()
            while not self._stopped.is_set():
                wanted = frozenset(self._hear)
                if new := wanted - channels:
                    heard.subscribe(*(f"{PREFIX}:{channel}" for channel in new))
                if old := channels - wanted:
                    heard.unsubscribe(*(f"{PREFIX}:{channel}" for channel in old))
                channels = wanted
                if not channels:
                    self._stopped.wait(TURN)
                    continue
                message = heard.get_message(timeout=TURN)
                if message is None or message["type"] != "message":
                    continue
                channel = message["channel"].decode().removeprefix(f"{PREFIX}:")
                if (hear := self._hear.get(channel)) is not None:
                    hear(message["data"])

    def ask(self, replica: str, question: bytes, seconds: float) -> bytes | None:
        """Return a replica's answer; None if there is none within so many seconds."""
        number = secrets.token_urlsafe(12)
        inbox = f"{PREFIX}:questions:{replica}"
        try:
            with self._redis.pipeline() as pipeline:
                pipeline.rpush(inbox, parcel({"number": number}, question))
                pipeline.pexpire(inbox, KEPT)
                pipeline.execute()
            found = self._redis.blpop([f"{PREFIX}:answer:{number}"], timeout=seconds)
        except redis.RedisError as error:
            raise self._failed(error) from error
        return None if found is None else _bytes(found[1])

    def serve(self, answer: Callable[[bytes], bytes]) -> None:
        """Answer others' questions so from now on."""

        def take() -> None:
            if found := self._redis.blpop([f"{PREFIX}:questions:{self.name}"], timeout=LOOK):
                with suppress(RuntimeError):  # it has just been stopped
                    self._answering.submit(self._answer, answer, _bytes(found[1]))

        self._start(take, "questions")

    def _answer(self, answer: Callable[[bytes], bytes], message: bytes) -> None:
        try:
            about, (question,) = unwrapped(message)
            inbox = f"{PREFIX}:answer:{about['number']}"
            with self._redis.pipeline() as pipeline:
                pipeline.rpush(inbox, answer(question))
                pipeline.pexpire(inbox, KEPT)
                pipeline.execute()
        except (redis.RedisError, ValueError, KeyError) as error:
            _LOG.warning("A question stays without an answer: %s", error)

    def stop(self) -> None:
        """Hear and answer nothing any more."""
        self._stopped.set()
        self._answering.shutdown(wait=False, cancel_futures=True)
        until = time.monotonic() + 2
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))
        with suppress(redis.RedisError):
            self._redis.close()


def _bytes(content: bytes | str) -> bytes:
    return content if isinstance(content, bytes) else content.encode()


def _home(run: str) -> str:
    return f"{PREFIX}:home:{run}"
