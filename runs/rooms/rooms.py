"""The rooms of this process: found, kept up to date, written, and told of to other replicas."""

import logging
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from runs.hub.hub import Hub, HubError, parcel, unwrapped
from runs.rooms.codes import new_code, read
from runs.rooms.deeds import checked
from runs.rooms.events import About, Event
from runs.rooms.room import Room
from runs.rooms.store import RoomStore
from runs.store.database import StoreError

_LOG = logging.getLogger(__name__)
LASTS = 86_400.0  # seconds
MOST_EVENTS = 50_000
MOST_BYTES = 64 * 2**20
CHANNEL = "rooms"  # by which replicas tell each other that there is news
GROUP = 0.02  # seconds in which what comes is written at once
LOOK = 2.0  # seconds between looks at whether a room is over, or has news that was not told
FORGET = 7.0  # seconds after which a replica that tells of nobody has nobody
KNOWN = 10.0  # seconds for which nobody asks again whether an owner has a room
PRUNE = 3600.0  # seconds between looks at the store for rooms that are over
PAUSE = 0.5  # seconds until what could not be written is tried again


class Rooms:
    """Those that this process has to do with.

    Parameters
    ----------
    store : () -> RoomStore or None
        None where nothing is kept beyond the process.
    hub : Hub
        To the other replicas, if any.
    most : int
        So many rooms can be open here.

    Attributes
    ----------
    trouble : str
        Why what happens is not kept at present; '' while it is, or nobody wants it.
    """

    def __init__(self, store: Callable[[], RoomStore | None], hub: Hub, most: int) -> None:
        self._store, self._hub, self._most = store, hub, most
        self.trouble = ""
        self._rooms: dict[str, Room] = {}
        self._asked: dict[str, float] = {}  # when it was seen that an owner has none
        self._queue: list[tuple[Room, Event]] = []
        self._stale: set[str] = set()  # rooms of which others have news
        self._pruned = time.monotonic() - PRUNE
        self._lock = threading.Lock()
        self._finding = threading.Lock()
        self._wake = threading.Event()
        self._stopped = threading.Event()
        threading.Thread(target=self._work, name="rooms", daemon=True).start()

    # -- which there are ---------------------------------------------------------------

    def open(self, owner: str) -> Room:
        """Open a room, and return it; the one that this owner has, if there is one.

        Raises
        ------
        ValueError
            If there are too many, with a text for who asked.
        """
        if (room := self.of(owner, ask=True)) is not None:
            return room
        with self._lock:
            if len(self._rooms) >= self._most:
                raise ValueError("This server has as many open rooms as it takes on. Try later.")
        now = time.time()
        while True:
            about = About(secrets.token_urlsafe(18), new_code(), owner, now, now + LASTS)
            kept = self._store()
            try:
                if kept is not None and not kept.open(about):
                    continue
            except StoreError as error:
                self._fail(error)
                kept = None
            room = Room(about, kept=kept is not None)
            with self._lock:
                if any(other.about.code == about.code for other in self._rooms.values()):
                    continue
                self._rooms[about.key] = room
            self._asked.pop(owner, None)
            return room

    def of(self, owner: str, *, ask: bool = False) -> Room | None:
        """Return the open room of an owner, by the mark; the store is asked now and then."""
        for room in self.all():
            if room.about.owner == owner:
                return room
        now = time.monotonic()
        if not ask and now - self._asked.get(owner, -KNOWN) < KNOWN:
            return None
        if len(self._asked) > 10_000:
            self._asked.clear()
        self._asked[owner] = now
        return self._found(owner=owner) if owner else None

    def by_code(self, text: str) -> Room | None:
        """Return the open room that has this code, as somebody writes it."""
        code = read(text)
        for room in self.all():
            if room.about.code == code:
                return room
        return self._found(code=code) if code else None

    def get(self, key: str) -> Room | None:
        """Return an open room by its key."""
        with self._lock:
            room = self._rooms.get(key)
        return room or (self._found(key=key) if key else None)

    def all(self) -> list[Room]:
        """Return those that are open and known here."""
        with self._lock:
            return [room for room in self._rooms.values() if not room.over]

    @property
    def present(self) -> int:
        """How many students' pages are open in this process."""
        return sum(len(room.here) for room in self.all())

    def _found(self, **named: str) -> Room | None:
        """Return a room that only the store knows, as it is now."""
        kept = self._store()
        if kept is None:
            return None
        try:
            about = kept.find(**named)
            if about is None or about.until < time.time():
                return None
            # A hall that comes here at once waits while the first of it reads what happened.
            with self._finding:
                with self._lock:
                    room = self._rooms.get(about.key)
                if room is None:
                    room = Room(about, kept=True)
                    room.take(kept.after(about.key, 0))
                    with self._lock:
                        self._rooms[about.key] = room
                    if kept.find(key=about.key) is None:  # it was closed meanwhile
                        self._end(about.key)
                        return None
        except StoreError as error:
            self._fail(error)
            return None
        return room

    def close(self, key: str) -> None:
        """End a room: all that happened in it is forgotten.

        Raises
        ------
        StoreError
            If that cannot be: the room goes on then.
        """
        room = self.get(key)
        if room is None:
            return
        kept = self._store()
        if room.kept and kept is not None:
            try:  # first: a page that hears of the end asks at once whether there is one
                kept.close(key)
            except StoreError as error:
                raise StoreError(f"The room goes on: try again in a moment. ({error})") from error
        self._end(key)
        self._tell({"room": key, "closed": True})

    def _end(self, key: str) -> None:
        with self._lock:
            room = self._rooms.pop(key, None)
        if room is not None:
            room.end()

    # -- what happens ------------------------------------------------------------------

    def say(self, key: str, mark: str, kind: str, said: Mapping[str, Any]) -> None:
        """Have something happen, soon; see ``deeds`` for what there is.

        Raises
        ------
        ValueError
            If it is not possible, with a text for who asked.
        """
        room = self.get(key)
        if room is None:
            raise ValueError("This room is closed.")
        self.note(room, mark, kind, said)

    def note(self, room: Room, mark: str, kind: str, said: Mapping[str, Any]) -> None:
        """Do as ``say`` does, in a room that is at hand; nothing here waits."""
        if room.over:
            raise ValueError("This room is closed.")
        with room.lock:
            about = checked(room.state, mark, kind, said)
        event = Event(0, mark, kind, about, time.time())
        with self._lock:
            self._queue.append((room, event))
        self._wake.set()

    def show(self, owner: str, run: str, shown: Mapping[str, Any]) -> None:
        """Have the room of this owner, if any, see of the run what its stage shows; not kept."""
        for room in self.all():
            if room.about.owner == owner and room.shows({"run": run, **shown}):
                self._tell({"room": room.about.key, "shown": room.shown})

    def _work(self) -> None:
        looked = time.monotonic()
        while not self._stopped.is_set():
            self._wake.wait(LOOK)
            self._stopped.wait(GROUP)
            self._wake.clear()
            try:
                self._write()
                self._read()
                if time.monotonic() - looked >= LOOK:
                    looked = time.monotonic()
                    self._look()
            except Exception:  # whatever goes wrong once: rooms must go on
                _LOG.exception("Rooms were not written")

    def _write(self) -> None:
        with self._lock:
            queue, self._queue = self._queue, []
        by_room: dict[Room, list[Event]] = {}
        for room, event in queue:
            by_room.setdefault(room, []).append(event)
        for room, events in by_room.items():
            self._append(room, events)

    def _append(self, room: Room, events: list[Event]) -> None:
        kept = self._store() if room.kept else None
        if kept is None:
            room.add(events, MOST_EVENTS)
            return
        try:
            last = kept.append(room.about.key, events, MOST_EVENTS, MOST_BYTES)
        except StoreError as error:
            self._fail(error)
            if self._hub.shared:  # others may go on writing: it has to wait
                with self._lock:
                    self._queue[:0] = [(room, event) for event in events]
                self._stopped.wait(PAUSE)
                self._wake.set()
            else:
                room.kept = False
                room.add(events, MOST_EVENTS)
            return
        self.trouble = ""
        if last is None:
            _LOG.warning("A room takes nothing more")
            return
        if last == room.state.last:
            room.add(events, MOST_EVENTS)
        else:
            room.take(kept.after(room.about.key, room.state.last))
        self._tell({"room": room.about.key})

    def _read(self) -> None:
        """Take what other replicas have written."""
        with self._lock:
            stale, self._stale = self._stale, set()
        kept = self._store()
        for key in stale:
            room = self._rooms.get(key)
            if room is None or kept is None:
                continue
            try:
                room.take(kept.after(key, room.state.last))
            except StoreError as error:
                self._fail(error)

    def _look(self) -> None:
        with self._lock:
            rooms = list(self._rooms.values())
            if self._hub.shared:
                self._stale |= {room.about.key for room in rooms if room.audience}
        for room in rooms:
            if room.about.until < time.time():
                self._end(room.about.key)
                continue
            room.forget(FORGET)
            if room.audience:
                self._tell({"room": room.about.key, "present": len(room.here)})
        if self._stale:
            self._wake.set()
        if time.monotonic() - self._pruned >= PRUNE and (kept := self._store()) is not None:
            self._pruned = time.monotonic()
            with suppress(StoreError):  # the next writing says why
                kept.prune(time.time())

    def _fail(self, error: StoreError) -> None:
        if not self.trouble:
            _LOG.warning("Rooms are not kept: %s", error)
        self.trouble = f"What happens in rooms is not kept if the server stops. {error}"

    # -- other replicas ----------------------------------------------------------------

    def _tell(self, news: Mapping[str, Any]) -> None:
        if self._hub.shared:
            with suppress(HubError):  # they look by themselves
                self._hub.publish(CHANNEL, parcel({**news, "from": self._hub.name}))

    def hear(self, message: bytes) -> None:
        """Hear what another replica tells of a room."""
        try:
            news, _ = unwrapped(message)
        except ValueError:
            return
        room = self._rooms.get(str(news.get("room")))
        if room is None or news.get("from") == self._hub.name:
            return
        if news.get("closed"):
            self._end(room.about.key)
        elif isinstance(news.get("given"), str):
            room.give(news["given"])
        elif isinstance(news.get("shown"), dict):
            room.shows(news["shown"])
        elif isinstance(news.get("present"), int):
            room.hears_of(str(news.get("from")), news["present"])
        else:
            with self._lock:
                self._stale.add(room.about.key)
            self._wake.set()

    def give(self, before: str, after: str) -> None:
        """Have the rooms of one owner be another's, by their marks; the store has done so."""
        for room in self.all():
            if room.about.owner == before:
                room.give(after)
                self._tell({"room": room.about.key, "given": after})

    def stop(self) -> None:
        """Write what was said, and no more."""
        self._stopped.set()
        self._wake.set()
        self._write()
