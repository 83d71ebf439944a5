"""The Draw page: what it says of a drawing, and every section of it."""

import numpy as np
import pytest

from tests.ui.draw.drawn import SEVEN, described, draw_page, shown, trained

SECTIONS = ["Steps", "Why?", "Teach it", "My drawings", "Spoil the test"]


def test_an_empty_canvas_has_no_answer():
    assert shown(draw_page(strokes=()))["readers"] == []


def test_a_scribble_is_no_digit():
    points = np.random.default_rng(5).uniform(40, 240, (25, 2))
    scribble = np.column_stack([points, np.arange(25)]).astype(np.float32)
    assert shown(draw_page(strokes=[scribble]))["readers"][0]["line"] == "No digit"


def test_below_the_visitors_confidence_it_does_not_know():
    at = draw_page(trained())  # one step: it can know nothing yet
    assert shown(at)["readers"][0]["line"] == "I don’t know"
    at.session_state["draw.options"] = True
    at.run()
    at.slider(key="draw.keep_above").set_value(0).run()
    assert shown(at)["readers"][0]["label"] >= 0


def test_the_page_says_what_one_does_who_reads_and_what_eleven_outputs_are():
    at = draw_page()
    assert at.header[0].value == "Draw a digit"
    assert at.markdown[0].value == "Who reads it:"
    assert "784-512-512-11" in described(at)
    assert "eleventh output means “no digit”" in described(at)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("strokes", [(), (SEVEN,)], ids=["empty", "drawn"])
def test_every_section_opens(section, strokes):
    assert not draw_page(strokes=strokes, section=section).error


@pytest.mark.parametrize("sizes", [(784, 10), (784, 31, 17, 10)])
@pytest.mark.parametrize("section", ["Why?", "Teach it"])
def test_sections_suit_every_depth(sizes, section):
    assert not draw_page(trained(*sizes), section=section).error
