"""The hour is sixty minutes, and every stop of it is there as it says."""

import pytest

from tests.app import lesson_page, opened, text
from ui.lessons.hour.plan import HOUR
from ui.lessons.kit.page import address
from ui.shell.lessons import LESSONS

IN_LESSONS = [stop for stop in HOUR if stop.idea]


def test_it_is_an_hour():
    assert sum(stop.minutes for stop in HOUR) == 60
    said = text(opened("hour"))
    assert "**0–3**" in said
    assert "**59–60**" in said
    assert all(stop.do in said for stop in HOUR)


@pytest.mark.parametrize("stop", IN_LESSONS, ids=lambda stop: f"{stop.page} {stop.idea}")
def test_a_link_opens_its_idea_with_what_to_say(stop):
    at = opened(stop.page, idea=address(stop.idea), lecture="on")
    number = at.session_state[f"{stop.page}.idea"]
    assert at.button(key=f"{stop.page}.idea.{number}").label == f"{number} {stop.idea}"
    assert "**Say:**" in text(at)


@pytest.mark.parametrize("name", LESSONS)
def test_every_idea_has_something_to_say_and_few_words_before_something_can_be_touched(name):
    at = lesson_page(name)
    ideas = [b for b in at.button if b.key.startswith(f"{name}.idea.") and b.key[-1].isdigit()]
    for number in range(1, len(ideas) + 1):
        at = opened(name, {f"{name}.idea": number}, questions="off", lecture="on")
        said = [one.value for one in at.markdown]
        assert said[0].startswith("**Say:**"), number
        assert len(said[0].split()) <= 40
        if len(said) > 1 and not said[1].startswith(("|", "**")):
            assert len(said[1].split()) <= 60, said[1]
