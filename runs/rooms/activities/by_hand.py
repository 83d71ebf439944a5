"""BP2 by hand: everybody computes one δ of a small net, and a wrong one is told by its slip."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.explain.diagnosis import Wrong, quantity, recipe, wrong_numbers
from core.explain.expressions import entry, named
from core.explain.numbers import number
from core.explain.plain import prime
from core.network import Network
from core.specs import NetworkSpec
from runs.rooms.activities.activity import Activity, People, Ready
from runs.rooms.events import LECTURER, Event, Member

NETS: Mapping[str, tuple[int, ...]] = {
    "1-2-1": (1, 2, 1),
    "2-2-1": (2, 2, 1),
    "2-2-2": (2, 2, 2),
    "2-3-2": (2, 3, 2),
}
MOST_SEEDS = 99
ROUGH = 0.015  # of a number: what was computed with three digits may be off by so much
_X, _Y = (0.5, 0.8), (1.0, 0.0)
_WRITTEN = re.compile(r"[+-]?(\d{1,12}\.?\d{0,12}|\.\d{1,12})")
_POINT = "The digits are right, the decimal point is not."
_UNKNOWN = "No mistake that I know gives this number."
_SHOWN = 3  # mistakes


@dataclass(frozen=True, slots=True)
class Task:
    """What is asked: ``given`` are the matrices that it takes, by name, as they are written.

    ``wrong`` is what the number would be with each slip that somebody could make.
    """

    cell: str
    recipe: str
    right: float
    wrong: Sequence[Wrong]
    given: Sequence[tuple[str, Sequence[Sequence[str]]]]


@dataclass(slots=True)
class Answers:
    """Everybody's latest number as it was written, and what there is to say of it: '' if right."""

    task: Task
    given: dict[int, tuple[str, str]] = field(default_factory=dict)
    revealed: bool = False


def task(net: str, unit: int, seed: int) -> Task:
    """Return the task to find δ¹ of a unit, from 1, of a net of sigmoids with quadratic cost."""
    sizes = NETS[net]
    spec = NetworkSpec(sizes, ("sigmoid", "sigmoid"), "quadratic", "normal", "float64")
    network = Network.initial(spec, seed)
    x, y = np.array(_X[: sizes[0]]), np.array(_Y[: sizes[-1]])
    batch = network.forward(x[None])
    network.backward(batch, y[None])
    j = unit - 1
    given = (
        (named("w", 2), network.w[2]),
        (named("δ", 2), batch.delta[2]),
        (f"σ′({named('z', 1)})", prime(network.activation[1], batch.z[1], batch.a[1])),
    )
    return Task(
        entry("δ", 1, j),
        recipe(network, "δ", 1, j),
        float(quantity(batch, "δ", 1)[0, j]),
        wrong_numbers(network, x, y, "δ", 1)[0][j],
        [(name, _written(values)) for name, values in given],
    )


def _written(values: FloatArray) -> list[list[str]]:
    return [[number(value) for value in row] for row in values.tolist()]


def parsed(text: object) -> str:
    """Return a number as it is written, with a point and a plain minus.

    Raises
    ------
    ValueError
        If it is none, with a text for who wrote it.
    """
    if isinstance(text, str):
        written = text[:40].strip().replace(",", ".").replace("−", "-")
        if _WRITTEN.fullmatch(written):
            return written
    raise ValueError("Write a number such as −0.0123.")


def verdict(task: Task, written: str) -> str:
    """Return what there is to say of a number: '' if it is right.

    It is right within half a unit of its last digit, or by what comes of computing with the three
    digits that are shown: the same rule as where the lesson has it filled in.
    """
    value = float(written)
    digits = len(written.lstrip("+-").replace(".", "").lstrip("0"))
    last = 0.0
    if digits > 1:
        last = 0.5001 * 10.0 ** (math.floor(math.log10(abs(value))) - digits + 1)

    def away(other: float) -> float:
        return abs(value - other)

    def near(other: float) -> bool:
        return away(other) <= max(ROUGH * abs(other), last, 1e-12)

    if near(task.right):
        return ""
    if close := [one for one in task.wrong if near(one.value)]:
        return f"That is what comes out {min(close, key=lambda one: away(one.value)).words}."
    for by in (10, 100, 1000, 0.1, 0.01, 0.001):
        if away(by * task.right) <= ROUGH * abs(by * task.right):
            return _POINT
    return _UNKNOWN


class ByHand(Activity[Answers]):
    """See above."""

    name = "by_hand"
    title = "BP2 by hand"

    def ready(self) -> list[Ready]:
        """Return each δ of each net's hidden layer."""
        return [
            Ready(f"{net}: {entry('δ', 1, j)}", {"net": net, "unit": j + 1, "seed": 1})
            for net, sizes in NETS.items()
            for j in range(sizes[1])
        ]

    def settings(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return the net, the unit of its hidden layer from 1, and the seed of its numbers."""
        net, unit, seed = (said.get(name) for name in ("net", "unit", "seed"))
        if not isinstance(net, str) or net not in NETS:
            raise ValueError("Pick one of the nets.")
        if type(unit) is not int or not 1 <= unit <= NETS[net][1]:
            raise ValueError("The net has no such unit.")
        if type(seed) is not int or not 1 <= seed <= MOST_SEEDS:
            raise ValueError(f"Sets of numbers are counted from 1 to {MOST_SEEDS}.")
        return {"net": net, "unit": unit, "seed": seed}

    def begin(self, settings: Mapping[str, Any]) -> Answers:
        """Return the task without answers."""
        return Answers(task(settings["net"], settings["unit"], settings["seed"]))

    def check(self, state: Answers, who: Member, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return a number as it was written, or the lecturer's wish to reveal the answers."""
        if who.number == LECTURER:
            if said.get("reveal") is not True:
                raise ValueError("A lecturer reveals, and does not answer.")
            return {"reveal": True}
        if state.revealed:
            raise ValueError("The answers are shown already.")
        return {"value": parsed(said.get("value"))}

    def apply(self, state: Answers, who: Member, event: Event) -> None:
        """Note a number, the latest of each counts, or that all may be seen."""
        if "reveal" in event.about:
            state.revealed = True
        else:
            written = event.about["value"]
            state.given[who.number] = written, verdict(state.task, written)

    def student(self, state: Answers) -> dict[str, Any]:
        """Return the board, and once it is revealed the right number and how many had it."""
        task = state.task
        seen = {"cell": task.cell, "given": task.given, "found": None}
        if not state.revealed:
            return seen
        said = [words for _, words in state.given.values()]
        return seen | {
            "found": {
                "value": number(task.right),
                "recipe": task.recipe,
                "right": said.count(""),
                "answered": len(said),
                "mistakes": Counter(word for word in said if word).most_common(_SHOWN),
            }
        }

    def own(self, state: Answers, who: Member) -> dict[str, Any]:
        """Return this one's number, and once it is revealed what there is to say of it."""
        written, words = state.given.get(who.number, (None, ""))
        return {"value": written, "words": words if state.revealed else None}

    def right(self, state: Answers, who: Member) -> bool | None:
        """Tell whether this one's number was right, once all may see it."""
        if not state.revealed or who.number not in state.given:
            return None
        return not state.given[who.number][1]

    def lecturer(self, state: Answers, people: People) -> dict[str, Any]:
        """Return the same as the projector shows."""
        return self.wall(state, people)

    def wall(self, state: Answers, people: People) -> dict[str, Any]:
        """Return what the students see, and how many have answered."""
        return {**self.student(state), "answered": len(state.given)}


ACTIVITY = ByHand()
