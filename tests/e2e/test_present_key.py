"""P on the pages that have no stage: larger, and without what stands around."""

import re

from playwright.sync_api import expect

from tests.e2e.helpers import open_page


def test_p_enlarges_a_lesson_b_makes_it_black_and_escape_gives_it_back(page, base_url):
    open_page(page, base_url, "gates")
    title = page.get_by_role("heading", name="Gates")
    small = title.bounding_box()["height"]
    expect(page.locator("[data-listening]")).to_have_count(1)
    page.keyboard.press("p")
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    assert title.bounding_box()["height"] > 1.2 * small
    page.keyboard.press("b")
    expect(page.locator("body")).to_have_class(re.compile("black"))
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stHeader")).to_be_visible()
    assert title.bounding_box()["height"] == small
