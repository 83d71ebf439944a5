"""The class draws: what hangs on the wall, who takes it off, and what the network makes of it."""

import numpy as np
import pytest

from core.drawing import image_from_strokes
from runs.rooms import parts
from runs.rooms.activities.drawing import ACTIVITY
from runs.rooms.deeds import checked, fold, happen
from runs.rooms.events import About, Event

ABOUT = About("key", "ABCDEF", "owner", 0.0, 100.0)
ONE = [[[140, 20], [140, 260]]]
SEVEN = [[[60, 40], [220, 40], [110, 260]]]


class Log:
    """A room with two students in which an activity is on."""

    def __init__(self):
        self.events, self.state = [], fold(ABOUT, [])
        self.do("ann", "join", name="Ann")
        self.do("ben", "join", name="Ben")

    def do(self, mark, kind, **said):
        about = checked(self.state, mark, kind, said)
        self.events.append(Event(len(self.events) + 1, mark, kind, about))
        happen(self.state, self.events[-1])

    def start(self, **settings):
        self.do("owner", "start", activity="drawing", settings=settings)
        self.of = self.events[-1].number

    def act(self, mark, **said):
        self.do(mark, "act", of=self.of, **said)

    def draw(self, mark, label, strokes):
        self.act(mark, label=label, strokes=strokes, consent=True)

    @property
    def wall(self):
        return parts.wall(self.state)["state"]

    @property
    def hung(self):
        return sorted(name for name in self.wall if name[1:].isdecimal())


@pytest.fixture
def log():
    made = Log()
    made.start(symbols=["7", "1"])
    return made


def slanted(strokes, by):
    return [[[x + by * (y - 140) / 140, y] for x, y in stroke] for stroke in strokes]


def many(log):
    """Twenty drawings, ten of each symbol."""
    for i in range(10):
        mark = ("ann", "ben")[i % 2]
        log.draw(mark, 0, slanted(SEVEN, 4 * i - 20))
        log.draw(mark, 1, slanted(ONE, 4 * i - 20))


def test_a_drawing_hangs_on_the_wall_in_mnists_form(log):
    log.draw("ann", 0, SEVEN)
    collection = log.state.running.state.collection()
    assert np.array_equal(collection.images[0], image_from_strokes(SEVEN))
    assert collection.labels.tolist() == [7]
    assert log.wall["drawn"] == [1, 0]
    assert log.hung == ["d1"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"consent": False}, "agree"),
        ({"label": 2}, "none of the symbols"),
        ({"label": True}, "none of the symbols"),
        ({"strokes": []}, "Draw something"),
        ({"strokes": "x"}, "no drawing"),
        ({"strokes": [["a"]]}, "number|pair|drawing"),
        ({"strokes": [[[1, {}]]]}, "number|pair|drawing"),
        ({"strokes": [[[1, float("inf")]]]}, "number|pair|drawing"),
        ({"strokes": [[[1, 10**400]]]}, "number|pair|drawing"),
        ({"strokes": [[[0, 0]] * 3001]}, "more ink"),
        ({"data": b"short"}, "28"),
        ({"data": "x" * 784}, "28"),
    ],
)
def test_what_is_no_drawing_is_refused(log, said, why):
    with pytest.raises(ValueError, match=why):
        log.act("ann", **{"label": 0, "strokes": ONE, "consent": True} | said)


def test_nobody_fills_the_wall_alone(log):
    for _ in range(10):
        log.draw("ann", 1, ONE)
    with pytest.raises(ValueError, match="leave some"):
        log.draw("ann", 1, ONE)
    log.draw("ben", 1, ONE)


def test_the_lecturer_takes_one_off_and_students_only_their_own(log):
    log.draw("ann", 0, SEVEN)
    log.draw("ben", 1, ONE)
    with pytest.raises(ValueError, match="only what you drew"):
        log.act("ben", number=1, out=True)
    log.act("owner", number=1, out=True)
    assert log.hung == ["d2"]
    with pytest.raises(ValueError, match="only what you drew"):
        log.act("ann", number=1, out=False)
    log.act("ben", number=2, out=True)
    assert log.hung == []
    assert "d2" not in parts.lecturer(log.state)["state"]
    with pytest.raises(ValueError, match="took it back"):
        log.act("owner", number=2, out=False)
    log.act("owner", number=1, out=False)
    assert log.hung == ["d1"]
    assert len(log.state.running.state.collection()) == 1


def test_nothing_is_shown_until_it_was_looked_at(log):
    log.start(symbols=["7", "1"], hidden=True)
    log.draw("ann", 0, SEVEN)
    assert log.hung == []
    assert parts.lecturer(log.state)["state"]["d1"]["name"] == "Ann"
    log.act("owner", hidden=False)
    assert log.hung == ["d1"]
    log.do("owner", "person", number=1, removed=True)
    assert log.hung == []


def test_a_lesson_that_is_worked_out_is_seen_when_it_is_applied(log):
    many(log)
    state, before = log.state.running.state, log.wall
    ACTIVITY.prepare(state, {"learn": True})
    assert log.wall == before
    log.act("owner", learn=True)
    first, costs = state.learner, log.wall["net"]["costs"]
    ACTIVITY.prepare(state, {"learn": True})
    assert state.learner is first
    assert log.wall["net"]["costs"] == costs


def test_the_network_learns_four_in_five_and_reads_the_others_and_new_ones(log):
    many(log)
    log.act("owner", learn=True)
    log.act("owner", learn=True)
    net = log.wall["net"]
    assert (net["epochs"], net["learned"], net["right"]) == (20, 16, 16)
    assert net["costs"][-1] < net["costs"][0]
    assert net["tested"] == [[2, 0], [0, 2]]
    log.do("cy", "join", name="")
    log.draw("cy", 0, ONE)  # a one that somebody calls a seven
    assert log.wall["net"]["tested"] == [[2, 1], [0, 2]]
    mine = parts.own(log.state, log.state.members["cy"])["mine"]
    assert mine["drawn"] == [[21, 0, 1, False]]
    log.act("owner", forget=True)
    assert log.wall["net"] is None


def test_replicas_come_to_the_same_network(log):
    many(log)
    log.act("owner", learn=True)
    assert parts.wall(fold(ABOUT, log.events)) == parts.wall(log.state)


def test_a_network_needs_something_to_learn(log):
    log.draw("ann", 0, SEVEN)
    with pytest.raises(ValueError, match="at least 4"):
        log.act("owner", learn=True)
    with pytest.raises(ValueError, match="agree"):
        log.act("ann", learn=True)


@pytest.mark.parametrize("symbols", [["7"], ["7", "7"], ["7", ""], list("abcdefghijk"), "71"])
def test_symbols_that_cannot_be_told_apart_are_refused(symbols):
    with pytest.raises(ValueError, match="symbols"):
        Log().start(symbols=symbols)


def test_other_symbols_are_kept_by_their_names():
    log = Log()
    log.start(symbols=["★", "♥"])
    log.draw("ann", 1, ONE)
    kept = log.state.running.state.collection()
    assert [kept.symbols[label] for label in kept.labels] == ["♥"]
