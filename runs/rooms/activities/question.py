"""A question of the lecturer's own: answers are counted, and shown only when they are revealed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from runs.rooms.activities.activity import Activity, People
from runs.rooms.events import LECTURER, Event, Member, plain

LONGEST, LONGEST_CHOICE = 300, 100  # letters
FEWEST, MOST = 2, 6  # choices


@dataclass(slots=True)
class Asked:
    """A question: ``right`` is the place of the right choice, None if there is no such.

    ``answers`` are places of choices by the number of who gave them.
    """

    text: str
    choices: list[str]
    right: int | None
    answers: dict[int, int] = field(default_factory=dict)
    revealed: bool = False


class Question(Activity[Asked]):
    """See above."""

    name = "question"
    title = "A question"

    def settings(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return the text, the choices and which of them is right."""
        text = plain(said.get("text"), LONGEST)
        given = said.get("choices")
        if not isinstance(given, list):
            raise ValueError("A question has choices.")
        choices = [plain(choice, LONGEST_CHOICE) for choice in given[:MOST]]
        right = said.get("right")
        if not text:
            raise ValueError("Write the question first.")
        if len(choices) < FEWEST or not all(choices):
            raise ValueError(f"A question needs {FEWEST} to {MOST} choices, each with some words.")
        if right is not None and not is_place(right, choices):
            raise ValueError("The right choice is one of them, or none.")
        return {"text": text, "choices": choices, "right": right}

    def begin(self, settings: Mapping[str, Any]) -> Asked:
        """Return the question without answers."""
        return Asked(settings["text"], list(settings["choices"]), settings["right"])

    def check(self, state: Asked, who: Member, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return a choice, or the lecturer's wish to reveal the answers."""
        if who.number == LECTURER:
            if said.get("reveal") is not True:
                raise ValueError("A lecturer reveals, and does not answer.")
            return {"reveal": True}
        if state.revealed:
            raise ValueError("The answers are shown already.")
        if not is_place(choice := said.get("choice"), state.choices):
            raise ValueError("That is none of the choices.")
        return {"choice": choice}

    def apply(self, state: Asked, who: Member, event: Event) -> None:
        """Note an answer, the latest of each counts, or that all may be seen."""
        if "reveal" in event.about:
            state.revealed = True
        else:
            state.answers[who.number] = event.about["choice"]

    def student(self, state: Asked) -> dict[str, Any]:
        """Return the question, and once it is revealed what everybody said."""
        return {"text": state.text, "choices": state.choices, **_revealed(state)}

    def own(self, state: Asked, who: Member) -> dict[str, Any]:
        """Return this one's answer."""
        return {"choice": state.answers.get(who.number)}

    def right(self, state: Asked, who: Member) -> bool | None:
        """Tell whether this one's answer was right, once all may see it."""
        if not state.revealed or state.right is None or who.number not in state.answers:
            return None
        return state.answers[who.number] == state.right

    def lecturer(self, state: Asked, people: People) -> dict[str, Any]:
        """Return how many have answered; the counts, too, are for after the reveal."""
        return self.wall(state, people)

    def wall(self, state: Asked, people: People) -> dict[str, Any]:
        """Return the same as the students see, and how many have answered."""
        return {**self.student(state), "answered": len(state.answers)}


def is_place(choice: object, choices: list[str]) -> bool:
    """Tell whether this is the place of one of the choices."""
    return type(choice) is int and 0 <= choice < len(choices)


def _revealed(state: Asked) -> dict[str, Any]:
    if not state.revealed:
        return {"counts": None, "right": None}
    counts = Counter(state.answers.values())
    return {"counts": [counts[i] for i in range(len(state.choices))], "right": state.right}


ACTIVITY = Question()
