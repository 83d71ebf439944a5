"""The mountain in fog: it tells only what was asked for, and in the end how good that was."""

import json

import numpy as np

from core.explain.mountain import mountain
from core.explain.numbers import number
from tests.app import lesson_page, text
from ui.lessons.descent.fog import _FIRST_SEED, KEY, QUESTIONS

LAND = mountain(_FIRST_SEED)


def picture(at):
    (proto,) = [one.proto for one in at.get("bidi_component") if "picture" in one.proto.id]
    return json.loads(proto.json)[0]["svg"]


def test_only_the_heights_asked_for_are_seen_until_the_questions_are_used_up():
    at = lesson_page("descent", 1)
    assert "<polyline" in picture(at)
    hidden = picture(at).count("<polyline")
    for left in range(QUESTIONS - 1, -1, -1):
        assert "the lowest place" not in picture(at)
        at.button(key=f"{KEY}.ask").click().run()
        assert not at.exception
        if left:
            assert f"{left} questions left" in text(at)
            assert picture(at).count("<polyline") == hidden
    assert at.button(key=f"{KEY}.ask").disabled
    assert "the lowest place" in picture(at)
    where, low = LAND.lowest()
    assert f"The lowest of all is {number(low)} at {number(where)}" in text(at)


def test_who_feels_the_slope_gets_to_the_valley_from_above_it():
    where, low = LAND.lowest()
    at = lesson_page("descent", 1, **{f"{KEY}.values": (1, {"x": where + 0.4})})
    assert at.button(key=f"{KEY}.step").disabled  # nobody feels it yet
    at.toggle(key=f"{KEY}.slopes").set_value(True).run()
    for _ in range(QUESTIONS):
        at.button(key=f"{KEY}.step").click().run()
    assert "**within 0.05** of it" in text(at)
    assert float(np.min(LAND.height(np.array(at.session_state[f"{KEY}.asked"])))) < low + 0.05


def test_another_mountain_begins_anew_and_may_be_felt():
    at = lesson_page("descent", 1)
    at.button(key=f"{KEY}.ask").click().run()
    at.button(key=f"{KEY}.new").click().run()
    assert f"{QUESTIONS} questions left" in text(at)
    at.toggle(key=f"{KEY}.slopes").set_value(True).run()
    assert not at.button(key=f"{KEY}.step").disabled
