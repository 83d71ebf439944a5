"""Presenting at 1280 × 720: whatever is chosen fills the screen, and nothing has a scroll bar."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.helpers import SHARED, open_page, wait_for, wait_until_idle

SCREEN = {"width": 1280, "height": 720}
FITS = f"""() => {{
    const {{ views }} = {SHARED};
    const main = document.querySelector('[data-testid="stMain"]');
    return main.scrollHeight <= main.clientHeight
        && document.documentElement.scrollWidth <= innerWidth
        && [...views.values()].every(({{ root }}) => {{
            const {{ top, bottom, left, right }} = root.getBoundingClientRect();
            return top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth;
        }});
}}"""


@pytest.mark.parametrize(
    ("setup", "views"),
    [
        ("preset=digits", "curves,weights,diagram,confusion"),
        ("preset=spiral", "decision,diagram,curves,weights"),
    ],
)
def test_chosen_views_share_a_projector(page, base_url, setup, views):
    page.set_viewport_size(SCREEN)
    open_page(page, base_url, f"lab?{setup}&views={views}")
    expect(page.locator(".heatmaps canvas").first).to_be_attached()
    wait_until_idle(page)
    page.get_by_role("button", name=re.compile(r"\bPresent\b")).click()
    expect(page.get_by_role("button", name="Back")).to_be_visible()
    wait_for(page, "arg.every((name) => shared.views.get(name)?.root.style.zoom)", views.split(","))
    page.wait_for_function(FITS, polling=50)
    # dots of the screen, not of the enlarged canvas: letters stay sharp
    for canvas in page.locator("canvas:visible").all():
        wide, shown = canvas.evaluate("(c) => [c.width, c.getBoundingClientRect().width]")
        assert wide == pytest.approx(shown, abs=2)


def test_the_first_views_are_larger_while_a_key_presents_them(page, base_url):
    page.set_viewport_size(SCREEN)
    open_page(page, base_url, "lab")
    plot = page.locator(".live-plot")
    before = plot.bounding_box()["height"]
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Back")).to_be_visible()
    wait_for(page, "shared.views.get('curves')?.root.style.zoom > 1")
    page.wait_for_function(FITS, polling=50)
    assert plot.bounding_box()["height"] > before
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Presets")).to_be_visible()


def test_keys_choose_what_a_lesson_or_a_drawing_shows_and_are_listed(page, base_url):
    page.set_viewport_size(SCREEN)
    open_page(page, base_url, "descent")
    page.wait_for_selector("[data-listening]", state="attached")
    page.keyboard.press("3")
    third = page.get_by_role("button", name=re.compile("^3 "))
    expect(third).to_have_attribute("data-testid", re.compile("primary"))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("black screen")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_have_count(0)
    page.get_by_role("link", name="Draw", exact=True).click()
    expect(page.locator(".digit-canvas")).to_be_visible()
    wait_until_idle(page)
    page.wait_for_selector("[data-listening]", state="attached")
    page.keyboard.press("2")
    sections = page.locator("[class*='st-key-draw-section'] button")
    expect(sections.nth(1)).to_have_attribute("aria-checked", "true")
