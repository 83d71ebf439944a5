"""The live socket: frames go out, acknowledgements, wishes and commands come in.

One for each open page, for the one run whose unguessable key its address carries. What the browser
says is JSON text, any of these in one object::

    want   {view name: options}      what it shows now; the latest counts
    at     number or null            steps after which it wants to see the run; null: now
    ack    number                    so many frames were painted; at most five are on the way
    do     play, pause, ...          a command; see ``COMMANDS``
    set    {"eta": 0.1}              settings to change
    pace   number or null            steps a second; null: as fast as possible
    edit   [[l, j, k, value], ...]   parameters to set by hand; see ``core.edits.Edit``
    id     number                    of a message that wants a reply
    me     secret                    the browser's, whose runs it may command
    shown  {"view": name}            the view that is opened, for those who follow a lecturer

What comes back is text, ``{"re": id, "error": message or null}``, for each command, with "made"
for an edit (see ``obey``), with "guest" where the run is somebody else's and nothing was done. And
for each frame bytes as ``ui.components.kit.packing`` packs them: the payloads that changed as
arrays, "views" their names. Nothing here waits: training has its own thread, and commands wait for
it elsewhere. Where few pages are open, training waits for its frame to be sent: see ``hand_over``.
"""

import asyncio
import json
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlsplit

import numpy as np
import streamlit as st
from starlette.websockets import (
    WebSocket,
    WebSocketDisconnect,
    WebSocketDisconnected,
    WebSocketState,
)

from core.edits import Edit, inverse
from core.specs import TrainSpec
from runs.limits import limits
from runs.owners import mark
from runs.run import Run
from runs.snapshot import Look
from ui.components.kit.packing import pack
from ui.shell import server
from ui.stream.rate import Rate
from ui.views import ALWAYS, STAGE, VIEWS, Failed, Options, View, packed

_LOG = logging.getLogger(__name__)
SHARE = 0.2  # of the time, at most, goes into frames; the rest is for training
SENDING = 0.00015  # CPU seconds that a frame takes beside packing, as measured with 300 pages
RAREST = 0.15  # seconds from frame to frame, though, if that is what all the pages get
IDLE = 0.1  # seconds between looks at a run that tells of no frame: another tab may move it
COUNT = 0.25  # seconds between counting the pages whose runs play
RENEW = 1.0  # seconds between telling the run that somebody looks
HAND_OVER = 0.002  # seconds, at most, that training waits for a frame to be sent,
FEW = 5  # as long as there are fewer pages: with many the loop always has something to do
IN_FLIGHT = 5
TOGETHER = 3  # frames that a page paints before it says so: each message interrupts training
LARGEST = 8192  # characters of one message
SLOWEST = 20.0  # seconds that a page may take to read what was sent
REFUSED, TOO_LARGE, NO_SENSE, AWAY, LATER, UNKNOWN_RUN = 1008, 1009, 1003, 1012, 1013, 4404
CLOSED, TOO_MANY_TRIES = 4410, 4429  # of a lecture room
FOR_GOOD = (NO_SENSE, REFUSED, UNKNOWN_RUN)  # a page need not come back with the same

COMMANDS: dict[str, Callable[[Run], None]] = {
    "play": lambda run: server.engine().start(run, run.play),
    "epoch": lambda run: server.engine().start(run, run.play_epoch),
    "pause": lambda run: run.pause(),
    "step": lambda run: run.step(),
    "reset": lambda run: run.reset(),
}


@dataclass(frozen=True, slots=True)
class Message:
    """Header of what goes out: the names of the payloads, the run's status, what it cost."""

    views: Sequence[str]
    playing: bool
    followed: int
    ms: float


async def serve(socket: WebSocket) -> None:
    """Serve one page until it goes away."""
    if not same_origin(socket.headers):
        await socket.close(REFUSED)
        return
    if len(Page.opened) >= limits().sockets:
        _LOG.warning("A socket is one too many")
        await socket.close(LATER)
        return
    await socket.accept()
    # In a thread: it may have to come from the store, or from another replica.
    run = await asyncio.to_thread(server.runs().get, socket.query_params.get("run", ""))
    # Whoever goes away in the middle of a message has a right to: nothing to report. Who does not
    # read in time is one of them.
    with suppress(WebSocketDisconnect, WebSocketDisconnected, OSError):
        if run is None:
            await socket.close(UNKNOWN_RUN)
            return
        page = Page(socket, run)
        both = asyncio.create_task(page.receive()), asyncio.create_task(page.send())
        Page.opened.add(page)
        try:
            done, _ = await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
        finally:
            Page.opened.discard(page)
            page.leave()
            for task in both:
                task.cancel()
            await asyncio.gather(*both, return_exceptions=True)
        next(task for task in both if task in done).result()


