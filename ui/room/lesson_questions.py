"""The lessons' own questions, asked of a hall: the experiment tells which answer is right."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from ui.lessons.chain_rule import questions as chain_rule
from ui.lessons.descent import questions as descent
from ui.lessons.equations import questions as equations
from ui.lessons.even_odd import questions as even_odd
from ui.lessons.gates import questions as gates
from ui.lessons.kit.predict import Question
from ui.lessons.luck import questions as luck
from ui.lessons.one_neuron import questions as one_neuron
from ui.shell.lessons import LESSONS

_MODULES = {
    "one_neuron": one_neuron,
    "descent": descent,
    "chain_rule": chain_rule,
    "equations": equations,
    "gates": gates,
    "even_odd": even_odd,
    "luck": luck,
}
QUESTIONS: dict[str, tuple[str, Question]] = {
    one.key: (LESSONS[name].title, one)
    for name, module in _MODULES.items()
    for one in vars(module).values()
    if isinstance(one, Question)
}
"""By key: the title of the lesson, and the question."""


def told(about: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a lecturer asks for with the lessons' questions put in, in whatever depth.

    It takes as long as their experiments do: some seconds. Where one names ``{"lesson": key}`` as
    its settings, those are replaced.

    Raises
    ------
    ValueError
        If there is no such question.
    """
    made = dict(about)
    if isinstance(items := made.get("items"), list):
        made["items"] = [told(item) if isinstance(item, Mapping) else item for item in items]
    settings = made.get("settings")
    if isinstance(settings, Mapping) and "lesson" in settings:
        if (key := settings["lesson"]) not in QUESTIONS:
            raise ValueError("There is no such question in the lessons.")
        made["settings"] = answered(key)
    return made


@cache
def answered(key: str) -> dict[str, Any]:
    """Return a question as the activity of that name takes it, its experiment done."""
    _, question = QUESTIONS[key]
    measured = question.experiment()
    return {
        "text": _plain(question.text),
        "choices": [_plain(option) for option in question.options],
        "right": measured.right,
        "told": _plain(measured.sentence),
    }


def _plain(text: str) -> str:
    return text.replace("*", "").replace("$", "")
