"""A lesson on a projector: its letters are 24 dots high or more.

More ideas are looked at in test_lessons_fit.py, which walks through all of them.
"""

import pytest
from playwright.sync_api import expect

from tests.e2e.helpers import (
    expect_large_letters_while_presenting,
    open_page,
    wait_until_idle,
)


@pytest.mark.parametrize("path", ["one-neuron?questions=off&idea=1&lecture=on", "hour"])
def test_no_letter_is_smaller_than_24_dots(page, base_url, path):
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, base_url, path)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    wait_until_idle(page)
    expect(page.locator("[data-listening]")).to_have_count(1)
    expect_large_letters_while_presenting(page)
