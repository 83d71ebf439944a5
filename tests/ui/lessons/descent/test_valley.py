"""Descent in the valley."""

from tests.app import lesson_page


def test_the_valley_can_be_driven_out_of_all_bounds():
    at = lesson_page("descent", 3, **{"descent.valley.gd": 0.022})
    assert any("not in" in caption.value for caption in at.caption)
