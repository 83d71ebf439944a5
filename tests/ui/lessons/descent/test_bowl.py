"""Descent in the bowl: the published table, and tables of other starts."""

import pytest

from tests.app import lesson_page, text
from ui.lessons.descent import bowl


def test_the_printed_table_of_the_bowl_is_the_published_one():
    at = lesson_page("descent", 3)
    found = text(at)
    for step, (point, error) in enumerate(bowl.PUBLISHED):
        assert f"| {step} | {point} | {error} | {point} {error} same |" in found
    assert "differs" not in found


def test_another_start_has_its_own_table_and_the_button_leads_back():
    at = lesson_page("descent", 3)
    at.number_input(key="descent.bowl.a").set_value(-5.0).run()
    found = text(at)
    assert "| 0 | (-2.0, 4.0) | 125.0 |" in found
    assert "same" not in found
    at.button(key="descent.bowl.published").click().run()
    assert text(at).count(" same |") == 7
    assert not at.exception


@pytest.mark.parametrize("eta", [0.0, 0.5, 1.1])
@pytest.mark.parametrize("idea", [2, 3])
def test_any_eta_is_drawn(idea, eta):
    key = ("descent.parabola.eta", "descent.bowl.eta")[idea - 2]
    at = lesson_page("descent", idea, **{key: eta})
    assert len(at.get("plotly_chart")) == (0, 2)[idea - 2]
    drawn = [one for one in at.get("bidi_component") if one.key.startswith("descent.")]
    assert len(drawn) == (1, 0)[idea - 2]
