"""A task: runs of members come back by themselves, as they are, while it is open."""

import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.hub.alone import Alone
from runs.pair import Pair
from runs.rooms import parts
from runs.rooms.activities.task import ACTIVITY, Point
from runs.rooms.results import Results
from runs.rooms.rooms import Rooms
from runs.run import Run
from tests.runs.rooms.test_rooms import until

XOR = {"text": "XOR", "measure": "weights", "goal": 100, "data": "xor"}
TANH = NetworkSpec((2, 4, 1), ("tanh", "sigmoid"), "cross_entropy", "glorot")


PLANE = NetworkSpec((2, 1), ("linear",), "quadratic")


def run_of(mark, data="xor", eta=1.0, steps=0):
    network = PLANE if data == "slope" else TANH
    run = Run(Setup(DataSpec(data), network, TrainSpec(eta, 4, optimizer="gd")))
    run.owner = mark
    for _ in range(steps):
        run.step()
    return run


@pytest.fixture
def rooms():
    made = Rooms(lambda: None, Alone(), 2)
    yield made
    made.stop()


@pytest.fixture
def opened(rooms):
    """Return a room with two members, and the function that sets a task in it."""
    room = rooms.open("owner")
    for mark, name in (("ann", "Ann"), ("ben", "Ben")):
        rooms.say(room.about.key, mark, "join", {"name": name})
    until(lambda: len(room.state.members) == 3)

    def begin(**changed):
        said = {"activity": "task", "settings": XOR | changed}
        rooms.say(room.about.key, "owner", "start", said)
        return until(lambda: room.state.running)

    return room, begin


def test_a_members_run_comes_back_with_what_it_has_reached(rooms, opened):
    room, begin = opened
    before = run_of("ann", steps=1)  # trained before the task was set
    begin()
    runs = [before]
    results = Results(rooms, lambda: runs)
    before.touched -= 60
    runs += [run_of("ann"), run_of("stranger", steps=1), run_of("owner", steps=1)]
    runs += [run_of("ann", "spiral", steps=1)]
    pair = Pair(runs[0].setup, runs[0].setup)
    pair.owner = runs[0].owner
    pair.advance_by(1)
    runs.append(pair)
    mine = run_of("ann", steps=300)
    runs.append(mine)
    results.look()
    points = until(lambda: room.state.running.state.points)
    assert list(points) == [mine.key]
    who, point = points[mine.key]
    frame = mine.frame
    assert who == 1
    assert point.accuracy == frame.measured.accuracy == 1
    assert point.weights == mine.network().parameters.size == 17
    first = frame.epochs.epoch[frame.epochs.accuracy >= 1][0]
    assert point.reached == pytest.approx(first)

    seen = parts.wall(room.state)["state"]
    assert seen["best"] == [mine.key]
    assert seen[f"point.{mine.key}"][:2] == [mine.key, "Ann"]
    last = room.state.last
    results.look()  # nothing is new
    rooms.say(room.about.key, "owner", "person", {"number": 1, "hidden": True})
    until(lambda: room.state.last == last + 1)
    assert parts.wall(room.state)["state"][f"point.{mine.key}"][1] == ""
    rooms.say(room.about.key, "owner", "person", {"number": 1, "removed": True})
    until(lambda: room.state.numbered[1].removed)
    assert parts.wall(room.state)["state"]["best"] == []


def test_a_copy_of_the_lecturers_run_counts_once_something_was_done_to_it(rooms, opened):
    room, begin = opened
    begin()
    mine = run_of("owner", steps=300).copy()
    mine.owner = "ann"
    results = Results(rooms, lambda: [mine])
    results.look()
    assert mine.as_copied
    assert not room.state.running.state.points
    mine.advance_by(1)
    results.look()
    points = until(lambda: room.state.running.state.points)
    assert list(points) == [mine.key]


def test_what_diverges_is_seen_to(rooms, opened):
    room, begin = opened
    begin(measure="diverge", goal=0, data="slope")
    wild = run_of("ben", "slope", eta=1000.0, steps=2)
    assert "diverged" in wild.frame.trouble
    results = Results(rooms, lambda: [wild])
    results.look()
    _, point = until(lambda: room.state.running.state.points)[wild.key]
    assert (point.diverged, point.eta) == (True, 1000)


def test_nobody_says_what_a_run_has_reached(rooms, opened):
    room, begin = opened
    number = begin().number
    with pytest.raises(ValueError, match="by themselves"):
        rooms.say(
            room.about.key, "ann", "act", {"of": number, "measured": [[1, "k", 1.0, 1, 1, 1, 0, 1]]}
        )
    with pytest.raises(ValueError, match="no such run"):
        rooms.say(room.about.key, "owner", "act", {"of": number, "open": "guessed"})


def point(accuracy=1.0, weights=9, epochs=5.0, reached=4.0, diverged=False, eta=0.1):
    return Point(accuracy, weights, epochs, reached, diverged, eta)


@pytest.mark.parametrize(
    ("measure", "better"),
    [
        ("weights", point(weights=8, reached=5.0)),
        ("epochs", point(weights=99, reached=3.0)),
        ("diverge", point(diverged=True, eta=0.01)),
    ],
)
def test_of_each_student_the_best_run_is_ranked_by_what_counts(measure, better):
    state = ACTIVITY.begin(XOR | {"measure": measure, "goal": 95})
    state.points = {
        "failed": (3, point(accuracy=0.9, weights=1)),
        "good": (1, point(diverged=True)),
        "mine": (2, point(diverged=True, reached=99.0, weights=99, eta=3.0)),
        "better": (2, better),
    }
    assert list(state.ranked()) == ["better", "good"]


def test_a_run_keeps_its_best_until_its_net_is_another():
    state = ACTIVITY.begin(XOR)
    state.points["run"] = 1, point(accuracy=0.9, reached=None)
    assert state.merged("run", 1, point(accuracy=0.8, reached=None, epochs=9.0)) is None
    better = state.merged("run", 1, point(accuracy=0.95))
    assert better == point(accuracy=0.95)
    smaller = point(accuracy=0.5, weights=3, reached=None)
    assert state.merged("run", 1, smaller) == smaller


@pytest.mark.parametrize(
    "wrong", [{"text": " "}, {"measure": "luck"}, {"goal": 101}, {"goal": 1.5}, {"data": "none"}]
)
def test_a_task_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        ACTIVITY.settings(XOR | wrong)


def test_all_that_is_ready_can_be_set():
    for one in ACTIVITY.ready():
        assert ACTIVITY.settings(one.settings) == one.settings