def same_origin(headers: Mapping[str, str]) -> bool:
    """Tell whether a page of this very server asks; other sites' pages may not.

    A proxy in front may have renamed the host, and says so; and Streamlit's own options
    ``server.enableCORS`` and ``server.corsAllowedOrigins`` hold here, too.
    """
    origin = urlsplit(headers.get("origin", ""))
    if not origin.netloc:
        return False
    if origin.netloc in (headers.get("host"), headers.get("x-forwarded-host")):
        return True
    if not st.get_option("server.enableCORS"):
        return True
    allowed = st.get_option("server.corsAllowedOrigins") or ()
    return any(urlsplit(one).netloc == origin.netloc for one in allowed)


class Page:
    """One open page's end of the socket."""

    opened: ClassVar[set["Page"]] = set()
    sent_in_all: ClassVar[int] = 0  # frames, to all pages
    _all_spend: ClassVar[float] = 0.0  # CPU seconds that one frame of all that play takes
    _counted: ClassVar[float] = 0.0  # when that was
    _loop: ClassVar[asyncio.AbstractEventLoop]  # the one that serves all pages
    _told: ClassVar[deque["Page"]] = deque()  # those to wake in it
    _served: ClassVar[threading.Lock] = threading.Lock()  # free once they were

    def __init__(self, socket: WebSocket, run: Run) -> None:
        self._socket, self._run = socket, run
        self._me = ""  # the mark of the browser's secret
        self._opened = ""  # the view that its stage has opened
        self._wanted: dict[View, Options] = {}
        self._wish = ""  # the same in words
        self._at: int | None = None  # a moment of the past that the page looks at
        self._sent: dict[View, bytes] = {}  # fingerprints
        self._due: dict[View, float] = {}  # when those with a time of their own are next to go
        self._status: tuple[object, ...] = ()
        self._version: tuple[int, ...] | None = None
        self._on_the_way = 0
        self._shortest = 1 / limits().frames  # seconds from frame to frame
        self._next = 0.0  # when the next frame may go
        self._spent = 0.0  # CPU seconds that one frame takes, smoothed
        self._prepared = 0.0  # CPU seconds that the training thread took for the present one,
        self._packed = False  # and whether it has
        self._wake = asyncio.Event()
        Page._loop = asyncio.get_running_loop()
        self._renewed = 0.0
        self._rate = Rate()
        run.audience.add(self.prepare, Page.hand_over)

    # -- frames out --------------------------------------------------------------------

    async def send(self) -> None:
        """Send what is new, not more often than is allowed and no faster than it is painted."""
        while self._socket.application_state is WebSocketState.CONNECTED:
            if not self._renew():
                await self._socket.close(AWAY)
                return
            now = time.perf_counter()
            free = now >= self._next and self._on_the_way < IN_FLIGHT
            if free and self._ready(now) and (message := self._news()):
                self._on_the_way += 1
                async with asyncio.timeout(SLOWEST):
                    await self._socket.send_bytes(message)
                Page.sent_in_all += 1
                self._next = max(self._next + self._period(), now)
            self._wake.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._rest(now)):
                    await self._wake.wait()

    def _rest(self, now: float) -> float:
        """Return the seconds until this page looks again if nobody wakes it.

        While the run plays, its thread does, as soon as a frame may go: to wake at that moment,
        too, would only take the interpreter's lock from it.
        """
        early = max(0.0, self._next - now)
        return early + IDLE if self._run.frame.playing or not early else early

    def _period(self) -> float:
        now = time.monotonic()
        if now - Page._counted >= COUNT:
            going = [page for page in self.opened if page._run.frame.playing]
            # What many see is packed once, by whichever page is first: all bear it together.
            Page._all_spend = sum(page._spent + SENDING for page in going)
            Page._counted = now
        return max(self._shortest, min(RAREST, Page._all_spend / SHARE))

    def _ready(self, now: float) -> bool:
        """Tell whether the frame is packed, or nobody else will do it soon."""
        asked = self._version is None or now >= self._next + IDLE
        return self._packed or asked or not self._run.frame.playing

    def prepare(self, look: Look) -> None:
        """Pack what is about to go, in the thread that trains, and then have it sent.

        Two threads that compute wait for each other's interpreter lock longer than they work.
        """
        now, since = time.perf_counter(), time.thread_time()
        if look.frame.playing and (now < self._next or self._on_the_way >= IN_FLIGHT):
            return
        shown = self._shown(look, now)
        # A hall that looks at one run wants the same: the first of it has it made.
        same = "prepared", self._wish, *(view.name for view, _ in shown)
        look.once(same, lambda: _prepared(look, shown))
        self._prepared, self._packed = time.thread_time() - since, True
        Page._told.append(self)

    @classmethod
    def hand_over(cls) -> None:
        """Wake the pages that something was packed for, and leave the loop the interpreter's lock.

        Else it has to get that back from the thread that trains again and again until all is sent,
        ten times a frame, and each time costs both of them.
        """
        if not cls._told:
            return
        cls._served.acquire(blocking=False)
        try:
            cls._loop.call_soon_threadsafe(cls._wake_told)
        except RuntimeError:  # the server is about to end
            cls._told.clear()
            return
        if len(cls.opened) < FEW:
            cls._served.acquire(timeout=HAND_OVER)

    @classmethod
    def _wake_told(cls) -> None:
        """Wake the pages that something was packed for."""
        while cls._told:
            cls._told.popleft()._wake.set()
        # Behind what these have just put in line, and behind the writing that this leads to.
        cls._loop.call_soon(cls._loop.call_soon, cls._release)

    @classmethod
    def _release(cls) -> None:
        if cls._served.locked():
            cls._served.release()

    def _shown(self, look: Look, now: float) -> list[tuple[View, Options]]:
        """Return the views that a frame is to have; some come less often while a run plays."""
        return [
            (view, options)
            for view, options in self._wanted.items()
            if view.suits(look.spec, look.data)
            and not (look.frame.playing and now < self._due.get(view, 0))
        ]

    def leave(self) -> None:
        """Hear of the run no longer."""
        self._run.audience.discard(self.prepare)

    def _renew(self) -> bool:
        """Keep the run playing, and what its views need observed; tell whether it is here."""
        now = time.monotonic()
        if now - self._renewed >= RENEW:
            self._renewed = now
            run = server.runs().touch(self._run.key)
            if run is None:
                return False  # the page comes again, and brings it back
            if run is not self._run:  # another process has handed it over
                self.leave()
                self._run, self._version = run, None
                run.audience.add(self.prepare, Page.hand_over)
            self._run.watch({name for view in self._wanted for name in view.needs})
        return True

    def _news(self) -> bytes | None:
        """Pack what this page has not seen yet; None if there is nothing."""
        now, since = time.perf_counter(), time.thread_time()
        look = self._run.look()
        if self._at is not None and not look.frame.playing:
            look = self._run.past(self._at)
        frame = look.frame
        latest = frame.now or frame  # where the past is looked at, there may be more to see, too
        version = frame.version, latest.version, latest.renewed
        if version == self._version:
            return None
        self._version, self._packed = version, False
        changed = []
        for view, options in self._shown(look, now):
            if view.every:
                self._due[view] = now + view.every
            try:
                payload = packed(view, look, options)
            except Failed:
                continue  # the others go
            if payload[:4] != self._sent.get(view):
                self._sent[view] = payload[:4]
                changed.append((view.name, payload))
        followed = self._run.followed
        status = frame.playing, frame.trouble, followed
        if not changed and status == self._status:
            return None
        self._status = status
        took, self._prepared = time.thread_time() - since + self._prepared, 0.0
        self._spent += 0.1 * (took - self._spent)
        header = Message(
            views=[name for name, _ in changed],
            playing=frame.playing,
            followed=followed,
            ms=round(took * 1000, 2),
        )
        # A hall that looks at one run gets the same: it is put together once.
        same = "message", followed, *((name, payload[:4]) for name, payload in changed)
        payloads = [np.frombuffer(payload, np.uint8) for _, payload in changed]
        return look.once(same, lambda: pack(header, payloads))

    # -- messages in -------------------------------------------------------------------

    async def receive(self) -> None:
        """Do what the page says until it closes the socket or talks nonsense."""
        while self._socket.client_state is WebSocketState.CONNECTED:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            if not self._rate.allows():
                _LOG.warning("A page says too much at once, and is sent away")
                await self._socket.close(REFUSED)
                return
            text = message.get("text") or ""
            said = parsed(text, LARGEST)
            if said is None:
                await self._socket.close(TOO_LARGE if len(text) > LARGEST else NO_SENSE)
                return
            waits = self._on_the_way < IN_FLIGHT  # for the time of the next frame, not for this
            if isinstance(painted := said.get("ack"), int) and painted > 0:
                self._on_the_way = max(0, self._on_the_way - painted)
                if waits and len(said) == 1:
                    continue
            if isinstance(said.get("me"), str):
                self._me = mark(said["me"])
            if isinstance(said.get("want"), dict):
                self._want(said["want"])
            if "at" in said:
                at = said["at"]
                self._at = at if type(at) is int and at >= 0 else None
            if isinstance(said.get("shown"), dict):
                self._opened = str(said["shown"].get("view", ""))[:64]
            if said.keys() & {"at", "shown"} and self._me and self._me == self._run.owner:
                shown = {"view": self._opened, "at": self._at}
                server.rooms().show(self._me, self._run.key, shown)
            if said.keys() & {"do", "edit", "id", "pace", "set"}:
                await self._command(said)
            self._wake.set()

    def _want(self, wanted: dict[str, object]) -> None:
        known = {view.name: view for view in (*ALWAYS, *STAGE, *VIEWS.values())}
        before, self._due = self._wanted, {}
        self._wanted = {
            known[name]: options
            for name, options in wanted.items()
            if name in known and isinstance(options, dict)
        }
        self._wish = json.dumps({view.name: options for view, options in self._wanted.items()})
        for view in list(self._sent):
            if view not in self._wanted or before.get(view) != self._wanted[view]:
                self._sent.pop(view)
        self._version = None
        self._renewed = 0.0

    async def _command(self, said: dict[str, Any]) -> None:
        """Obey, in a thread: a command waits until the step or evaluation under way is done."""
        error = made = None
        number = said.get("id")
        number = number if isinstance(number, int) else None
        if self._run.owner not in ("", self._me):
            await self._say({"re": number, "error": None, "guest": True})
            return
        try:
            made = await asyncio.to_thread(obey, self._run, said)
        except ValueError as problem:
            error = str(problem)
        reply = {"re": number, "error": error}
        await self._say(reply | ({} if made is None else {"made": made}))

    async def _say(self, reply: dict[str, Any]) -> None:
        async with asyncio.timeout(SLOWEST):
            await self._socket.send_text(json.dumps(reply))


