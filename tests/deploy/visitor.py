"""A browser's conversation with the app over its real sockets, for tests and benchmarks."""

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qs

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from ui.components.kit.packing import unpack
from ui.stream.socket import TOGETHER

PATIENCE = 60  # seconds, on a busy machine


def cookies(replica: str, me: str) -> dict[str, str]:
    """Return the header that brings a browser to its replica and says whose it is."""
    return {"Cookie": f"replica={replica}; me={me}"} if replica else {"Cookie": f"me={me}"}


@asynccontextmanager
async def page(
    host: str, replica: str, me: str, query: str
) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
    """Open the app at an address; yield the key of the run there, and the stream's headers."""
    async with connect(
        f"ws://{host}/_stcore/stream",
        origin=f"http://{host}",
        additional_headers=cookies(replica, me),
        subprotocols=["streamlit"],
        max_size=None,
    ) as stream:
        asked = BackMsg()
        asked.rerun_script.query_string = query
        await stream.send(asked.SerializeToString())
        key = ""
        async with asyncio.timeout(PATIENCE):
            while not key:
                message = ForwardMsg.FromString(await stream.recv())
                if message.WhichOneof("type") == "page_info_changed":
                    told = parse_qs(message.page_info_changed.query_string)
                    key = told.get("run", [""])[0]
        reading = asyncio.create_task(_read(stream))
        try:
            yield key, stream.response.headers
        finally:
            reading.cancel()


async def _read(stream: ClientConnection) -> None:
    async for _ in stream:
        pass


class Watcher:
    """A page's end of the live socket.

    Attributes
    ----------
    steps : int
        Of the run, as the latest frame says.
    playing : bool
    frames : int
        That came so far.
    went_back : int
        The most steps that a frame was behind the one before.
    longest : float
        The most seconds between two frames, since it was set to 0.
    """

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.steps, self.playing, self.frames, self.went_back = 0, False, 0, 0
        self.longest, self._latest = 0.0, time.monotonic()
        self._numbers = itertools.count(1)
        self._replies: dict[int, asyncio.Future[Any]] = {}
        self._moved = asyncio.Event()

    async def listen(self) -> None:
        """Take frames, and tell that they were painted, until the socket ends."""
        unsaid, together = 0, 1  # as a page says what it has painted
        async for message in self._socket:
            if isinstance(message, str):
                told = json.loads(message)
                if (waiting := self._replies.pop(told["re"], None)) is not None:
                    waiting.set_result(told)
                continue
            header, arrays = unpack(message)
            for name, content in zip(header["views"], arrays, strict=True):
                if name == "timeline":
                    before, self.steps = self.steps, unpack(content.tobytes())[0]["now"]
                    self.went_back = max(self.went_back, before - self.steps)
            self.playing, self.frames = header["playing"], self.frames + 1
            before, self._latest = self._latest, time.monotonic()
            self.longest = max(self.longest, self._latest - before)
            self._moved.set()
            unsaid += 1
            if unsaid == together:
                await self._socket.send(json.dumps({"ack": unsaid}))
                unsaid, together = 0, TOGETHER

    async def say(self, **message: Any) -> tuple[dict[str, Any], float]:
        """Command something; return the reply, and the seconds it took."""
        number, since = next(self._numbers), time.monotonic()
        reply = self._replies[number] = asyncio.get_running_loop().create_future()
        await self._socket.send(json.dumps({**message, "id": number}))
        async with asyncio.timeout(PATIENCE):
            return await reply, time.monotonic() - since

    async def until(self, *, steps: int = 0, playing: bool | None = None) -> None:
        """Wait until the run has done so many steps, or plays or not."""
        async with asyncio.timeout(PATIENCE):
            while self.steps < steps or playing not in (None, self.playing):
                self._moved.clear()
                await self._moved.wait()


@asynccontextmanager
async def watching(
    host: str, replica: str, me: str, run: str, *views: str
) -> AsyncIterator[Watcher]:
    """Open the live socket of a page that shows these views of a run, and the timeline."""
    async with connect(
        f"ws://{host}/live?run={run}",
        origin=f"http://{host}",
        additional_headers=cookies(replica, me),
        max_size=None,
    ) as socket:
        want = {name: {} for name in ("timeline", *views)}
        await socket.send(json.dumps({"want": want, "at": None, "me": me}))
        watcher = Watcher(socket)
        listening = asyncio.create_task(watcher.listen())
        try:
            yield watcher
        finally:
            listening.cancel()


class Seat:
    """A page's end of the room's socket: what it was told, and when that changed last.

    Attributes
    ----------
    seen, doing : dict
        Of the room, and of the activity that is on.
    since : dict
        When each item of the activity came first, by the monotonic clock.
    heard, largest : int
        Letters that came so far, and of the longest message.
    """

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.seen: dict[str, Any] = {}
        self.doing: dict[str, Any] = {}
        self.since: dict[str, float] = {}
        self.heard = self.largest = 0
        self._numbers = itertools.count(1)
        self._replies: dict[int, asyncio.Future[Any]] = {}
        self._moved = asyncio.Event()

    async def listen(self) -> None:
        """Take what comes until the socket ends."""
        async for message in self._socket:
            self.heard, self.largest = self.heard + len(message), max(self.largest, len(message))
            said = json.loads(message)
            if "activity" in said.get("set", {}):
                self.doing, self.since = {}, {}
            self.seen |= said.get("set", {})
            self.doing |= said.get("state", {})
            for name in said.get("state", {}):
                self.since.setdefault(name, time.monotonic())
            if (waiting := self._replies.pop(said.get("re"), None)) is not None:
                waiting.set_result(said)
            self._moved.set()

    async def close_room(self) -> None:
        """End the room; only the lecturer can."""
        await self._socket.send('{"close": true}')

    async def closed(self) -> int | None:
        """Return the code of the socket once the server has closed it."""
        async with asyncio.timeout(PATIENCE):
            await self._socket.wait_closed()
        return self._socket.close_code

    async def ask(self, **message: Any) -> dict[str, Any]:
        """Say something; return the reply."""
        number = next(self._numbers)
        reply = self._replies[number] = asyncio.get_running_loop().create_future()
        await self._socket.send(json.dumps({**message, "id": number}))
        async with asyncio.timeout(PATIENCE):
            said: dict[str, Any] = await reply
            return said

    async def say(self, kind: str, **about: Any) -> None:
        """Have something happen in the room."""
        await self._socket.send(json.dumps({"say": {"kind": kind, **about}}))

    async def until(self, name: str, wanted: Any = None, *, doing: bool = False) -> Any:
        """Return what is seen under a name once it is there, or is what is wanted."""

        def found() -> Any:
            return (self.doing if doing else self.seen).get(name)

        await self.when(lambda: found() == wanted if wanted is not None else found())
        return found()

    async def when(self, true: Callable[[], Any]) -> None:
        """Wait until something of what was told is so."""
        async with asyncio.timeout(PATIENCE):
            while not true():
                self._moved.clear()
                await self._moved.wait()


@asynccontextmanager
async def seat(host: str, replica: str, me: str, role: str, code: str = "") -> AsyncIterator[Seat]:
    """Sit in the room."""
    async with connect(
        f"ws://{host}/room?as={role}&code={code}",
        origin=f"http://{host}",
        additional_headers=cookies(replica, me),
        max_size=None,
    ) as socket:
        await socket.send(json.dumps({"me": me}))
        taken = Seat(socket)
        listening = asyncio.create_task(taken.listen())
        try:
            yield taken
        finally:
            listening.cancel()
