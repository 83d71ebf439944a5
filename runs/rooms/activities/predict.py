"""A question of a lesson, to be predicted by all; an experiment finds out which choice is right.

The lessons are no part of this: whoever asks says the question, and notes what was measured.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from runs.rooms.activities.question import Asked, Question, is_place
from runs.rooms.events import LECTURER, Event, Member, plain

_LONGEST, _LONGEST_CHOICE = 500, 100  # letters
_LONGEST_KEY = 64


@dataclass(slots=True)
class Predicted(Asked):
    """``lesson`` is the question's key, ``sentence`` says once it is revealed what was measured."""

    lesson: str = ""
    sentence: str = ""


class Predict(Question):
    """As a question of the lecturer's own, but what is right is measured when it is revealed."""

    name = "predict"
    title = "Predict, then reveal"

    def settings(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return the lesson's question: its key, its text and the choices."""
        lesson, text = plain(said.get("lesson"), _LONGEST_KEY), plain(said.get("text"), _LONGEST)
        given = said.get("choices")
        if not isinstance(given, list) or not given or not lesson or not text:
            raise ValueError("Pick one of the lessons' questions.")
        choices = [plain(choice, _LONGEST_CHOICE) for choice in given]
        return {"lesson": lesson, "text": text, "choices": choices}

    def begin(self, settings: Mapping[str, Any]) -> Predicted:
        """Return the question without answers; nobody knows yet which is right."""
        return Predicted(
            settings["text"], list(settings["choices"]), None, lesson=settings["lesson"]
        )

    def check(self, state: Asked, who: Member, said: Mapping[str, Any]) -> dict[str, Any]:
        """Return a choice, or with the lecturer's wish to reveal what the experiment found."""
        noted = super().check(state, who, said)
        if who.number != LECTURER:
            return noted
        if state.revealed:
            raise ValueError("The answers are shown already.")
        measured = said.get("measured")
        if not isinstance(measured, Mapping) or not is_place(measured.get("right"), state.choices):
            raise ValueError("The experiment did not say which is right.")
        sentence = plain(measured.get("sentence"), _LONGEST)
        return {**noted, "measured": {"right": measured["right"], "sentence": sentence}}

    def apply(self, state: Asked, who: Member, event: Event) -> None:
        """Note an answer, or what was measured."""
        super().apply(state, who, event)
        if isinstance(state, Predicted) and "measured" in event.about:
            state.right = event.about["measured"]["right"]
            state.sentence = event.about["measured"]["sentence"]

    def student(self, state: Asked) -> dict[str, Any]:
        """Return the question, and once it is revealed what everybody said and what came out."""
        sentence = state.sentence if isinstance(state, Predicted) else ""
        return {**super().student(state), "sentence": sentence}


ACTIVITY = Predict()
