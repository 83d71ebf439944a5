"""Both ways to a gradient, measured."""

from tests.app import lesson_page, text
from tests.ui.lessons.equations.test_own_net import with_net


def test_three_products_are_one_and_a_half_times_two():
    assert "| **times as many** | **1.5** | **11,856** |" in text(with_net("1-1", 8))


def test_both_ways_to_a_gradient_are_measured():
    at = lesson_page("equations", 8)
    assert any("11,856" in text.value for text in at.markdown)  # for [784, 30, 10]
    at.button(key="equations.measure").click().run()
    assert sum("measured here" in text.value for text in at.markdown) == 2
    assert not at.exception
