"""The class is the net: phones are the units of a 2-3-2 network, and do what units do.

Who is not alone at a unit shares it: it has done its part as soon as one of its phones has.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.explain.numbers import number
from runs.rooms.activities.activity import Activity, People
from runs.rooms.activities.chain import SIZES, STEPS, TURNS, UNITS, Chain, Task, Turn, called
from runs.rooms.events import LECTURER, Event, Member

HIGHEST_SEED = 1000
FIRST_SEED = 24  # no weight is near 0, so that each mistake shows
_LARGEST = 1e6
_MOST_TRIES = 20  # of one member in one turn

Unit = tuple[int, int]  # layer and place in it, both from 0


@dataclass(slots=True)
class Said:
    """What came from one phone: what is wrong with it, '' if nothing; ``tries`` until then."""

    unit: Unit
    words: str
    tries: int


@dataclass(slots=True)
class Playing:
    """The net, and how far it is: ``turn`` is a place in ``TURNS``, ``steps`` are those done.

    ``said`` is by member, of this turn; ``done`` are the units that have done their part.
    """

    chain: Chain
    steps: int = 0
    turn: int = 0
    said: dict[int, Said] = field(default_factory=dict)
    done: set[Unit] = field(default_factory=set)

    @property
    def now(self) -> Turn | None:
        """Whose turn it is; None when all steps are done."""
        return TURNS[self.turn] if self.steps < STEPS else None


class Net(Activity[Playing]):
    """See above."""

    name = "net"
    title = "The class is the net"

    def settings(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return the seed of the weights."""
        seed = said.get("seed", FIRST_SEED)
        if type(seed) is not int or not 1 <= seed <= HIGHEST_SEED:
            raise ValueError(f"The seed is a whole number from 1 to {HIGHEST_SEED}.")
        return {"seed": seed}

    def begin(self, settings: Mapping[str, Any]) -> Playing:
        """Return the net before the first number is sent."""
        return Playing(Chain(settings["seed"]))

    def check(self, state: Playing, who: Member, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return a unit's numbers, with the turn that they are for, or that the rest is played."""
        turn, at = state.now, [state.steps, state.turn]
        if turn is None:
            raise ValueError("All steps are done.")
        if said.get("at") != at:
            raise ValueError("The net is further by now.")
        if who.number == LECTURER and said.get("rest") is True:
            return {"rest": True, "at": at}
        unit = _unit_of(who) if who.number != LECTURER else _named(said.get("unit"))
        if unit[0] != turn.layer:
            raise ValueError("It is not your turn: wait for what comes in.")
        before = state.said.get(who.number)
        if who.number != LECTURER and before is not None:
            if not before.words:
                raise ValueError("You have done your part.")
            if before.tries >= _MOST_TRIES:
                raise ValueError("Those were many tries: look at what the others found.")
        values = said.get("values")
        asked = state.chain.task(turn, unit[1]).asked
        if not isinstance(values, list) or len(values) != len(asked):
            raise ValueError("Fill in all numbers.")
        if not all(type(one) in (int, float) and abs(one) <= _LARGEST for one in values):
            raise ValueError("That is no number.")
        return {"unit": list(unit), "values": [float(one) for one in values], "at": at}

    def apply(self, state: Playing, who: Member, event: Event) -> None:
        """Judge a unit's numbers; when a layer has done its part, it is the next one's turn."""
        turn = state.now
        assert turn is not None  # it was checked
        if "rest" in event.about:
            state.done |= {unit for unit in UNITS if unit[0] == turn.layer}
        else:
            unit = (event.about["unit"][0], event.about["unit"][1])
            words = state.chain.judged(turn, unit[1], event.about["values"])
            before = state.said.get(who.number)
            state.said[who.number] = Said(unit, words, before.tries + 1 if before else 1)
            if not words:
                state.done.add(unit)
        if len(state.done) == SIZES[turn.layer]:
            _go_on(state)

    def student(self, state: Playing) -> dict[str, Any]:
        """Return whose turn it is, and the costs; numbers are for those whom they reach."""
        return _progress(state)

    def own(self, state: Playing, who: Member) -> dict[str, Any]:
        """Return what this unit is, and if it is its turn what came in and what is asked."""
        unit, turn = _unit_of(who), state.now
        mine: dict[str, Any] = {"name": called(unit), "task": None, "said": None}
        if turn is not None and unit[0] == turn.layer:
            mine["task"] = _shown(state.chain.task(turn, unit[1]))
            mine["done"] = unit in state.done
        if (said := state.said.get(who.number)) is not None:
            mine["said"] = said.words
        return mine

    def lecturer(self, state: Playing, people: People) -> dict[str, Any]:
        """Return the board, and the task of the first unit that has not done its part."""
        turn = state.now
        waiting = [
            unit
            for unit in UNITS
            if turn is not None and unit[0] == turn.layer and unit not in state.done
        ]
        seen: dict[str, Any] = {**self.wall(state, people), "unit": None, "task": None}
        if turn is not None and waiting:
            seen["unit"] = list(waiting[0])
            seen["name"] = called(waiting[0])
            seen["task"] = _shown(state.chain.task(turn, waiting[0][1]))
        own = state.said.get(LECTURER)
        seen["said"] = own.words if own is not None and list(own.unit) == seen["unit"] else None
        return seen

    def wall(self, state: Playing, people: People) -> dict[str, Any]:
        """Return the board: each unit with what it has sent so far, and where the chain broke."""
        phones = Counter(
            _unit_of(one) for one in people.values() if one.number != LECTURER and not one.removed
        )
        units = [_on_board(state, unit, phones[unit]) for unit in UNITS]
        return {**_progress(state), "units": units, "broken": _broken(state)}


def _unit_of(who: Member) -> Unit:
    """Return the unit that a student is: in turn, as they came."""
    return UNITS[(who.number - 1) % len(UNITS)]


def _named(unit: object) -> Unit:
    if isinstance(unit, list) and len(unit) == 2 and tuple(unit) in UNITS:
        return (int(unit[0]), int(unit[1]))
    raise ValueError("There is no such unit.")


def _go_on(state: Playing) -> None:
    state.said.clear()
    state.done.clear()
    state.turn += 1
    if state.turn == len(TURNS):
        state.chain.step()
        state.turn, state.steps = 0, state.steps + 1


def _progress(state: Playing) -> dict[str, Any]:
    turn = state.now
    return {
        "at": [state.steps, state.turn],
        "steps": STEPS,
        "title": turn.title if turn else "",
        "layer": turn.layer if turn else None,
        "done": len(state.done),
        "units_of_layer": SIZES[turn.layer] if turn else 0,
        "costs": [number(cost) for cost in state.chain.costs],
    }


def _shown(task: Task) -> dict[str, Any]:
    return {
        "given": [[name, number(value), value] for name, value in task.given],
        "asked": [name for name, _ in task.asked],
        "how": task.how,
    }


def _on_board(state: Playing, unit: Unit, phones: int) -> dict[str, Any]:
    """Return a unit with the numbers that are known by now in this pass."""
    (l, j), turn = unit, state.now
    batch = state.chain.batch

    def known(what: str) -> bool:
        if turn is None:  # all steps are done: what it answers now
            return what != "δ"
        place = next(i for i, one in enumerate(TURNS) if (one.what, one.layer) == (what, l))
        return state.turn > place or (state.turn == place and unit in state.done)

    here = turn is not None and turn.layer == l
    answered = [one for one in state.said.values() if one.unit == unit]
    wrong = sum(bool(one.words) for one in answered)
    return {
        "name": called(unit),
        "layer": l,
        "phones": phones,
        "a": number(float(batch.a[l][0, j])) if known("a" if l else "x") else "",
        "delta": number(float(batch.delta[l][0, j])) if l and known("δ") else "",
        "turn": here,
        "done": here and unit in state.done,
        "wrong": wrong,
        "answered": len(answered),
    }


def _broken(state: Playing) -> list[str]:
    """Return where the chain breaks, by unit: how many went wrong, and the commonest mistake."""
    told = []
    for unit in UNITS:
        words = [one.words for one in state.said.values() if one.unit == unit]
        wrong = Counter(one for one in words if one)
        if wrong and unit not in state.done:
            most, _ = wrong.most_common(1)[0]
            name = called(unit).capitalize()
            told.append(f"{name}, {wrong.total()} of {len(words)} wrong: {most}")
    return told


ACTIVITY = Net()
