"""The web socket of a lecture room, for students, lecturer and projector.

Its address says ``as``: student, lecturer or wall; a student's also ``code``. What comes is JSON
text. First ``{"me": secret}``, the browser's; then any of::

    say   {"kind": ..., ...}    something happens: see ``runs.rooms.deeds``
    mine  true                  the lecturer's run as it stands becomes this student's own
    toggle true                 the run that the lecturer shows plays, or pauses; not a student's
    close true                  the lecturer ends the room
    here  true                  nothing: the page asks whether anybody hears it
    id    number                of a message that wants a reply: ``{"re": id, "error": text or
                                null}``, with "run" for "mine"

What goes out is of what this one sees (``runs.rooms.parts``) that which is not as it was:
``{"set": {name: value}}``, to a student also "in", whether this browser is in already; ``"state":
{name: value}`` and ``"gone": [name]`` are about the activity that is on, of which nothing is known
when "activity" is another.
"""

import asyncio
import json
import logging
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, ClassVar

from starlette.websockets import (
    WebSocket,
    WebSocketDisconnect,
    WebSocketDisconnected,
    WebSocketState,
)

from runs.limits import limits
from runs.owners import mark
from runs.rooms import parts
from runs.rooms.room import Room
from runs.store.database import StoreError
from ui.room import lesson_questions
from ui.room.tries import Tries
from ui.shell import server
from ui.stream.rate import Rate
from ui.stream.socket import (
    CLOSED,
    LATER,
    NO_SENSE,
    REFUSED,
    SLOWEST,
    TOO_LARGE,
    TOO_MANY_TRIES,
    UNKNOWN_RUN,
    obey,
    parsed,
    same_origin,
)

_LOG = logging.getLogger(__name__)
LARGEST = 32_768  # characters of one message
PER_SECOND, AT_ONCE = 20.0, 60.0  # messages
GAP = 0.1  # seconds between two messages to one page, at least
COPIES = 0.2, 3.0  # of the lecturer's run to one page, a second and at once
ROLES = ("student", "lecturer", "wall")
ONLY_HERE = "This room is in the server's memory only: it is gone when the server stops."
_tries = Tries()
_open: set[WebSocket] = set()


async def serve(socket: WebSocket) -> None:
    """Serve one page until it goes away."""
    if not same_origin(socket.headers):
        await socket.close(REFUSED)
        return
    if len(_open) >= limits().in_rooms:
        _LOG.warning("A page is one too many in the rooms")
        await socket.close(LATER)
        return
    _open.add(socket)
    try:
        await socket.accept()
        with suppress(WebSocketDisconnect, WebSocketDisconnected, OSError):
            if (seat := await _let_in(socket)) is not None:
                await _attend(seat)
    finally:
        _open.discard(socket)


async def _attend(seat: "Seat") -> None:
    """Send and receive until one of both ends."""
    both = asyncio.create_task(seat.receive()), asyncio.create_task(seat.send())
    try:
        done, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
    finally:
        seat.leave()
        for task in both:
            task.cancel()
        await asyncio.gather(*both, return_exceptions=True)
    next(task for task in both if task in done).result()


async def _let_in(socket: WebSocket) -> "Seat | None":
    """Return the seat of whoever has a right to one; else the socket is closed."""
    async with asyncio.timeout(SLOWEST):
        said = parsed((await socket.receive()).get("text") or "", LARGEST)
    role = socket.query_params.get("as", "")
    if said is None or not isinstance(said.get("me"), str) or role not in ROLES:
        await socket.close(NO_SENSE)
        return None
    me, rooms = mark(said["me"]), server.rooms()
    if role != "student":
        room = await asyncio.to_thread(rooms.of, me, ask=True)
    else:
        address = _address(socket)
        if not _tries.allows(address):
            await socket.close(TOO_MANY_TRIES)
            return None
        room = await asyncio.to_thread(rooms.by_code, socket.query_params.get("code", ""))
        if room is None:
            _tries.was_wrong()
        else:
            _tries.was_right(address)
    if room is None:
        await socket.close(UNKNOWN_RUN)
        return None
    return Seat(socket, room, role, me)