def _prepared(look: Look, shown: Sequence[tuple[View, Options]]) -> bytes:
    """Pack all of it; what fails is met again when it is to be sent, and training goes on."""
    for view, options in shown:
        with suppress(Exception):
            packed(view, look, options)
    return b""


def parsed(text: str, largest: int) -> dict[str, Any] | None:
    """Return a message as a dict; None if it is none, or has more characters than that."""
    if len(text) > largest:
        return None
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) else None


def obey(run: Run, said: Mapping[str, Any]) -> dict[str, Any] | None:
    """Do a command; return what became of parameters that were set by hand.

    That is the accuracy, or R², before and after, and the edits that undo it to the last bit.

    Raises
    ------
    ValueError
        If there is no such command or a setting is not allowed; nothing was done then.
    """
    made = None
    command = None
    if "do" in said:
        command = COMMANDS.get(said["do"]) if isinstance(said["do"], str) else None
        if command is None:
            raise ValueError(f"There is no such command; there are {', '.join(COMMANDS)}.")
    if "pace" in said:
        pace = said["pace"]
        if pace is not None and (isinstance(pace, bool) or not isinstance(pace, int | float)):
            raise ValueError("A pace is a number of steps a second, or null.")
        if pace is not None and not 0.01 <= pace <= 1e6:
            raise ValueError("A pace is between 0.01 and a million steps a second.")
        run.pace = pace
    if "edit" in said:
        if not isinstance(said["edit"], list):
            raise ValueError("Edits come as a list.")
        made = _edited(run, [_edit(each) for each in said["edit"]])
    if "set" in said:
        if not isinstance(said["set"], dict):
            raise ValueError("Settings come by name.")
        run.change(TrainSpec.from_json({**run.settings.to_json(), **said["set"]}))
    if command is not None:
        command(run)
    return made


def _edited(run: Run, edits: Sequence[Edit]) -> dict[str, Any]:
    network = run.network()
    back = [undo for edit in reversed(edits) for undo in inverse(network, edit)]
    before, after = run.edit(*edits)
    return {"before": before, "after": after, "undo": back}


def _edit(said: object) -> Edit:
    """Return an edit that the page asks for; whether it makes sense, the run says."""
    if not isinstance(said, list) or len(said) != 4:
        raise ValueError("An edit is a layer, a unit, an input and a value.")
    return Edit(*said)
