"""Every page that is no lesson by axe-core, and no tooltip lies over the navigation.

Lessons are walked through in test_lessons_fit.py, where the same is asked of them.
"""

import pytest
from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.helpers import check_tooltips, open_page, wait_until_idle

PAGES = ("", "lab", "compare", "seeds", "draw", "hour", "room")
PROJECTOR = {"width": 1280, "height": 720}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path or "train")
def test_a_page_is_accessible_and_its_tooltips_leave_the_navigation(page, base_url, path):
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size(PROJECTOR)
    open_page(page, base_url, path)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    wait_until_idle(page)
    check_tooltips(page)
    assert violations(page) == []
