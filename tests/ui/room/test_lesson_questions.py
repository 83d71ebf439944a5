"""The lessons' questions in a room: the experiment's answer, and what it measured."""

import pytest

from runs.rooms.activities import ACTIVITIES
from ui.room.lesson_questions import QUESTIONS, answered, told

CHEAP = "luck.stuck"


def test_every_lesson_has_questions_to_ask_a_hall():
    assert len({title for title, _ in QUESTIONS.values()}) == 7
    for _, question in QUESTIONS.values():  # all fit into the activity, whatever comes out
        about = {"text": question.text, "choices": list(question.options), "right": 0, "told": ""}
        assert ACTIVITIES["question"].settings(about)["text"] == question.text


def test_the_experiment_says_which_answer_is_right():
    measured = QUESTIONS[CHEAP][1].experiment()
    settings = ACTIVITIES["question"].settings(answered(CHEAP))
    assert settings["right"] == measured.right
    assert settings["told"] == measured.sentence


def test_one_is_put_in_at_once_or_on_the_agenda():
    item = {"activity": "question", "settings": {"lesson": CHEAP}}
    assert told(item)["settings"] == answered(CHEAP)
    planned = told({"items": [{"title": "a place", "page": "draw"}, item]})
    assert planned["items"] == [{"title": "a place", "page": "draw"}, told(item)]


def test_what_is_no_question_is_refused():
    with pytest.raises(ValueError, match="no such question"):
        told({"settings": {"lesson": "luck"}})
