"""Rewind: what the checkpoints of a run weigh, and how fast the page follows the slider.

python -m benchmarks.rewind        (after `make test` has set everything up)

Frames are counted while nothing trains; read them beside the load of the machine.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from tests.e2e.browser import find_browser
from tests.e2e.helpers import open_page
from tests.e2e.server import Server, launch

STEPS = 1000
SECONDS = 3
NETS = {
    "[784, 100, 10], SGD": (
        NetworkSpec((784, 100, 10)),
        TrainSpec(),
    ),
    "[784, 512, 512, 10], Adam": (
        NetworkSpec((784, 512, 512, 10), ("relu", "relu", "softmax"), "log_likelihood", "he"),
        TrainSpec(0.001, optimizer="adam"),
    ),
}


def ring(network: NetworkSpec, settings: TrainSpec) -> tuple[int, float]:
    """Return how many checkpoints a run of ``STEPS`` steps keeps, and their size in MB."""
    run = Run(Setup(DataSpec(), network, settings))
    run.advance_by(STEPS)
    kept = run.checkpoints.checkpoints
    return len(kept), sum(checkpoint.nbytes for checkpoint in kept) / 2**20


def scrubbing(page: Page) -> dict[str, float]:
    """Return the frames a second that curves and weights paint while the slider is dragged."""
    page.get_by_role("radio", name="Max").click()
    page.get_by_role("button", name="Play").first.click()
    page.wait_for_timeout(3000)
    page.get_by_role("button", name="Pause").first.click()
    page.get_by_role("button", name="Play").first.wait_for()
    page.wait_for_timeout(1000)
    box = page.get_by_role("slider", name="Rewind").bounding_box()
    assert box is not None

    def frames() -> dict[str, int]:
        return {
            view: int(page.locator(f".{view}").get_attribute("data-frames") or 0)
            for view in ("live-plot", "heatmaps")
        }

    before = frames()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 9, y)
    page.mouse.down()
    since = page.evaluate("performance.now()")
    moves = SECONDS * 60
    for i in range(moves):
        page.mouse.move(box["x"] + 9 + (box["width"] - 18) * (1 - i / moves), y)
        page.wait_for_timeout(1000 / 60)
    spent = (page.evaluate("performance.now()") - since) / 1000
    after = frames()
    page.mouse.up()
    return {view: (after[view] - before[view]) / spent for view in before}


def main() -> None:
    """Print both."""
    for name, (network, settings) in NETS.items():
        count, size = ring(network, settings)
        print(f"{name}: {count} checkpoints after {STEPS:,} steps, {size:.0f} MB")
    server = Server(Path(tempfile.mkdtemp()))
    try:
        server.wait_until_healthy()
        with sync_playwright() as playwright:
            path = find_browser()
            assert path is not None
            browser = launch(playwright.chromium.launch, path)
            page = browser.new_page(viewport={"width": 1440, "height": 1600})
            open_page(page, server.url, "lab")
            for view, rate in scrubbing(page).items():
                print(f"{view}: {rate:.1f} frames a second while the slider is dragged")
            browser.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main()
