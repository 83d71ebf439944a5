"""The class is the net: every number is the core's, and a wrong one is told by its mistake."""

import numpy as np
import pytest

from core.network import Network
from core.specs import NetworkSpec
from runs.rooms import parts
from runs.rooms.activities.chain import ETA, STEPS, TURNS, UNITS, Chain, called
from runs.rooms.deeds import checked, fold, happen
from runs.rooms.events import About, Event

ABOUT = About("key", "ABCDEF", "owner", 0.0, 100.0)
SPEC = NetworkSpec((2, 3, 2), ("sigmoid", "sigmoid"), "quadratic", "normal", "float64")


class Class:
    """A room with a student for each unit, in which the net is on."""

    def __init__(self, students=7, seed=1):
        self.events, self.state = [], fold(ABOUT, [])
        self.marks = [f"s{n}" for n in range(students)]
        for mark in self.marks:
            self.do(mark, "join", name="")
        self.do("owner", "start", activity="net", settings={"seed": seed})
        self.of = self.events[-1].number

    def do(self, mark, kind, **said):
        about = checked(self.state, mark, kind, said)
        self.events.append(Event(len(self.events) + 1, mark, kind, about))
        happen(self.state, self.events[-1])

    @property
    def playing(self):
        return self.state.running.state

    def own(self, mark):
        return parts.own(self.state, self.state.members[mark])["mine"]

    @property
    def wall(self):
        return parts.wall(self.state)["state"]

    def say(self, mark, values, **more):
        at = [self.playing.steps, self.playing.turn]
        self.do(mark, "act", of=self.of, values=values, at=at, **more)

    def right(self, unit):
        return [value for _, value in self.playing.chain.task(self.playing.now, unit[1]).asked]

    def play_turn(self):
        layer = self.playing.now.layer
        for unit, mark in zip(UNITS, self.marks, strict=False):
            if unit[0] == layer:
                self.say(mark, self.right(unit))

    def play_to(self, what, layer):
        while (self.playing.now.what, self.playing.now.layer) != (what, layer):
            self.play_turn()


def by_hand(seed=1):
    """The same sample through the core, step by step: the batch of each, and one more."""
    network = Network.initial(SPEC, seed)
    network.parameters[...] = network.parameters.round(1)
    for _ in range(STEPS + 1):
        batch = network.forward(np.array([[0.5, -0.2]]))
        network.backward(batch, np.array([[1.0, 0.0]]))
        yield network, batch
        network.parameters[...] -= ETA * batch.gradient


def expected(turn, network, batch, j):
    l = turn.layer
    if turn.what == "a":
        return [batch.z[l][0, j], batch.a[l][0, j]]
    if turn.what == "back":
        return list(network.w[l][j] * batch.delta[l][0, j])
    return [(batch.a[0] if turn.what == "x" else batch.delta[l])[0, j]]


def test_three_steps_are_those_of_the_core_and_the_cost_falls():
    room = Class()
    for network, batch in by_hand():
        assert room.playing.chain.network.parameters == pytest.approx(network.parameters)
        assert room.playing.chain.costs[-1] == pytest.approx(batch.cost())
        if room.playing.now is None:
            break
        for turn in TURNS:
            assert room.playing.now == turn
            for unit in UNITS:
                if unit[0] != turn.layer:
                    continue
                _, j = unit
                assert room.right(unit) == pytest.approx(expected(turn, network, batch, j))
            room.play_turn()
    costs = room.playing.chain.costs
    assert len(costs) == 4
    assert costs == sorted(costs, reverse=True)
    with pytest.raises(ValueError, match="All steps"):
        room.say("s0", [0.5])


def test_the_cost_falls_with_other_numbers_too():
    for seed in range(1, 40):
        chain = Chain(seed)
        for _ in range(STEPS):
            chain.step()
        assert chain.costs == sorted(chain.costs, reverse=True), seed


def test_numbers_of_three_digits_are_near_enough():
    room = Class()
    while room.playing.now is not None:
        layer = room.playing.now.layer
        for unit, mark in zip(UNITS, room.marks, strict=True):
            if unit[0] == layer:
                room.say(mark, [float(f"{value:.3g}") for value in room.right(unit)])


