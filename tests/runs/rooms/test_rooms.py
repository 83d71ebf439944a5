"""Rooms of a process: in memory, in a store, and of several replicas with one."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from runs.hub.alone import Alone, Exchange
from runs.rooms import rooms as module
from runs.rooms.rooms import CHANNEL, Rooms
from runs.rooms.store import RoomStore
from runs.store.database import StoreError
from runs.store.store import Store


def until(true):
    """Wait until it is so: rooms write in a thread of their own."""
    deadline = time.monotonic() + 20
    while not (found := true()):
        assert time.monotonic() < deadline
        time.sleep(0.005)
    return found


@pytest.fixture
def alone():
    made = Rooms(lambda: None, Alone(), 2)
    yield made
    made.stop()


@pytest.fixture
def store(tmp_path):
    made = Store(f"sqlite:///{tmp_path / 'runs.sqlite'}")
    yield made
    made.close()


@pytest.fixture
def replica(store):
    exchange, made = Exchange(), []

    def another():
        hub = Alone(f"r{len(made)}", exchange)
        made.append(Rooms(lambda: RoomStore(store), hub, 50))
        hub.listen({CHANNEL: made[-1].hear})
        return made[-1]

    yield another
    for one in made:
        one.stop()


def names(room):
    with room.lock:
        return [member.name for member in room.state.members.values()][1:]


def test_an_owner_has_one_room_which_is_found_by_its_code_until_it_is_closed(alone):
    room = alone.open("me")
    assert alone.open("me") is room
    assert alone.by_code(room.about.code.lower()) is room
    assert alone.of("me") is room
    alone.close(room.about.key)
    assert room.over
    assert alone.by_code(room.about.code) is None
    with pytest.raises(ValueError, match="closed"):
        alone.say(room.about.key, "ann", "join", {})


def test_a_process_takes_on_so_many_rooms(alone):
    alone.open("me")
    alone.open("you")
    with pytest.raises(ValueError, match="as many"):
        alone.open("them")


def test_what_is_said_happens_and_those_who_listen_hear_of_it(alone):
    room, heard = alone.open("me"), []
    room.audience.add(lambda: heard.append(room.version))
    alone.say(room.about.key, "ann", "join", {"name": "Ann"})
    until(lambda: names(room) == ["Ann"])
    assert heard


def test_a_room_survives_the_process(replica):
    before = replica()
    room = before.open("me")
    before.say(room.about.key, "ann", "join", {"name": "Ann"})
    before.stop()
    after = replica().of("me", ask=True)
    assert after.about == room.about
    assert names(after) == ["Ann"]


def test_a_hall_that_comes_at_once_finds_one_room_which_is_read_once(replica, monkeypatch):
    code, after, reads = replica().open("me").about.code, RoomStore.after, []
    monkeypatch.setattr(RoomStore, "after", lambda *a: reads.append(a) or after(*a))
    second = replica()
    with ThreadPoolExecutor(8) as hall:
        found = list(hall.map(second.by_code, [code] * 50))
    assert set(found) == {second.by_code(code)}
    assert len(reads) == 1


def test_replicas_see_the_same_and_number_events_alike(replica):
    first, second = replica(), replica()
    room = first.open("me")
    other = second.by_code(room.about.code)
    for i in range(20):
        for one in (first, second):
            mark = f"{i} {id(one)}"
            one.say(room.about.key, mark, "join", {"name": mark[:20]})
    until(lambda: len(names(room)) == len(names(other)) == 40)
    assert names(room) == names(other)
    first.show("me", "run", {"view": "curves", "at": 3})
    until(lambda: other.shown == {"run": "run", "view": "curves", "at": 3})
    first.close(room.about.key)
    assert other.over


def test_who_asks_for_a_room_as_it_ends_does_not_bring_it_back(replica):
    one = replica()
    room, found = one.open("me"), []
    room.audience.add(lambda: found.append(one.of("me", ask=True)))
    one.close(room.about.key)
    assert found == [None]


def test_who_finds_a_room_as_another_replica_ends_it_finds_none(replica, monkeypatch):
    first, second = replica(), replica()
    about, after = first.open("me").about, RoomStore.after

    def ends(*given):
        first.close(about.key)
        return after(*given)

    monkeypatch.setattr(RoomStore, "after", ends)
    assert second.by_code(about.code) is None
    assert second.all() == []


def test_a_room_that_the_store_cannot_forget_goes_on(replica, monkeypatch):
    one = replica()
    room = one.open("me")

    def fails(*_):
        raise StoreError("away")

    with monkeypatch.context() as patched:
        patched.setattr(RoomStore, "close", fails)
        with pytest.raises(StoreError, match=r"try again.*\(away\)"):
            one.close(room.about.key)
    assert one.of("me") is room
    assert not room.over
    one.close(room.about.key)
    assert one.of("me", ask=True) is None


def test_a_burst_is_written_in_few_goes(replica, monkeypatch):
    one = replica()
    room, goes = one.open("me"), []
    append = RoomStore.append
    monkeypatch.setattr(RoomStore, "append", lambda *a: goes.append(len(a[2])) or append(*a))
    for i in range(300):
        one.say(room.about.key, str(i), "join", {})
    until(lambda: len(names(room)) == 300)
    assert sum(goes) == 300
    assert len(goes) < 30


def test_where_the_store_fails_the_room_goes_on_in_this_process_and_says_so(store, monkeypatch):
    one = Rooms(lambda: RoomStore(store), Alone(), 50)
    room = one.open("me")

    def fails(*_):
        raise StoreError("disk full")

    monkeypatch.setattr(RoomStore, "append", fails)
    one.say(room.about.key, "ann", "join", {"name": "Ann"})
    until(lambda: names(room) == ["Ann"])
    assert "disk full" in one.trouble
    one.stop()


def test_among_replicas_what_could_not_be_written_waits_for_the_store(replica, monkeypatch):
    one = replica()
    room, append, tries = one.open("me"), RoomStore.append, []

    def fails_once(*given):
        tries.append(given)
        if len(tries) == 1:
            raise StoreError("away")
        return append(*given)

    monkeypatch.setattr(RoomStore, "append", fails_once)
    one.say(room.about.key, "ann", "join", {"name": "Ann"})
    until(lambda: names(room) == ["Ann"])
    assert one.trouble == ""


def test_a_second_device_of_the_owner_has_the_room(replica, store):
    one = replica()
    room = one.open("before")
    one.say(room.about.key, "before", "lock", {"on": True})
    until(lambda: room.state.locked)
    store.give("before", "after")
    one.give("before", "after")
    assert one.of("after") is room
    one.say(room.about.key, "after", "lock", {"on": False})
    until(lambda: not room.state.locked)
    anew = replica().of("after", ask=True)
    assert not anew.state.locked


def test_a_room_is_over_after_a_day(alone, monkeypatch):
    monkeypatch.setattr(module, "LASTS", -1.0)
    monkeypatch.setattr(module, "LOOK", 0.01)
    room = alone.open("me")
    alone.say(room.about.key, "me", "lock", {"on": True})
    until(lambda: room.over)
    assert alone.of("me") is None
