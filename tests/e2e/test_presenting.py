"""Presenting at 1280 × 720: whatever is chosen fills the screen, and nothing has a scroll bar."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.helpers import open_page, steps, wait_until, wait_until_idle

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
def test_chosen_views_share_a_projector(page, base_url, setup, views):
    page.set_viewport_size(SCREEN)
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


def test_pixels_larger_than_the_pages_keep_nothing_of_earlier_frames(new_page, base_url):
    """As where the browser is zoomed out, or presents many views."""
    page = new_page(viewport={"width": 1280, "height": 1600}, device_scale_factor=0.5)
    open_page(page, base_url, "?data=xor&layers=2&views=decision,warped,diagram")
    expect(page.locator(".network-diagram canvas").first).to_be_visible()
    pictures = """() => [...globalThis[Symbol.for("backprop-playground")].views.values()]
        .filter((view) => view.fits)
        .sort((one, other) => (one.key < other.key ? -1 : 1))
        .flatMap((view) => [...view.root.querySelectorAll("canvas:not(.close-up)")])
        .map((canvas) => canvas.toDataURL())"""
    for _ in range(20):
        at = steps(page)
        page.keyboard.press("ArrowRight")
        wait_until(page, lambda at=at: steps(page) > at)
    wait_until_idle(page)
    after_steps = page.evaluate(pictures)
    page.reload()
    expect(page.locator(".network-diagram canvas").first).to_be_visible()
    wait_until_idle(page)
    page.wait_for_function(
        f"(wanted) => JSON.stringify(({pictures})()) === JSON.stringify(wanted)", arg=after_steps
    )
