"""No tooltip lies over the navigation."""

import pytest
from playwright.sync_api import expect

from tests.e2e.helpers import open_page

PAGES = ("compare", "draw", "descent", "equations", "gates", "even-odd")
PROJECTOR = {"width": 1280, "height": 720}
NEAR = 250  # pixels from the top of the page: what stands lower cannot reach the navigation
TARGETS = (
    "[data-testid=stMain] :is([data-testid=stTooltipHoverTarget], [data-testid=stTooltipIcon])"
)


@pytest.mark.parametrize("path", PAGES)
def test_no_tooltip_of_a_page_lies_over_the_navigation(page, base_url, path):
    page.set_viewport_size(PROJECTOR)
    open_page(page, base_url, path)
    navigation = page.get_by_test_id("stHeader").bounding_box()
    below = navigation["y"] + navigation["height"]
    tip = page.get_by_test_id("stTooltipContent")
    for target in page.locator(TARGETS).filter(visible=True).all():
        if target.bounding_box()["y"] > NEAR:
            continue
        target.hover()
        expect(tip).to_be_visible()
        assert tip.bounding_box()["y"] >= below, target.inner_text()
        page.mouse.move(640, 719)
        expect(tip).to_have_count(0)
