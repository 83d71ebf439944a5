"""The hour is sixty minutes, and every stop of it is there as it says."""

import pytest

from tests.app import opened, text
from ui.lessons.hour.page import query
from ui.lessons.hour.plan import HOUR

IN_LESSONS = [stop for stop in HOUR if stop.idea]


def test_it_is_an_hour():
    assert sum(stop.minutes for stop in HOUR) == 60
    said = text(opened("hour"))
    assert "**0–3**" in said
    assert "**59–60**" in said
    assert all(stop.do in said for stop in HOUR)


@pytest.mark.parametrize("stop", IN_LESSONS, ids=lambda stop: f"{stop.page} {stop.idea}")
def test_a_link_opens_its_idea_with_what_to_say_and_asks_the_hall_where_it_says_so(stop):
    at = opened(stop.page, **query(stop))
    number = at.session_state[f"{stop.page}.idea"]
    assert at.button(key=f"{stop.page}.idea.{number}").label == f"{number} {stop.idea}"
    assert "**Say:**" in text(at)
    asked = [one.key for one in at.radio if any(two.label == "Reveal" for two in at.button)]
    assert asked == ([f"{stop.question}.chosen"] if stop.question else [])
    assert bool(stop.question) == ("Reveal" in stop.do)
