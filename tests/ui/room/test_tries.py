"""Wrong codes are few; right ones are free."""

from ui.room import tries
from ui.room.tries import Tries


def test_right_codes_cost_nothing(monkeypatch):
    monkeypatch.setattr(tries, "OF_ALL", (0.0, 5.0))
    door = Tries()
    for _ in range(500):
        assert door.allows("campus")
        door.was_right("campus")


def test_of_wrong_ones_an_address_has_so_many_and_others_may_go_on(monkeypatch):
    monkeypatch.setattr(tries, "OF_ONE", (0.0, 3.0))
    door = Tries()
    assert [door.allows("one") for _ in range(5)] == [True] * 3 + [False] * 2
    assert door.allows("other")


def test_of_wrong_ones_the_process_has_so_many_wherever_they_come_from(monkeypatch):
    monkeypatch.setattr(tries, "OF_ALL", (0.0, 3.0))
    door = Tries()
    assert [door.allows(str(i)) for i in range(5)] == [True] * 3 + [False] * 2
