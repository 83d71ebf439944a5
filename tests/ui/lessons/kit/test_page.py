"""What every lesson is made of: one idea after another, each with its address."""

from pathlib import Path

import pytest

from tests.app import lesson_page, opened, text
from ui.lessons.kit import page
from ui.lessons.kit.page import STRIP
from ui.shell.lessons import LESSONS


@pytest.mark.parametrize("sheet", sorted(Path(page.__file__).parent.glob("*.css")))
def test_a_sheet_has_nothing_that_looks_like_a_tag_or_browsers_are_not_given_it(sheet):
    assert "<" not in sheet.read_text("utf-8")  # Streamlit drops such a style as unsafe


@pytest.mark.parametrize("questions", ["on", "off"])
@pytest.mark.parametrize("name", LESSONS)
def test_every_idea_opens_one_after_another(name, questions):
    at = opened(name, questions=questions)
    while f"{name}.idea.on" not in {button.key for button in at.button}:
        at.button(key=f"{name}.idea+1").click().run()
        assert not at.exception


def test_an_idea_has_an_address_that_follows_and_leads():
    at = opened("gates", idea="4")
    assert at.session_state["gates.idea"] == 4
    at.button(key="gates.idea+1").click().run()
    assert at.query_params["idea"] == "5"
    at.query_params["idea"] = "2"
    at.run()
    assert at.session_state["gates.idea"] == 2


def test_an_address_may_name_an_idea_by_its_title():
    at = opened("one_neuron", idea="wrong-by-how-much", questions="off")
    assert at.session_state["one_neuron.idea"] == 4
    assert "wrong-by-how-much" in at.query_params["idea"]  # Back leads where one came from


@pytest.mark.parametrize(("wrong", "shown"), [("99", 5), ("0", 1), ("first", 1), ("-3", 1)])
def test_an_address_that_is_none_leads_to_an_idea_all_the_same(wrong, shown):
    at = opened("gates", idea=wrong)
    assert at.session_state["gates.idea"] == shown


def test_the_lecturers_line_is_there_when_asked_for():
    assert "**Say:**" not in text(lesson_page("descent"))
    assert "**Say:**" in text(lesson_page("descent", **{STRIP: True}))
    assert "**Say:**" in text(opened("descent", questions="off", lecture="on"))


def test_an_address_brings_the_lecturers_line_to_who_saw_lessons_without_it_before():
    at = opened("descent", questions="off")
    at.query_params["lecture"] = "on"
    assert "**Say:**" in text(at.run())
    at.toggle(key=STRIP).set_value(False).run()
    assert "**Say:**" not in text(at)
    at.button(key="descent.idea+1").click().run()
    assert "**Say:**" not in text(at)


def test_whoever_follows_has_the_lecturers_idea_and_no_way_to_another():
    at = opened("gates", idea="no-line", follow="true", questions="off")
    keys = {str(button.key) for button in at.button}
    assert {key for key in keys if key.startswith("gates.idea")} == {
        "gates.idea.2",
        "gates.idea.code",
    }
    assert STRIP not in {one.key for one in at.toggle}
    at = opened("gates", idea="your-predictions", follow="true", questions="off")
    assert "No prediction yet" not in text(at)