def test_each_sees_only_what_comes_in():
    room = Class()
    assert room.own("s0")["task"]["given"] == [["x₁", "0.500", 0.5]]
    assert room.own("s2")["task"] is None
    room.play_to("δ", 1)
    task = room.own("s3")["task"]
    assert [name for name, _, _ in task["given"]] == ["w²₁₂ × δ²₁", "w²₂₂ × δ²₂", "σ′(z¹₂)"]
    assert task["asked"] == ["δ¹₂"]
    (came, more, slope) = (value for _, _, value in task["given"])
    assert (came + more) * slope == pytest.approx(room.right((1, 1))[0])
    assert not set(parts.student(room.state)["state"]) & {"units", "broken", "task"}


@pytest.mark.parametrize(
    ("what", "layer", "wrong", "words"),
    [
        ("a", 1, lambda net, seen: [seen.z[1][0, 0] - net.b[1][0], 0], "without the bias"),
        ("a", 1, lambda net, seen: [seen.z[1][0, 0], seen.z[1][0, 0]], "without σ"),
        ("δ", 2, lambda net, seen: [seen.a[2][0, 0] - 1], "without σ′"),
        ("δ", 2, lambda net, seen: [-seen.delta[2][0, 0]], "with y − a where a − y belongs"),
        ("back", 2, lambda net, seen: [seen.delta[2][0, 0]] * 3, "without the weight"),
        (
            "δ",
            1,
            lambda net, seen: [(seen.delta[2] @ net.w[2])[0, 0]],
            "without σ′",
        ),
    ],
)
def test_the_projector_says_where_the_chain_broke_and_why(what, layer, wrong, words):
    room = Class()
    room.play_to(what, layer)
    unit = (layer, 0)
    mark = room.marks[UNITS.index(unit)]
    chain = room.playing.chain
    room.say(mark, [float(value) for value in wrong(chain.network, chain.batch)])
    (told,) = room.wall["broken"]
    assert told.startswith(called(unit).capitalize())
    assert words in told
    assert words in room.own(mark)["said"]
    room.say(mark, room.right(unit))
    assert room.wall["broken"] == []
    assert room.own(mark)["said"] == ""


def test_phones_that_share_a_unit_have_done_it_when_one_has():
    room = Class(students=14)
    room.say("s0", [0.3])
    room.say("s7", [0.5])
    assert [unit["phones"] for unit in room.wall["units"]] == [2] * 7
    first = room.wall["units"][0]
    assert (first["done"], first["wrong"], first["answered"]) == (True, 1, 2)
    assert room.wall["broken"] == []
    assert room.own("s0")["done"]


def test_the_lecturer_plays_who_is_missing():
    room = Class(students=0)
    seen = parts.lecturer(room.state)["state"]
    assert (seen["unit"], seen["name"]) == ([0, 0], "input 1")
    room.say("owner", [0.5], unit=[0, 0])
    assert parts.lecturer(room.state)["state"]["unit"] == [0, 1]
    while room.playing.now is not None:
        room.do("owner", "act", of=room.of, rest=True, at=[room.playing.steps, room.playing.turn])
    assert len(room.playing.chain.costs) == STEPS + 1


@pytest.mark.parametrize(
    ("mark", "said", "why"),
    [
        ("s2", {"values": [1, 1]}, "not your turn"),
        ("s0", {"values": []}, "all numbers"),
        ("s0", {"values": ["0.5"]}, "no number"),
        ("s0", {"values": [True]}, "no number"),
        ("s0", {"values": [float("nan")]}, "no number"),
        ("s0", {"values": [10**400]}, "no number"),
        ("s0", {"values": [0.5], "at": [0, 3]}, "further"),
        ("s0", {"rest": True}, "all numbers"),
        ("owner", {"values": [0.5], "unit": [0, 7]}, "no such unit"),
        ("owner", {"values": [0.5], "unit": [[], 0]}, "no such unit"),
    ],
)
def test_what_makes_no_sense_is_refused(mark, said, why):
    room = Class()
    with pytest.raises(ValueError, match=why):
        room.do(mark, "act", **{"of": room.of, "at": [0, 0]} | said)


def test_nobody_guesses_for_ever():
    room = Class()
    for _ in range(20):
        room.say("s0", [9])
    with pytest.raises(ValueError, match="many tries"):
        room.say("s0", [9])


def test_a_replica_comes_to_the_same():
    room = Class()
    room.play_to("back", 2)
    room.say("s5", [0, 0, 0])
    assert parts.wall(fold(ABOUT, room.events)) == parts.wall(room.state)


@pytest.mark.parametrize("seed", [0, 1001, "1", True, 1.5])
def test_a_seed_is_a_whole_number(seed):
    with pytest.raises(ValueError, match="seed"):
        Class(seed=seed)
