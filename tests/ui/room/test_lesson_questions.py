"""The lessons' questions in a room: all can be asked, and what is right is measured."""

import pytest

from runs.rooms.activities.predict import ACTIVITY
from runs.rooms.deeds import happen
from runs.rooms.events import About, Event
from runs.rooms.room import Room
from ui.lessons.descent.questions import EDGE
from ui.room.lesson_questions import completed, plain, questions

ROOM = Room(About("key", "ABCDEF", "owner", 0.0, 100.0), kept=False)


@pytest.mark.parametrize("key", questions())
def test_every_question_of_a_lesson_can_be_asked_as_it_is_there(key):
    _, question = questions()[key]
    said = {"activity": "predict", "settings": {"lesson": key, "text": "another"}}
    settings = completed(ROOM, "start", said)["settings"]
    assert settings["text"] == plain(question.text)
    assert ACTIVITY.settings(settings) == settings
    assert completed(ROOM, "plan", {"items": [said]})["items"][0]["settings"] == settings


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
