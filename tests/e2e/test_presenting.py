"""Presenting at 1280 × 720: whatever is chosen fills the screen, and nothing has a scroll bar."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.helpers import open_page, wait_until_idle

SCREEN = {"width": 1280, "height": 720}
FITS = """() => {
    const { views } = globalThis[Symbol.for("backprop-playground")];
    const main = document.querySelector('[data-testid="stMain"]');
    return main.scrollHeight <= main.clientHeight
        && document.documentElement.scrollWidth <= innerWidth
        && [...views.values()].every(({ root }) => {
            const { top, bottom, left, right } = root.getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth;
        });
}"""


@pytest.mark.parametrize(
    ("setup", "views"),
    [
        ("preset=digits", "curves,weights,diagram,confusion"),
        ("preset=spiral", "decision,diagram,curves,weights"),
    ],
)
def test_chosen_views_share_a_projector(new_page, base_url, setup, views):
    page = new_page(viewport=SCREEN)
    open_page(page, base_url, f"?{setup}&views={views}")
    expect(page.locator(".heatmaps canvas").first).to_be_attached()
    wait_until_idle(page)
    page.get_by_role("button", name=re.compile(r"\bPresent\b")).click()
    expect(page.get_by_role("button", name="Back")).to_be_visible()
    names = views.split(",")
    page.wait_for_function(
        """(names) => {
            const { views } = globalThis[Symbol.for("backprop-playground")];
            return names.every((name) => views.get(name)?.root.style.zoom);
        }""",
        arg=names,
    )
    page.wait_for_function(FITS)
    # dots of the screen, not of the enlarged canvas: letters stay sharp
    for canvas in page.locator("canvas:visible").all():
        wide, shown = canvas.evaluate("(c) => [c.width, c.getBoundingClientRect().width]")
        assert wide == pytest.approx(shown, abs=2)
