"""Descent on the parabola: each button shows what it says."""

import pytest

from tests.app import lesson_page, text
from ui.lessons.descent import parabola


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Crawl", "crawls"),
        ("Converge", "converges"),
        ("One step", "one step"),
        ("Oscillate", "oscillates"),
        ("Diverge", "diverges"),
    ],
)
def test_each_button_on_the_parabola_shows_what_it_says(label, said):
    at = lesson_page("descent", 2)
    value = dict(parabola.SHOWN)[label]
    at.button(key=f"{parabola.ETA}.{value}").click().run()
    assert not at.exception
    assert at.slider(key=parabola.ETA).value == value
    assert f"**{said}**" in text(at)


def test_one_step_ends_at_the_lowest_point():
    at = lesson_page("descent", 2, **{"descent.parabola.eta": 0.5, "descent.parabola.steps": 1})
    assert "x = **0**, f = 0" in text(at)
