"""The lessons' questions for a room: their texts, and what their experiments find."""

import logging
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any

from runs.rooms.activities.predict import Predict, Predicted
from runs.rooms.room import Room
from ui.lessons.kit.predict import Question
from ui.shell.lecture import plain
from ui.shell.lessons import LESSONS

_LOG = logging.getLogger(__name__)


@cache
def questions() -> Mapping[str, tuple[str, Question]]:
    """Return all by their keys, in the lessons' order, each with the title of its lesson."""
    found = {}
    for name, about in LESSONS.items():
        for one in vars(import_module(f"ui.lessons.{name}.questions")).values():
            if isinstance(one, Question):
                found[one.key] = about.title, one
    return found


def completed(room: Room, kind: str, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a lecturer says, with what only a lesson knows: texts, or what it measures.

    Raises
    ------
    ValueError
        If there is no such question, with a text for the lecturer.
    """
    if kind == "start":
        return dict(_worded(said))
    if kind == "plan" and isinstance(said.get("items"), list):
        return {**said, "items": [_worded(item) for item in said["items"]]}
    if kind == "act" and said.get("reveal") is True and type(said.get("of")) is int:
        with room.lock:
            running = room.state.activities.get(said["of"])
        if running is not None and isinstance(running.state, Predicted):
            return {**said, "measured": _measured(running.state.lesson)}
    return said


def _worded(said: Any) -> Any:
    if not isinstance(said, Mapping):
        return said
    if "asks" in said:
        return {**said, "asks": _worded(said["asks"])}
    if said.get("activity") != Predict.name:
        return said
    settings = said.get("settings")
    question = _of(settings.get("lesson") if isinstance(settings, Mapping) else None)
    worded = {
        "lesson": question.key,
        "text": plain(question.text),
        "choices": [plain(option) for option in question.options],
    }
    return {**said, "settings": worded}


def _of(key: object) -> Question:
    if not isinstance(key, str) or key not in questions():
        raise ValueError("Pick one of the lessons' questions.")
    return questions()[key][1]


def _measured(key: str) -> dict[str, Any]:
    try:
        found = _of(key).experiment()
    except (ArithmeticError, LookupError) as error:
        _LOG.exception("An experiment failed")
        raise ValueError("The experiment failed. Look at it in the lesson.") from error
    return {"right": found.right, "sentence": plain(found.sentence)}