def _address(socket: WebSocket) -> str:
    """Return whence somebody asks; behind a proxy, what that says."""
    told = socket.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    return told or (socket.client.host if socket.client else "")


class Seat:
    """One open page's end of the socket."""

    _made: ClassVar[dict[tuple[str, str], tuple[int, dict[str, str], dict[str, str]]]] = {}

    def __init__(self, socket: WebSocket, room: Room, role: str, me: str) -> None:
        self._socket, self._room, self._role, self._me = socket, room, role, me
        self._number: int | None = None  # of the student, once in
        self._clock = {"clock": json.dumps(time.time())}  # of the server, when it came
        self._sent: dict[str, str] = {}  # what the page knows, by name
        self._state: dict[str, str] = {}  # and of the activity that is on
        self._wake, self._loop = asyncio.Event(), asyncio.get_running_loop()
        self._wake.set()
        self._rate, self._copies = Rate(PER_SECOND, AT_ONCE), Rate(*COPIES)
        room.audience.add(self._tell)

    def _tell(self) -> None:
        self._loop.call_soon_threadsafe(self._wake.set)

    def leave(self) -> None:
        """Hear of the room no longer."""
        self._room.audience.discard(self._tell)
        self._stand_up()

    def _stand_up(self) -> None:
        if self._number is not None:
            number, self._number = self._number, None
            self._room.leave(number)

    # -- what goes out -----------------------------------------------------------------

    async def send(self) -> None:
        """Send what is new, not more often than can be read."""
        while self._socket.application_state is WebSocketState.CONNECTED:
            await self._wake.wait()
            self._wake.clear()
            if self._room.over:
                await self._socket.close(CLOSED)
                return
            if text := self._news():
                await self._send(text)
            await asyncio.sleep(GAP)

    async def _send(self, text: str) -> None:
        async with asyncio.timeout(SLOWEST):
            await self._socket.send_text(text)

    def _news(self) -> str:
        """Return what this page has not been told, as a message; '' if there is nothing."""
        with self._room.lock:
            common, state = self._common()
            own = self._own()
        if own.get("in") == "false":  # outside nobody sees what happens within
            common, state = {"code": common["code"]}, {}
        now = {**common, **own, **self._clock}
        if now.get("activity") != self._sent.get("activity"):
            self._state = {}  # the page forgets what it knew of another one
        parts = {
            "set": _members(now, self._sent),
            "state": _members(state, self._state),
            "gone": json.dumps(gone) if (gone := [*self._state.keys() - state.keys()]) else "",
        }
        self._sent, self._state = now, state
        return _object({name: text for name, text in parts.items() if text})

    def _common(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return what all of this role see, and of the activity, made once for them."""
        room, which = self._room, (self._room.about.key, self._role)
        version, common, state = self._made.get(which, (-1, {}, {}))
        if version != room.version:
            seen = getattr(parts, self._role)(room.state)
            state = _texts(seen.pop("state"))
            seen["shown"] = room.shown or None
            if self._role != "student":
                seen["present"] = room.present
            if self._role == "lecturer":
                seen["trouble"] = server.rooms().trouble or ("" if room.kept else ONLY_HERE)
            common = _texts(seen)
            if len(self._made) > len(ROLES) * limits().rooms:
                self._made.clear()
            self._made[which] = room.version, common, state
        return common, state

    def _own(self) -> dict[str, str]:
        if self._role != "student":
            return {}
        member = self._room.member(self._me)
        if member is None or member.removed:
            self._stand_up()
            return _texts({"in": False, "removed": member is not None})
        if self._number is None:
            self._number = member.number
            self._room.come(self._number)
        return _texts({"in": True, "removed": False, **parts.own(self._room.state, member)})

    # -- what comes in -----------------------------------------------------------------

    async def receive(self) -> None:
        """Do what the page says until it closes the socket or talks nonsense."""
        while self._socket.client_state is WebSocketState.CONNECTED:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            if not self._rate.allows():
                await self._socket.close(REFUSED)
                return
            text = message.get("text") or ""
            said = parsed(text, LARGEST)
            if said is None:
                await self._socket.close(TOO_LARGE if len(text) > LARGEST else NO_SENSE)
                return
            reply: dict[str, Any] = {"error": None}
            try:
                reply |= await self._do(said)
            except (ValueError, StoreError) as error:
                reply["error"] = str(error)
            if type(said.get("id")) is int:
                await self._send(json.dumps({"re": said["id"], **reply}))

    async def _do(self, said: Mapping[str, Any]) -> dict[str, Any]:
        if isinstance(said.get("say"), dict):
            await self._say(said["say"])
        elif said.get("mine") and self._role == "student":
            return {"run": await asyncio.to_thread(self._copy)}
        elif said.get("toggle") and self._role != "student":
            await asyncio.to_thread(self._toggle)
        elif said.get("here"):
            pass  # a page that was asleep wants to know whether this end still is
        elif said.get("close") and self._role == "lecturer":
            await asyncio.to_thread(server.rooms().close, self._room.about.key)
        else:
            raise ValueError("There is no such thing to do.")
        return {}

    async def _say(self, said: Mapping[str, Any]) -> None:
        if self._role == "wall":
            raise ValueError("The projector only shows.")
        kind = str(said.get("kind"))
        # What was measured, this process says itself.
        about = {name: said[name] for name in said.keys() - {"kind", "measured"}}
        if self._role == "lecturer" and kind in ("start", "plan", "act"):
            completed = lesson_questions.completed
            about = dict(await asyncio.to_thread(completed, self._room, kind, about))
        server.rooms().note(self._room, self._me, kind, about)
        if kind == "go":
            await asyncio.to_thread(self._begin, about.get("index"))

    def _begin(self, index: Any) -> None:
        """Have the run of an item of the agenda play, if it names one."""
        with self._room.lock:
            agenda = self._room.state.agenda
            key = agenda[index].get("run", "") if 0 <= index < len(agenda) else ""
        run = server.runs().get(key)
        if run is not None and run.owner == self._me and not run.frame.steps:
            obey(run, {"do": "play"})

    def _toggle(self) -> None:
        with self._room.lock:
            place = self._room.state.place
        run = server.runs().get(str(place["run"])) if place else None
        if run is None or run.owner not in ("", self._me):
            raise ValueError("There is no run of yours here.")
        obey(run, {"do": "pause" if run.frame.playing else "play"})

    def _copy(self) -> str:
        """Make the run that the lecturer shows this student's own, and return its key."""
        with self._room.lock:
            member, place = self._room.state.members.get(self._me), self._room.state.place
        run = server.runs().get(str(place["run"])) if place else None
        if member is None or member.removed or run is None:
            raise ValueError("There is no run to be had.")
        if not self._copies.allows():
            raise ValueError("That was very quick: try again in some seconds.")
        own = run.copy()
        own.owner = self._me
        server.runs().add(own)
        return own.key


def _members(now: Mapping[str, str], known: Mapping[str, str]) -> str:
    """Return an object of what is not known; '' if all is."""
    new = {name: text for name, text in now.items() if known.get(name) != text}
    return _object(new)


def _object(members: Mapping[str, str]) -> str:
    if not members:
        return ""
    return "{" + ",".join(f"{json.dumps(name)}:{text}" for name, text in members.items()) + "}"


def _texts(seen: Mapping[str, Any]) -> dict[str, str]:
    return {name: json.dumps(value, separators=(",", ":")) for name, value in seen.items()}
