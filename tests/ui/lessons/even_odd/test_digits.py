"""The published run on digits: its table, ours beside it, and an image by its number."""

import pytest

from core.reproduce import raw_pixels
from tests.app import lesson_page, text
from ui.lessons.even_odd import digits


def test_an_epoch_comes_near_the_published_one_and_done_right_is_better_at_once():
    course = digits.Course()
    course.advance()
    (first,) = course.epochs
    assert first.error == pytest.approx(raw_pixels.PUBLISHED[0], rel=0.05)
    assert first.done_right > raw_pixels.PUBLISHED_ACCURACY > first.accuracy
    table = digits.rows(range(3), course.epochs)
    assert f"| 0 | 1.1664 | {first.error:.5} |" in table
    assert "| 2 | 0.74615 |  |" in table


def test_all_published_epochs_stand_there_before_anything_is_computed():
    said = text(lesson_page("even_odd", 4))
    for epoch in range(digits.EPOCHS):
        assert f"| {epoch} | {raw_pixels.PUBLISHED[epoch]} |  |" in said


def test_an_image_of_the_training_set_is_shown_by_its_number():
    at = lesson_page("even_odd", 4)
    assert at.number_input(key="even_odd.digits.image").value == 999
    at.number_input(key="even_odd.digits.image").set_value(49_999).run()
    assert not at.exception
