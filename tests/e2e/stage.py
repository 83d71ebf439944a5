"""What tests of the stage need to say about it."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.helpers import SHARED, wait_for

TIME = f"{SHARED}.views.get('timeline').frame"
PRINT = """(() => {
    const { arrays, sizes } = shared.views.get('network').frame;
    let sum = 7;
    for (let i = 1; i <= 3 * (sizes.length - 1); i++) {
        if (i % 3 === 1) continue;  // activations
        for (const v of new Uint32Array(new Float32Array(arrays[i]).buffer)) {
            sum = (Math.imul(sum, 31) + v) | 0;
        }
    }
    return sum;
})()"""


def stage(page: Page) -> Locator:
    return page.locator(".screen")


def open_stage(page: Page, base_url: str, keys: str = "") -> None:
    """Open the stage and wait until it has drawn a frame that the socket brought."""
    page.goto(f"{base_url}/{keys}")
    expect(page.locator(".screen .column").first).to_be_visible()
    wait_for(page, "shared.carried.has('network')")


def steps(page: Page) -> int:
    """Return the steps of the moment that the stage shows."""
    return int(page.evaluate(f"{TIME}.steps"))


def now(page: Page) -> int:
    return int(page.evaluate(f"{TIME}.now"))


def print_of(page: Page) -> int:
    """Return the fingerprint of the network's parameters as they were sent."""
    return int(page.evaluate(f"() => {{ const shared = {SHARED}; return {PRINT}; }}"))


def wait_for_another_print(page: Page, known: int) -> None:
    """Wait until the network that was sent is another."""
    wait_for(page, f"{PRINT} !== arg", known)


def wait_for_steps(page: Page, least: int) -> None:
    wait_for(page, "shared.views.get('timeline')?.frame?.now >= arg", least)


def wait_until_paused(page: Page) -> None:
    wait_for(page, "shared.views.get('timeline')?.frame?.playing === false")
    expect(page.locator(".screen .play")).to_have_attribute("aria-label", "Play")


def pause(page: Page) -> None:
    page.keyboard.press(" ")
    wait_until_paused(page)


def point_at_a_line(page: Page) -> tuple[float, float]:
    """Move the pointer to a line of the network; return where that is."""
    box = page.locator(".screen .net").bounding_box()
    across = box["x"] + 0.52 * box["width"]
    for down in range(90, int(box["height"]) - 20, 2):
        page.mouse.move(across, box["y"] + down)
        tip = page.locator(".screen .over")
        if tip.is_visible() and tip.inner_text().startswith("weight"):
            return across, box["y"] + down
    raise AssertionError("no line is found there")
