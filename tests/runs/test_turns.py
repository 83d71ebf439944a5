"""Time is dealt out fairly, whatever a step takes; on a clock of the tests' own."""

import pytest

from runs.turns import SLICE, Turns


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


class Trainee:
    """Trains in steps of one length; once a second or so it measures, which takes longer."""

    elsewhere, playing = False, True

    def __init__(self, key, clock, step, pause=0.0, hall=0.0):
        self.key, self._clock, self._step, self._pause = key, clock, step, pause
        self.spent = self.telling = 0.0
        self._hall = hall  # seconds that telling its audience takes, each turn
        self.rests = False

    def advance(self, seconds):
        if self.rests:
            return False
        since = self._clock.now
        while self._clock.now - since < seconds:
            self._clock.now += self._step
        self._clock.now += self._pause
        self.spent += self._clock.now - since
        self._clock.now += self._hall
        self.telling += self._hall
        return True

    def until_next_step(self):
        return 0.0

    def pause(self):
        self.playing = False

    def limit_memory(self, most_bytes):
        pass


class Robbed(Trainee):
    """Gets half of its time only: meanwhile, others have the interpreter's lock."""

    def advance(self, seconds):
        return super().advance(seconds / 2)


@pytest.mark.parametrize("many", [2, 8, 40])
def test_long_steps_take_nothing_from_short_ones(many):
    clock = Clock()
    small = [Trainee(f"small {i}", clock, 0.0003) for i in range(many - 1)]
    large = Trainee("large", clock, 0.04, pause=0.02)
    turns = Turns(clock)
    while clock.now < 60:
        assert turns.round([*small, large])
    spent = [each.spent for each in (*small, large)]
    assert min(spent) >= 0.9 * clock.now / many
    assert max(spent) <= 1.1 * clock.now / many


def test_who_is_watched_by_a_hall_trains_as_long_as_others():
    clock = Clock()
    all_ = [Trainee(str(i), clock, 0.0001, hall=0.01 if i == 0 else 0.0) for i in range(4)]
    turns = Turns(clock)
    for _ in range(50):
        turns.round(all_)
    assert all_[0].spent == pytest.approx(all_[1].spent, rel=0.02)


def test_who_rests_saves_nothing_up():
    clock = Clock()
    one, other = Trainee("one", clock, 0.001), Trainee("other", clock, 0.001)
    turns = Turns(clock)
    other.rests = True
    while clock.now < 10:
        turns.round([one, other])
    other.rests = False
    before, now = one.spent, clock.now
    turns.round([one, other])
    assert other.spent <= SLICE + 0.001
    assert one.spent - before + other.spent == pytest.approx(clock.now - now)


def test_who_gets_no_processor_in_its_turn_has_it_later():
    clock = Clock()
    others = [Trainee(str(i), clock, 0.0001) for i in range(3)]
    unlucky = Robbed("unlucky", clock, 0.0001)  # whose turn comes when the hall's senders wake
    turns = Turns(clock)
    for _ in range(200):
        turns.round([*others, unlucky])
    assert unlucky.spent == pytest.approx(others[0].spent, rel=0.05)


def test_all_that_only_owe_go_on_at_once():
    clock = Clock()
    turns, alone = Turns(clock), Trainee("alone", clock, 1.0)
    rounds = 0
    while alone.spent < 3:
        assert turns.round([alone])
        rounds += 1
    assert clock.now == alone.spent  # the clock stood still while it owed
    assert rounds > 3


def test_nothing_to_do_is_told():
    clock = Clock()
    turns, idle = Turns(clock), Trainee("idle", clock, 1.0)
    idle.rests = True
    assert not turns.round([idle])
    assert not turns.round([])
