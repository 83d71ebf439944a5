"""What every end-to-end test needs to say about a page of the app."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

PATIENCE = 90_000  # ms for what takes training
IDLE = (
    '[data-testid="stApp"]'
    '[data-test-connection-state="CONNECTED"]'
    '[data-test-script-state="notRunning"]'
)


def open_page(page: Page, base_url: str, path: str = "") -> None:
    """Open ``path`` of the app and wait until its script has run to the end without an error."""
    page.goto(f"{base_url}/{path.lstrip('/')}")
    wait_until_idle(page)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def wait_until_idle(page: Page, timeout: float = 30_000) -> None:
    """Wait until no script and no fragment runs; ``timeout`` in milliseconds.

    A running live view is idle between two ticks. After a click, wait for what the click should
    show instead: the page may still be idle from before.
    """
    page.locator(IDLE).wait_for(state="attached", timeout=timeout)


def wait_until_at_rest(element: Locator) -> None:
    """Wait until an element no longer moves: the panel at the side slides away with its page."""
    seen: list[object] = []
    for _ in range(100):
        seen = [*seen[-4:], element.bounding_box()]
        if len(seen) == 5 and all(box == seen[0] for box in seen):
            return
        element.page.wait_for_timeout(200)
    raise AssertionError("it never came to rest")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(rf"\b{name}\b")).first


def progress(page: Page) -> str:
    return page.locator(".progress-line").inner_text()


def steps(page: Page) -> int:
    return int(re.search(r"step ([\d,]+)", progress(page))[1].replace(",", ""))


def wait_until(page: Page, true: Callable[[], bool]) -> None:
    """Ask again and again, for at most ``PATIENCE``."""
    deadline = time.monotonic() + PATIENCE / 1000
    while not true():
        assert time.monotonic() < deadline, "waited too long"
        page.wait_for_timeout(50)
