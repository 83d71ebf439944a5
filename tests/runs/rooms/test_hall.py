"""A hall of three hundred in what a class does together: right, and little is told to each."""

import json

import pytest

from runs.rooms import parts
from runs.rooms.activities.chain import TURNS, UNITS
from runs.rooms.deeds import checked, fold, happen
from runs.rooms.events import About, Event

MANY = 300
MARKS = [f"s{i}" for i in range(MANY)]
ONE = [[[140, 20], [140, 260]]]
TASK = {"text": "Any", "measure": "weights", "goal": 90, "data": ""}
LESSON = {"lesson": "key", "text": "What happens?", "choices": ["This", "That"]}


class Hall:
    """A room with three hundred students; it knows how much a page of each kind was told."""

    def __init__(self, activity, settings):
        self.state = fold(About("key", "ABCDEF", "owner", 0.0, 100.0), [])
        for i, mark in enumerate(MARKS):
            self.do(mark, "join", name=f"Student {i}")
        self.do("owner", "start", activity=activity, settings=settings)
        self.of = self.state.current
        self.known = {}
        self.look()

    def do(self, mark, kind, **said):
        about = checked(self.state, mark, kind, said)
        happen(self.state, Event(self.state.last + 1, mark, kind, about))

    def act(self, mark, **said):
        self.do(mark, "act", of=self.of, **said)

    def look(self):
        """Return the letters of what is new to each kind of page since the last look."""
        new = {}
        for kind in ("student", "lecturer", "wall"):
            seen = getattr(parts, kind)(self.state)["state"]
            texts = {name: json.dumps(value) for name, value in seen.items()}
            before = self.known.get(kind, {})
            new[kind] = sum(len(text) for name, text in texts.items() if before.get(name) != text)
            self.known[kind] = texts
        return new

    @property
    def wall(self):
        return parts.wall(self.state)["state"]

    def own(self, mark):
        return parts.own(self.state, self.state.members[mark])


def test_three_hundred_drawings_hang_and_each_is_told_once():
    hall = Hall("drawing", {"symbols": ["7", "1"]})
    for i, mark in enumerate(MARKS):
        hall.act(mark, label=i % 2, strokes=ONE, consent=True)
    hall.look()
    hall.act(MARKS[7], label=1, strokes=ONE, consent=True)
    new = hall.look()
    assert new["student"] == 0
    assert new["wall"] < 1500
    assert new["lecturer"] < 1500
    hall.act("owner", learn=True)
    assert max(hall.look().values()) < 1000
    assert hall.wall["drawn"] == [150, 151]
    assert [number for number, *_ in hall.own(MARKS[7])["mine"]["drawn"]] == [8, 301]


def test_three_hundred_are_the_net_and_a_wrong_number_of_each_is_told():
    hall = Hall("net", {"seed": 24})
    playing = hall.state.running.state
    units = {mark: UNITS[i % len(UNITS)] for i, mark in enumerate(MARKS)}
    for step in range(3):
        for place, turn in enumerate(TURNS):
            at = [step, place]
            right = {
                j: [value for _, value in playing.chain.task(turn, j).asked]
                for l, j in UNITS
                if l == turn.layer
            }
            of_layer = [mark for mark in MARKS if units[mark][0] == turn.layer]
            for mark in of_layer:
                wrong = [value + 5 for value in right[units[mark][1]]]
                hall.act(mark, values=wrong, at=at)
            assert sum(unit["wrong"] for unit in hall.wall["units"]) == len(of_layer)
            assert len(hall.wall["broken"]) == len(right)
            hall.look()
            for mark in of_layer[: len(right)]:
                hall.act(mark, values=right[units[mark][1]], at=at)
            assert max(hall.look().values()) < 3000
    costs = list(map(float, hall.wall["costs"]))
    assert len(costs) == 4
    assert costs == sorted(costs, reverse=True)


def test_three_hundred_runs_are_points_and_the_best_of_each_student_counts():
    hall = Hall("task", TASK)
    for weights in (40, 20, 30):
        runs = [
            [i + 1, f"{mark} {weights}", 0.8 + i / 1000, weights, 3.0, None, False, 0.1]
            for i, mark in enumerate(MARKS)
        ]
        hall.act("owner", measured=runs)
    hall.look()
    hall.act("owner", measured=[[1, "s0 5", 0.95, 5, 4.0, 2.0, False, 0.1]])
    new = hall.look()
    assert max(new.values()) < 500
    assert sum(name.startswith("point.") for name in hall.wall) == 3 * MANY + 1
    assert hall.wall["done"] == 1 + sum(0.8 + i / 1000 >= 0.9 for i in range(MANY))
    assert hall.wall["best"][0] == "s0 5"
    assert all(key.endswith(" 20") for key in hall.wall["best"][1:])
    assert [row[1] for row in hall.own("s0")["mine"]["runs"]] == [40, 20, 30, 5]


def test_three_hundred_predict_and_nobody_is_told_before_it_is_revealed():
    hall = Hall("predict", LESSON)
    for i, mark in enumerate(MARKS):
        hall.act(mark, choice=int(i % 3 == 0))
    assert hall.look() == {"student": 0, "lecturer": 3, "wall": 3}
    hall.act("owner", reveal=True, measured={"right": 1, "sentence": "That happens."})
    assert max(hall.look().values()) < 100
    assert hall.wall["counts"] == [200, 100]
    assert [hall.own(mark)["me"]["tally"] for mark in MARKS[:2]] == [[1, 1], [0, 1]]


@pytest.mark.parametrize("net", ["1-2-1", "2-3-2"])
def test_three_hundred_compute_by_hand(net):
    hall = Hall("by_hand", {"net": net, "unit": 1, "seed": 1})
    right = hall.state.running.state.task.right
    for i, mark in enumerate(MARKS):
        hall.act(mark, value=f"{right if i % 4 else 10 * right:.9f}")
    assert hall.look() == {"student": 0, "lecturer": 3, "wall": 3}
    hall.act("owner", reveal=True)
    assert hall.wall["found"]["right"] == 225
    assert hall.wall["found"]["mistakes"][0][1] == 75
