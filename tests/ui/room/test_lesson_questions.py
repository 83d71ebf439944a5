"""The lessons' questions in a room: all can be asked, and what is right is measured."""

from dataclasses import asdict

import pytest

from runs.rooms.activities.predict import ACTIVITY
from runs.rooms.deeds import checked, happen
from runs.rooms.events import About, Event
from runs.rooms.room import Room
from ui.lessons.descent.questions import EDGE
from ui.lessons.hour.plan import HOUR
from ui.room.lesson_questions import completed, questions
from ui.room.page import _planned
from ui.shell.lecture import plain

ROOM = Room(About("key", "ABCDEF", "owner", 0.0, 100.0), kept=False)


@pytest.mark.parametrize("key", questions())
def test_every_question_of_a_lesson_can_be_asked_as_it_is_there(key):
    _, question = questions()[key]
    said = {"activity": "predict", "settings": {"lesson": key, "text": "another"}}
    settings = completed(ROOM, "start", said)["settings"]
    assert settings["text"] == plain(question.text)
    assert ACTIVITY.settings(settings) == settings
    assert completed(ROOM, "plan", {"items": [said]})["items"][0]["settings"] == settings


def test_the_hours_questions_come_to_the_phones_as_their_lessons_put_them():
    asking = [stop for stop in HOUR if stop.question]
    assert asking
    said = {"items": [asdict(_planned(stop)) for stop in asking]}
    for stop, item in zip(asking, completed(ROOM, "plan", said)["items"], strict=True):
        assert item["asks"]["settings"]["text"] == plain(questions()[stop.question][1].text)
        assert "activity" not in item
        assert item["questions"] == "off"
        checked(ROOM.state, "owner", "plan", {"items": [item]})


@pytest.mark.parametrize("settings", [None, {}, {"lesson": "none"}, {"lesson": []}])
def test_what_no_lesson_asks_is_refused(settings):
    with pytest.raises(ValueError, match="Pick one"):
        completed(ROOM, "start", {"activity": "predict", "settings": settings})


def test_other_deeds_are_left_as_they_are():
    for kind, said in (
        ("start", {"activity": "question", "settings": {}}),
        ("plan", {"items": 3}),
        ("act", {"of": [], "reveal": True}),
        ("act", {"of": 1, "reveal": True}),
    ):
        assert completed(ROOM, kind, said) == said


def test_what_is_revealed_is_what_the_experiment_finds():

    settings = completed(ROOM, "start", {"activity": "predict", "settings": {"lesson": EDGE.key}})
    happen(ROOM.state, Event(1, "owner", "start", settings))
    found = EDGE.experiment()
    assert completed(ROOM, "act", {"of": 1, "reveal": True})["measured"] == {
        "right": found.right,
        "sentence": plain(found.sentence),
    }
