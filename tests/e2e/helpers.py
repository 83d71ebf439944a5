"""What every end-to-end test needs to say about a page of the app."""

from playwright.sync_api import Locator, Page, expect

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
