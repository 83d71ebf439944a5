"""Two networks side by side: what differs is in sight at once, on a projector and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.helpers import open_page, wait_until_idle

PROJECTOR = {"width": 1280, "height": 720}


@pytest.mark.parametrize("preset", ["digits", "spiral"])
def test_headline_curves_and_difference_are_one_screen_of_a_projector(page, base_url, preset):
    page.set_viewport_size(PROJECTOR)
    open_page(page, base_url, f"compare?preset={preset}")
    page.get_by_role("button", name="Step", exact=False).click()
    expect(page.get_by_text("Step 1 ·")).to_be_in_viewport(ratio=1)
    wait_until_idle(page)
    expect(page.get_by_role("heading", name=re.compile("A .* against B "))).to_be_in_viewport(
        ratio=1
    )
    expect(page.get_by_role("button", name="Play both")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("group", name="Validation cost")).to_be_in_viewport(ratio=1)
    difference = page.get_by_role("img", name=re.compile("^B − A"))
    expect(difference.locator("canvas").first).to_be_in_viewport(ratio=1)
    if preset == "spiral":  # reloaded, the page has its pair again, which it still may command
        page.reload()
        expect(page.get_by_text("Step 1 ·")).to_be_visible()
        expect(page.get_by_text("You watch")).to_have_count(0)
        other = page.context.new_page()  # at rest, a page follows what another does
        open_page(other, base_url, page.url.removeprefix(base_url))
        other.get_by_role("button", name="Step", exact=False).click()
        expect(other.get_by_text("Step 2 ·")).to_be_visible()
        page.bring_to_front()
        expect(page.get_by_text("Step 2 ·")).to_be_visible()


def test_on_a_phone_what_differs_and_what_to_press_is_on_the_first_screen(phone_page, base_url):
    open_page(phone_page, base_url, "compare")
    heading = phone_page.get_by_role("heading", name=re.compile("A .* against B "))
    expect(heading).to_be_in_viewport(ratio=1)
    expect(phone_page.get_by_role("spinbutton", name="B's value")).to_be_in_viewport(ratio=0.95)
    expect(phone_page.get_by_role("button", name="Play both")).to_be_in_viewport(ratio=1)
