"""The stage in real Chromium: its first moving frame, frames, answers, and what it costs training.

    python -m benchmarks.stage                       (after `make test` has set everything up)
    python -m benchmarks.stage --rounds 5 --minutes 10

Shares are of the same run with no page, in turns of some seconds once the page has heard of Play,
by wall time and by CPU time, as in ``benchmarks.live``. The browser renders without a graphics
card, and cores share caches and power: the same run with no page is also measured while a page
beside it paints as much, of another run that does next to nothing. Two processes of the same code
differ by some hundredths, by where their memory lies, so the very same run of the same server is
measured, too, while its page is away: within ten seconds it is not missed. Read the figures beside
the cores they came from, and the load that is printed with them. ``--minutes`` lets MNIST train on
for so long and prints what page and server grew by.
"""

import argparse
import os
import re
import statistics
import tempfile
import time
import urllib.request
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.live import COMMAND, Headless, cpu_seconds, growth
from tests.e2e.browser import find_browser
from tests.e2e.server import Server, launch
from tests.e2e.stage import open_stage

TURNS, TURN = 3, 4.0  # of each kind for a round, and seconds
PAINTED = 26  # steps a second of a run whose page paints as much as the stage flat out
OTHERS = {
    "away": "the same run of the same server, its page away",
    "run": "a run with no page",
    "beside": "it beside a page that paints as much",
    "bare": "bare steps",
}
DATA = {"MNIST": "?preset=digits", "Even or odd": "?preset=even_odd"}
LOOK = """() => {
  const root = [...document.querySelectorAll('*')]
    .map((node) => node.shadowRoot?.querySelector('.screen')).find(Boolean);
  const live = globalThis[Symbol.for('backprop-playground')];
  return {
    seconds: performance.now() / 1000,
    painted: Number(root.dataset.frames),
    frames: live.count?.frames ?? 0,
    bytes: live.count?.bytes ?? 0,
    packing: live.count?.ms ?? 0,
  };
}"""
PAUSE = """() => {
  const root = [...document.querySelectorAll('*')]
    .map((node) => node.shadowRoot?.querySelector('.screen')).find(Boolean);
  const play = root.querySelector('.play');
  const live = globalThis[Symbol.for('backprop-playground')];
  return new Promise((done) => {
    const since = performance.now();
    let said;
    play.click();
    const look = () => {
      if (play.ariaLabel === 'Play') said ??= performance.now() - since;
      if (said !== undefined && !live.views.get('timeline').frame.playing) {
        done([said, performance.now() - since]);
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}"""
MOVING = """() => {
  const live = globalThis[Symbol.for('backprop-playground')];
  return live?.views.get('timeline')?.frame?.now > 0 && performance.now();
}"""


def first_movement(browser: Browser, url: str) -> float:
    """Return milliseconds from opening the address, in a new context, to a step that is drawn."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(url)
    value = page.wait_for_function(MOVING, polling="raf").json_value()
    context.close()
    return float(value)


def prepared(browser: Browser, url: str, keys: str) -> Page:
    """Open the stage, ready to train flat out; it is paused."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    open_stage(page, url, keys)
    page.evaluate(COMMAND, {"do": "pause"})
    page.evaluate(COMMAND, {"pace": None})
    return page


def figures(server: Server) -> NDArray[np.float64]:
    """Return the steps that the server has trained so far, seconds, and its CPU seconds."""
    with urllib.request.urlopen(f"{server.url}/metrics", timeout=5) as answer:
        found = re.search(r"^playground_steps_total (\S+)$", answer.read().decode(), re.MULTILINE)
    assert found is not None
    return np.array([float(found[1]), time.perf_counter(), cpu_seconds(server.process.pid)])


def turn(page: Page, server: Server) -> NDArray[np.float64]:
    """Let the server train for a turn; return steps, seconds and CPU seconds."""
    before = figures(server)
    page.wait_for_timeout(TURN * 1000)
    return figures(server) - before


def unwatched(page: Page, server: Server) -> NDArray[np.float64]:
    """Return what ``turn`` does while the page is away; bring it back."""
    address = page.url
    page.goto("about:blank")
    page.wait_for_timeout(500)  # until the server has heard of it
    found = turn(page, server)
    page.goto(address)
    page.wait_for_function(MOVING)
    return found


def race(browser: Browser, server: Server, data: str, rounds: int) -> None:
    """Let the stage and headless training take turns; print what is found."""
    page = prepared(browser, server.url, DATA[data])
    headless = Headless(data)
    sums = {what: np.zeros(3) for what in ("stage", *OTHERS)}
    seen = []
    pauses = []
    for _ in range(TURNS * rounds):
        sums["bare"] += headless.turn("bare", TURN)
        page.evaluate(COMMAND, {"do": "play"})
        page.wait_for_timeout(2500)  # until the page has heard of it
        before = page.evaluate(LOOK)
        sums["stage"] += turn(page, server)
        after = page.evaluate(LOOK)
        seen.append({name: after[name] - before[name] for name in before})
        pauses.append(page.evaluate(PAUSE))
        page.evaluate(COMMAND, {"do": "play"})
        sums["away"] += unwatched(page, server)
        page.evaluate(COMMAND, {"do": "pause"})
        sums["run"] += headless.turn("run", TURN)
        page.evaluate(COMMAND, {"pace": PAINTED, "do": "play"})
        sums["beside"] += headless.turn("run", TURN)
        page.evaluate(COMMAND, {"do": "pause"})
        page.evaluate(COMMAND, {"pace": None})
    seconds = sum(grown["seconds"] for grown in seen)
    frames = sum(grown["frames"] for grown in seen)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"\n{data}, the stage at 1440 x 900; {TURNS * rounds} turns, load {load}")
    found = {
        "frames painted a second": sum(grown["painted"] for grown in seen) / seconds,
        "frames brought a second": frames / seconds,
        "bytes a frame": sum(grown["bytes"] for grown in seen) / frames,
        "ms of the server's to pack a frame": sum(grown["packing"] for grown in seen) / frames,
        "ms from the press of Pause until the page says it": statistics.median(
            said for said, _ in pauses
        ),
        "ms from the press of Pause until the run has": statistics.median(
            done for _, done in pauses
        ),
    }
    for i, clock in ((1, "wall time"), (2, "CPU time")):
        for other, what in OTHERS.items():
            ratio = (sums["stage"][0] / sums["stage"][i]) / (sums[other][0] / sums[other][i])
            found[f"share of {what}, by {clock}"] = ratio
    for what, value in found.items():
        print(f"  {what:58} {value:12,.2f}")
    headless.close()
    page.close()


def main() -> None:
    """Print tables."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--only", choices=DATA)
    arguments.add_argument("--minutes", type=float, default=0, help="measure growth for so long")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        try:
            server.wait_until_healthy()
            browser = launch(playwright.chromium.launch, find_browser())
            first = [first_movement(browser, server.url) for _ in range(1 + 2 * chosen.rounds)]
            print(f"ms from opening the address to the first movement: {first[0]:,.0f} for the")
            print(f"server's first visitor, then a median of {statistics.median(first[1:]):,.0f}")
            print(f"(from {min(first[1:]):,.0f} to {max(first[1:]):,.0f})")
            for data in [chosen.only] if chosen.only else DATA:
                race(browser, server, data, chosen.rounds)
            if chosen.minutes:
                page = prepared(browser, server.url, DATA["MNIST"])
                page.evaluate(COMMAND, {"do": "play"})
                growth(page, server, chosen.minutes)
            browser.close()
        finally:
            server.stop()


if __name__ == "__main__":
    main()
