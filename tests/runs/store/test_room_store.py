"""Rooms in SQLite and PostgreSQL: whole, in order, bounded, and gone when they are closed."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from runs.rooms.events import About, Event
from runs.rooms.store import RoomStore
from runs.store.store import Store

ABOUT = About("key", "ABCDEF", "owner", 10.0, 99.0)
ENOUGH = 1000, 10**6


@pytest.fixture
def rooms(where):
    store = Store(where)
    made = RoomStore(store)
    assert made.open(ABOUT)
    yield made
    store.close()


def event(kind="join", **about):
    return Event(0, "ann", kind, about, 5.0)


def test_a_room_is_found_by_key_code_and_owner(rooms):
    assert rooms.find(key="key") == rooms.find(code="ABCDEF") == rooms.find(owner="owner") == ABOUT
    assert rooms.find(code="ABCDEG") is None
    assert not rooms.open(replace(ABOUT, key="other"))  # the code is taken


def test_events_come_back_as_they_were_in_their_order(rooms):
    assert rooms.append("key", [event(name="Ann"), event(data=b"\x00\xff", of=3)], *ENOUGH) == 0
    assert rooms.append("key", [event(name="Ben")], *ENOUGH) == 2
    found = rooms.after("key", 0)
    assert [one.number for one in found] == [1, 2, 3]
    assert found[0] == replace(event(name="Ann"), number=1)
    assert found[1].about == {"data": b"\x00\xff", "of": 3}
    assert rooms.after("key", 2) == found[2:]


def test_writers_at_once_leave_no_gap_and_nothing_twice(rooms):
    def write(i):
        return rooms.append("key", [event(name=f"{i} {j}") for j in range(5)], *ENOUGH)

    with ThreadPoolExecutor(4) as threads:
        lasts = sorted(threads.map(write, range(12)))
    assert lasts == list(range(0, 60, 5))
    assert [one.number for one in rooms.after("key", 0)] == list(range(1, 61))


def test_a_log_is_bounded_by_events_and_by_bytes(rooms):
    assert rooms.append("key", [event()] * 3, 3, 10**6) == 0
    assert rooms.append("key", [event()], 3, 10**6) is None
    assert rooms.append("key", [event(data=bytes(1000))], 100, 1000) is None
    assert len(rooms.after("key", 0)) == 3


def test_a_closed_room_is_gone_with_all_that_was_said(rooms):
    rooms.append("key", [event()], *ENOUGH)
    rooms.close("key")
    assert rooms.find(key="key") is None
    assert rooms.after("key", 0) == []
    assert rooms.append("key", [event()], *ENOUGH) is None


def test_rooms_go_when_their_time_is_over(rooms):
    rooms.prune(ABOUT.until - 1)
    assert rooms.find(key="key") == ABOUT
    rooms.prune(ABOUT.until + 1)
    assert rooms.find(key="key") is None
