"""Rooms in the database: which there are, and the log of each."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, delete, insert, or_, select, update

from runs.rooms.events import About, Event
from runs.store.schema import ROOM_EVENTS, ROOMS
from runs.store.store import Store

_ABOUT = ROOMS.c.key, ROOMS.c.code, ROOMS.c.owner, ROOMS.c.opened, ROOMS.c.until
_E = ROOM_EVENTS.c


class RoomStore:
    """The rooms of a store. Its methods raise ``StoreError`` if the database fails."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def open(self, about: About) -> bool:
        """Keep a new room, in which nothing has happened; False if its code is another room's."""
        row = {name: getattr(about, name) for name in ("key", "code", "owner", "opened", "until")}
        with self._store.begin() as connection:
            if connection.execute(select(ROOMS.c.key).where(ROOMS.c.code == about.code)).first():
                return False
            connection.execute(insert(ROOMS).values(events=0, bytes=0, **row))
        return True

    def close(self, key: str) -> None:
        """Forget a room and all that happened in it."""
        self._forget(select(ROOMS.c.key).where(ROOMS.c.key == key))

    def prune(self, now: float) -> None:
        """Forget the rooms whose time is over."""
        self._forget(select(ROOMS.c.key).where(ROOMS.c.until < now))

    def _forget(self, chosen: Select[tuple[str]]) -> None:
        with self._store.begin() as connection:
            keys = connection.execute(chosen).scalars().all()
            connection.execute(delete(ROOM_EVENTS).where(_E.room.in_(keys)))
            connection.execute(delete(ROOMS).where(ROOMS.c.key.in_(keys)))

    def find(self, *, key: str = "", code: str = "", owner: str = "") -> About | None:
        """Return the room of this key, code or owner's mark, the latest; None if there is none."""
        named = {ROOMS.c.key: key, ROOMS.c.code: code, ROOMS.c.owner: owner}
        those = or_(*(column == value for column, value in named.items() if value))
        with self._store.begin() as connection:
            latest = select(*_ABOUT).where(those).order_by(ROOMS.c.opened.desc()).limit(1)
            row = connection.execute(latest).one_or_none()
        return None if row is None else About(*row)

    def append(self, key: str, events: Sequence[Event], most: int, most_bytes: int) -> int | None:
        """Add events to a room's log, and return the number of the last one before them.

        Their own numbers do not count: they get those that follow, in an order that is the same for
        all replicas. None if the room is gone, or has ``most`` events or ``most_bytes`` by them.
        """
        rows: list[dict[str, Any]] = []
        for event in events:
            about = {name: value for name, value in event.about.items() if name != "data"}
            data = event.about.get("data", b"")
            row = {"room": key, "member": event.member, "kind": event.kind, "at": event.at}
            rows.append(row | {"about": json.dumps(about), "data": data})
        size = sum(len(row["about"]) + len(row["data"]) for row in rows)
        room = ROOMS.c.key == key
        with self._store.begin() as connection:
            # The row stays locked until all is written: nobody reads a number before those below.
            done = connection.execute(
                update(ROOMS)
                .where(room, ROOMS.c.events + len(rows) <= most, ROOMS.c.bytes + size <= most_bytes)
                .values(events=ROOMS.c.events + len(rows), bytes=ROOMS.c.bytes + size)
            )
            if not done.rowcount:
                return None
            last = connection.execute(select(ROOMS.c.events).where(room)).scalar_one() - len(rows)
            numbered = [row | {"number": last + 1 + i} for i, row in enumerate(rows)]
            connection.execute(insert(ROOM_EVENTS), numbered)
        return int(last)

    def after(self, key: str, number: int) -> list[Event]:
        """Return what happened in a room after the event of that number, in order."""
        chosen = select(_E.number, _E.member, _E.kind, _E.about, _E.data, _E.at).where(
            _E.room == key, _E.number > number
        )
        with self._store.begin() as connection:
            rows = connection.execute(chosen.order_by(_E.number)).all()
        return [
            Event(number, member, kind, _about(about, data), at)
            for number, member, kind, about, data, at in rows
        ]


def _about(text: str, data: bytes) -> dict[str, object]:
    about: dict[str, object] = json.loads(text)
    return about | {"data": bytes(data)} if data else about
