"""A task for everybody's own runs: they come back by themselves, as points.

What a run has reached is measured where it trains, see ``runs.rooms.results``; nobody says it.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from core.data.catalogue import DATASETS
from runs.rooms.activities.activity import Activity, People, Ready
from runs.rooms.events import LECTURER, Event, Member, plain

LONGEST = 200  # letters
MEASURES = {
    "weights": "Accuracy, with few weights",
    "epochs": "Accuracy, in few epochs",
    "diverge": "Diverge, with a small η",
}
MOST_RUNS = 20  # of one student
_BEST = 10  # that are named
_READY = (
    ("spiral", "weights", 95, "Reach 95 % on the spiral with as few weights as you can."),
    ("xor", "weights", 100, "Solve XOR, all four rows: do two hidden units do it?"),
    ("circles", "epochs", 95, "Reach 95 % on the circles in as few epochs as you can."),
    ("slope", "diverge", 0, "Make it diverge: the smallest η that does it wins."),
)


class Point(NamedTuple):
    """What is known of a run.

    Attributes
    ----------
    accuracy : float
        The best that was seen on the validation samples with these weights, 0 to 1; of one that
        learns quantities 0.
    weights : int
        Weights and biases.
    epochs : float
        That it had trained for.
    reached : float or None
        The epoch at which the goal was seen to be reached first.
    diverged : bool
    eta : float
        When it was measured; of one that has diverged, then.
    """

    accuracy: float
    weights: int
    epochs: float
    reached: float | None
    diverged: bool
    eta: float


@dataclass(slots=True)
class Tried:
    """A task and what became of it: points by the keys of runs, with whose they are.

    ``runs`` are the same keys by student, ``opened`` is the run that the projector shows, '' if it
    shows all.
    """

    text: str
    measure: str
    goal: float
    data: str
    points: dict[str, tuple[int, Point]] = field(default_factory=dict)
    runs: dict[int, list[str]] = field(default_factory=dict)
    opened: str = ""

    def done(self, point: Point) -> bool:
        """Tell whether a run did what was asked for."""
        return point.diverged if self.measure == "diverge" else point.accuracy >= self.goal

    def order(self, point: Point) -> tuple[float, float]:
        """Return how good a run is that did it: the less, the better."""
        reached = math.inf if point.reached is None else point.reached
        if self.measure == "diverge":
            return point.eta, point.epochs
        return (point.weights, reached) if self.measure == "weights" else (reached, point.weights)

    def ranked(self) -> Iterator[str]:
        """Return the best run of each student who did it, the very best first."""
        did = [(self.order(p), key, who) for key, (who, p) in self.points.items() if self.done(p)]
        seen: set[int] = set()
        for _, key, who in sorted(did):
            if who not in seen:
                seen.add(who)
                yield key

    def merged(self, key: str, who: int, new: Point) -> Point | None:
        """Return what is known of a run with news of it; None if nothing that counts is new."""
        if key not in self.points:
            return new if len(self.runs.get(who, ())) < MOST_RUNS else None
        _, old = self.points[key]
        if old.weights == new.weights:
            reached = new.reached if old.reached is None else old.reached
            new = new._replace(accuracy=max(old.accuracy, new.accuracy), reached=reached)
        if old.diverged:
            new = new._replace(diverged=True, eta=old.eta)
        elif not new.diverged and self.measure != "diverge":
            new = new._replace(eta=old.eta)
        return None if new._replace(epochs=old.epochs) == old else new


class Task(Activity[Tried]):
    """See above."""

    name = "task"
    title = "A task"

    def ready(self) -> list[Ready]:
        """Return tasks that can be set as they are."""
        return [
            Ready(text, {"text": text, "measure": measure, "goal": goal, "data": data})
            for data, measure, goal, text in _READY
        ]

    def settings(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return the text, what counts, the goal in percent, and the data, '' for any."""
        text, measure = plain(said.get("text"), LONGEST), said.get("measure")
        goal, data = said.get("goal"), said.get("data")
        if not text:
            raise ValueError("Write the task first.")
        if not isinstance(measure, str) or measure not in MEASURES:
            raise ValueError("Say what counts.")
        if type(goal) is not int or not 0 <= goal <= 100:
            raise ValueError("The goal is a percentage.")
        if not isinstance(data, str) or (data and data not in DATASETS):
            raise ValueError("There is no such data.")
        return {"text": text, "measure": measure, "goal": goal, "data": data}

    def begin(self, settings: Mapping[str, Any]) -> Tried:
        """Return the task without runs."""
        return Tried(
            settings["text"], settings["measure"], settings["goal"] / 100, settings["data"]
        )

    def check(self, state: Tried, who: Member, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was measured of runs, or which of them the lecturer opens."""
        if who.number != LECTURER:
            raise ValueError("Runs come back by themselves.")
        if isinstance(measured := said.get("measured"), list):
            return {"measured": measured}
        opened = said.get("open")
        if opened != "" and (not isinstance(opened, str) or opened not in state.points):
            raise ValueError("There is no such run.")
        return {"open": opened}

    def apply(self, state: Tried, who: Member, event: Event) -> None:
        """Note what was measured, or the run that is opened."""
        if "open" in event.about:
            state.opened = event.about["open"]
            return
        for number, key, *values in event.about["measured"]:
            if (point := state.merged(key, number, Point(*values))) is not None:
                if key not in state.points:
                    state.runs.setdefault(number, []).append(key)
                state.points[key] = number, point

    def student(self, state: Tried) -> dict[str, Any]:
        """Return the task, and how many have done it."""
        return {
            "text": state.text,
            "data": state.data,
            "measure": state.measure,
            "done": sum(1 for _ in state.ranked()),
        }

    def own(self, state: Tried, who: Member) -> dict[str, Any]:
        """Return this one's runs, the latest last."""
        mine = [state.points[key][1] for key in state.runs.get(who.number, ())]
        return {"runs": [[*point, state.done(point)] for point in mine]}

    def lecturer(self, state: Tried, people: People) -> dict[str, Any]:
        """Return the same as the projector shows."""
        return self.wall(state, people)

    def wall(self, state: Tried, people: People) -> dict[str, Any]:
        """Return the task and all points, of those who were not removed, each with a name."""
        points = {
            f"point.{key}": [key, people[who].shown, *point, state.done(point)]
            for key, (who, point) in state.points.items()
            if not people[who].removed
        }
        best = [key for key in state.ranked() if f"point.{key}" in points]
        return {
            **self.student(state),
            "goal": state.goal,
            "open": state.opened,
            "best": best[:_BEST],
            **points,
        }


ACTIVITY = Task()
