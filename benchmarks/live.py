"""The page while it trains, in real Chromium: frames, throughput, and how soon it answers.

    python -m benchmarks.live            (after `make test` has set everything up)

Trains MNIST [784, 30, 10] at full speed with the page open, curves and weights visible, and
compares with the same training headless, measured before and after. Times are wall time, in a
browser that renders without a graphics card, so read them beside the two cores they came from.
"""

import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.e2e.browser import find_browser
from tests.e2e.helpers import open_page
from tests.e2e.server import ROOT, Server, launch

SECONDS = 6
STROKES = 12
HEADLESS = """
import time
from core.specs import DataSpec, NetworkSpec, TrainSpec
from core.training import Training
training = Training(NetworkSpec(), DataSpec(), TrainSpec())
for _ in range(2000): training.step()
start, steps = time.perf_counter(), training.steps
while time.perf_counter() - start < 3: training.step()
print((training.steps - steps) * 10 / (time.perf_counter() - start))
"""
# Runs in the page: what a view inside a component's shadow root says now.
PROBE = """(selector) => {
  const all = (root) => [...root.querySelectorAll('*')].flatMap((node) =>
    [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
  return all(document).find((node) => node.matches(selector));
}"""


def headless() -> float:
    """Return samples a second of the same training with no page."""
    result = subprocess.run(
        [sys.executable, "-c", HEADLESS], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return float(result.stdout)


def counts(page: Page) -> tuple[float, int, int, int]:
    """Return seconds, frames of curves, frames of weights, steps done."""
    return tuple(
        page.evaluate(
            f"""() => {{
              const find = {PROBE};
              const text = document.body.innerText.match(/step ([\\d,]+)/)[1];
              return [performance.now() / 1000, Number(find('.live-plot').dataset.frames),
                Number(find('.heatmaps').dataset.frames), Number(text.replaceAll(',', ''))];
            }}"""
        )
    )


def training(page: Page, url: str) -> dict[str, float]:
    """Measure a training page for some seconds, then how soon it pauses."""
    open_page(page, url)
    page.locator(".heatmaps").wait_for()
    page.get_by_role("radio", name="Max").click()
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Pause").wait_for()
    page.wait_for_timeout(3000)
    first = counts(page)
    page.wait_for_timeout(SECONDS * 1000)
    last = counts(page)
    seconds, curves, weights, steps = (b - a for a, b in zip(first, last, strict=True))
    page.evaluate(
        """() => {
          const named = (name) => [...document.querySelectorAll('button')]
            .find((button) => button.innerText.includes(name));
          const button = named('Pause');
          button.addEventListener('click', () => { window.clicked = performance.now(); });
          const look = () => {
            if (named('Play'))
              window.paused = performance.now();
            else requestAnimationFrame(look);
          };
          look();
        }"""
    )
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Play").wait_for()
    return {
        "frames of weights a second": weights / seconds,
        "frames of curves a second": curves / seconds,
        "samples a second, page open": steps * 10 / seconds,
        "ms from Pause to the page saying so": page.evaluate("window.paused - window.clicked"),
    }


def drawing(page: Page, url: str) -> dict[str, float]:
    """Measure from lifting the pen to bars that answer the whole drawing."""
    open_page(page, url, "draw")
    paper = page.locator("canvas.paper")
    paper.hover()
    box = paper.bounding_box() or {}
    page.evaluate(
        f"""() => {{
          const find = {PROBE};
          const answered = find('.digit-canvas');
          window.waits = [];
          let lifted;
          find('canvas.paper').addEventListener('pointerup', () => {{
            lifted = performance.now();
          }});
          new MutationObserver(() => {{
            if (lifted !== undefined) window.waits.push(performance.now() - lifted);
            lifted = undefined;
          }}).observe(find('.bars'), {{ subtree: true, childList: true, characterData: true,
            attributes: true }});
        }}"""
    )
    for i in range(STROKES):
        x = box["x"] + box["width"] * (0.15 + 0.06 * i)
        page.mouse.move(x, box["y"] + 40)
        page.mouse.down()
        page.mouse.move(x + 10, box["y"] + 250, steps=12)
        page.mouse.up()
        page.wait_for_timeout(500)
    waits = page.evaluate("window.waits")
    return {"ms from pointer-up to new bars": statistics.median(waits)}


def first_page(browser_page: Page, server: Server) -> float:
    """Return milliseconds from navigation to the first painted weights."""
    browser_page.goto(server.url)
    browser_page.locator(".heatmaps canvas").first.wait_for()
    return float(browser_page.evaluate("performance.now()"))


def main() -> None:
    """Print one line per figure."""
    path = find_browser()
    if path is None:
        raise SystemExit("No Chromium found; `make test` installs one.")
    before = headless()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        try:
            server.wait_until_healthy()
            browser = launch(playwright.chromium.launch, path)
            size = {"width": 1440, "height": 900}
            figures = {"ms to the first painted page": first_page(browser.new_page(), server)}
            figures |= training(browser.new_page(viewport=size), server.url)
            figures |= drawing(browser.new_page(viewport=size), server.url)
            browser.close()
        finally:
            server.stop()
    alone = statistics.mean((before, headless()))
    figures["samples a second, headless"] = alone
    figures["page open / headless"] = figures["samples a second, page open"] / alone
    for name, value in figures.items():
        print(f"{re.sub('^ms ', 'milliseconds ', name):45} {value:12,.2f}")


if __name__ == "__main__":
    main()
