"""The list of one's own runs, and a second device that becomes the same owner."""

import re

from playwright.sync_api import expect

from tests.e2e.stage import open_stage, stage, wait_for_steps


def cookie(page, name):
    return next((one["value"] for one in page.context.cookies() if one["name"] == name), "")


def open_my_runs(page):
    """Open the list by its button, or by the menu of a phone."""
    button = page.get_by_role("button", name="My runs")
    if not button.first.is_visible():
        page.get_by_role("button", name="More", exact=True).click()
    button.last.click()
    expect(page.get_by_role("dialog").last.locator(".my-run").first).to_be_visible()
    return page.get_by_role("dialog").last


def test_a_phone_becomes_a_second_device_of_the_owner(page, phone_page, base_url):
    open_stage(page, base_url, "?preset=even_odd")
    wait_for_steps(page, 50)
    runs = open_my_runs(page)
    expect(runs.locator(".my-run img")).to_have_count(1)
    runs.get_by_role("button", name="Use on another device").click()
    expect(runs.get_by_alt_text("The link as a QR code")).to_be_visible()
    link = runs.locator("code").inner_text()
    assert cookie(page, "me") not in link
    phone_page.goto(base_url + re.sub(r"^https?://[^/]+", "", link))
    phone_page.get_by_role("button", name="Use them here").click()
    expect(phone_page.get_by_text("Your runs are here, too.")).to_be_visible()
    phone_page.get_by_role("dialog").get_by_role("button", name="Close").last.click()
    expect(stage(phone_page)).to_be_visible()
    phone_page.wait_for_function("(me) => document.cookie.includes(me)", arg=cookie(page, "me"))
    assert "pass=" not in phone_page.url
    expect(open_my_runs(phone_page).locator(".my-run")).to_have_count(1)
