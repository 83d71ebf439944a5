"""Many runs of a visitor's own run, computed by real processes, one of them opened."""

import re

from playwright.sync_api import expect

from tests.e2e.helpers import open_page


def test_twenty_seeds_of_xor_say_how_many_got_stuck_and_one_is_opened(page, base_url):
    link = "data=xor&layers=2&batch=4&eta=3&init=normal&seeds=20&each=300"
    open_page(page, base_url, f"seeds?{link}")
    page.get_by_role("button", name="Start 20 runs").click()
    done = page.get_by_role("status").get_by_text("20 of 20 runs done in")
    expect(done).to_be_attached(timeout=60_000)
    expect(page.get_by_text(re.compile(r"\d+ of 20 got stuck"))).to_be_visible()
    expect(
        page.get_by_role("figure", name=re.compile("Validation accuracy of 20 runs"))
    ).to_be_visible()
    page.get_by_role("button", name="Open this one").click()
    expect(page).to_have_url(re.compile(r"epochs=300"))
    expect(page.get_by_role("button", name=re.compile("^(Play|Pause)"))).to_be_visible()
