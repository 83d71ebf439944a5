"""The page while it trains, in real Chromium: frames, throughput, and how soon it answers.

    python -m benchmarks.live                        (after `make test` has set everything up)
    python -m benchmarks.live --rounds 5 --tall --minutes 10

Trains at full speed with the page open, curves and weights visible, once with frames brought by
the socket and once by the fragment; medians of the rounds are printed. Then compares with headless
training: bare steps, and the same run with its evaluations, curves and checkpoints but no page.
All take turns of about a second, many of them, so that what else the machine does strikes them
alike: speeds of one and the same process differ by a fifth from one second to the next. Shares are
those of all turns together: by wall time, and by CPU time, which is what a core of its own gives.
The browser renders without a graphics card, so read them beside the cores they came from, and the
load that is printed with them. ``--tall`` opens the diagram as well, in a window that is high
enough for all three. ``--minutes`` lets MNIST train on for so long and prints what page and server
grew by.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import threads
from tests.e2e.browser import find_browser
from tests.e2e.helpers import open_page
from tests.e2e.server import ROOT, Server, launch

SECONDS = 3
STROKES = 6
WARM_UP = 2
TURNS = 5  # of each kind for a round
TURN = 1.0  # seconds
HEADLESS = """
import sys, time
import numpy as np
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training
from runs.turns import SLICE
from runs.run import Run
nets = {
    "MNIST": Setup(DataSpec(), NetworkSpec(), TrainSpec()),
    "Even or odd": Setup(
        DataSpec("even_odd"),
        NetworkSpec((10, 3, 2), ("sigmoid", "sigmoid"), "quadratic", "normal"),
        TrainSpec(eta=0.6, batch_size=8),
    ),
}
setup = nets[sys.argv[1]]
bare, run = Training(setup), Run(setup)
np.seterr(all="ignore")
run.play()
while run.training.epoch < 1: run.advance(SLICE)
advance = {"bare": bare.step, "run": lambda: run.advance(SLICE)}
done = {"bare": lambda: bare.steps, "run": lambda: run.training.steps}
for line in sys.stdin:
    what, seconds = line.split()
    start, cpu, steps = time.perf_counter(), time.process_time(), done[what]()
    while time.perf_counter() - start < float(seconds): advance[what]()
    steps = done[what]() - steps
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(steps, wall, cpu, flush=True)
"""
# In the page: what stands behind the components' shadow roots.
LOOK = """() => {
  const all = (root) => [...root.querySelectorAll('*')].flatMap((node) =>
    [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
  const nodes = all(document);
  const view = (selector) => nodes.find((node) => node.matches(selector));
  const drawn = (selector) => Number(view(selector)?.dataset.frames ?? 0);
  const spent = (selector) => Number(view(selector)?.dataset.ms ?? 0);
  const live = globalThis[Symbol.for('backprop-playground')];
  const text = view('.progress-line').textContent;
  return {
    seconds: performance.now() / 1000,
    steps: Number(text.match(/step ([\\d,]+)/)[1].replaceAll(',', '')),
    curves: drawn('.live-plot'),
    weights: drawn('.heatmaps'),
    diagrams: drawn('.network-diagram'),
    drawing: ['.live-plot', '.heatmaps', '.network-diagram'].map(spent).reduce((a, b) => a + b),
    frames: live.count?.frames ?? 0,
    bytes: live.count?.bytes ?? 0,
    packing: live.count?.ms ?? 0,
  };
}"""
COMMAND = """async (said) => {
  const live = globalThis[Symbol.for('backprop-playground')];
  const since = performance.now();
  await live.send(said);
  return performance.now() - since;
}"""


class Headless:
    """The same training in a process of its own, which rests between its turns."""

    def __init__(self, data: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", HEADLESS, data],
            cwd=ROOT,
            env=os.environ | dict.fromkeys(threads.VARIABLES, "1"),  # as the server
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for what in ("bare", "run"):
            self.turn(what)  # the first one is a warm-up

    def turn(self, what: str, seconds: float = TURN) -> NDArray[np.float64]:
        """Train; return steps, seconds and CPU seconds: of "bare" steps, or of a whole "run"."""
        streams = self._process.stdin, self._process.stdout
        assert streams[0] is not None
        assert streams[1] is not None
        streams[0].write(f"{what} {seconds}\n")
        streams[0].flush()
        return np.array(streams[1].readline().split(), float)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process so far, all its threads together; Linux only."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def prepared(
    browser: Browser, url: str, data: str, *, socket: bool = True, tall: bool = False
) -> Page:
    """Open a page that is ready to train flat out."""
    page = browser.new_page(viewport={"width": 1440, "height": 1800 if tall else 900})
    if not socket:
        page.route_web_socket("**/live?*", lambda route: route.close(code=1008))
    open_page(page, url, "lab")
    if data != "MNIST":
        page.get_by_role("combobox", name="Data").click()
        page.get_by_role("option", name=data).click()
        page.get_by_text("Heaviest input").wait_for()
    page.locator(".heatmaps canvas").first.wait_for()
    page.get_by_role("radio", name="Max").click()
    if tall and not page.locator(".network-diagram").count():
        page.get_by_role("button", name="Diagram", exact=True).click()
        page.locator(".network-diagram canvas").first.wait_for()
    return page


def play(page: Page, seconds: float) -> None:
    """Click on Play and let it train for some seconds."""
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Pause").wait_for()
    page.wait_for_timeout(seconds * 1000)


def training(page: Page, *, socket: bool) -> dict[str, float]:
    """Measure a training page for some seconds, then how soon it answers."""
    play(page, WARM_UP)
    first: dict[str, Any] = page.evaluate(LOOK)
    page.wait_for_timeout(SECONDS * 1000)
    last: dict[str, Any] = page.evaluate(LOOK)
    grown = {name: last[name] - first[name] for name in first}
    seconds = grown["seconds"]
    figures = {
        "curves painted a second": grown["curves"] / seconds,
        "weights painted a second": grown["weights"] / seconds,
        "diagrams painted a second": grown["diagrams"] / seconds,
        "ms of drawing a frame": grown["drawing"] / max(1, grown["weights"]),
    }
    if socket:
        frames = max(1, grown["frames"])
        figures["bytes a frame"] = grown["bytes"] / frames
        figures["ms of the server's to pack a frame"] = grown["packing"] / frames
        figures["ms for η by the socket"] = statistics.median(
            page.evaluate(COMMAND, {"set": {"eta": 0.5}}) for _ in range(9)
        )
        figures["ms for pause by the socket"] = page.evaluate(COMMAND, {"do": "pause"})
        play(page, 0.5)
    stopped, said = paused(page)
    figures["ms from the Pause button to a page that says so"] = said
    if socket:
        figures["ms from the Pause button to the end of training"] = stopped
    return figures


def shares(page: Page, pid: int, headless: Headless, turns: int) -> dict[str, float]:
    """Let the page and headless training take turns; return speeds and ratios."""
    sums = {what: np.zeros(3) for what in ("page open", "bare", "a run with no page")}
    for _ in range(turns):
        sums["bare"] += headless.turn("bare")
        play(page, 0.7)
        before = page.evaluate(LOOK), cpu_seconds(pid)
        page.wait_for_timeout(TURN * 1000)
        after = page.evaluate(LOOK), cpu_seconds(pid)
        steps, seconds = (after[0][name] - before[0][name] for name in ("steps", "seconds"))
        sums["page open"] += steps, seconds, after[1] - before[1]
        page.get_by_role("button", name="Pause").click()
        page.get_by_role("button", name="Play").wait_for()
        sums["a run with no page"] += headless.turn("run")
    figures = {f"steps a second, {what}": all_[0] / all_[1] for what, all_ in sums.items()}
    for i, time in ((1, "wall time"), (2, "CPU time")):
        ours, bare, run = (all_[0] / all_[i] for all_ in sums.values())
        figures[f"share of bare steps, by {time}"] = ours / bare
        figures[f"share of a run with no page, by {time}"] = ours / run
    return figures


def paused(page: Page) -> tuple[float, float]:
    """Click on Pause; return milliseconds until the socket says it has, and the page's button."""
    page.evaluate(
        """() => {
          const named = (name) => [...document.querySelectorAll('button')]
            .find((button) => button.innerText.includes(name));
          const live = globalThis[Symbol.for('backprop-playground')];
          window.stopped = window.paused = undefined;
          addEventListener('click', () => { window.clicked = performance.now(); },
            { capture: true, once: true });
          let playing = live.playing;
          Object.defineProperty(live, 'playing', {
            configurable: true,
            get: () => playing,
            set: (plays) => {
              playing = plays;
              if (!plays) window.stopped ??= performance.now();
            },
          });
          const look = () => {
            if (named('Play')) window.paused = performance.now();
            else requestAnimationFrame(look);
          };
          look();
        }"""
    )
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Play").wait_for()
    page.wait_for_function("window.paused > window.clicked")
    stopped, said = page.evaluate("[window.stopped ?? NaN, window.paused].map((t) => t - clicked)")
    return stopped, said


def race(browser: Browser, server: Server, data: str, rounds: int, *, tall: bool) -> None:
    """Let both carriers and headless training take turns, and print medians."""
    pages = {
        name: prepared(browser, server.url, data, socket=name == "socket", tall=tall)
        for name in ("socket", "fragment")
    }
    found: dict[str, list[dict[str, float]]] = {name: [] for name in pages}
    for _ in range(rounds):
        for name, page in pages.items():
            page.bring_to_front()
            found[name].append(training(page, socket=name == "socket"))
    headless = Headless(data)
    for name, page in pages.items():
        page.bring_to_front()
        load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
        print(f"\n{data}, frames by the {name}; {rounds} rounds, load {load}")
        for what in found[name][-1]:
            values = [figures[what] for figures in found[name]]
            spread = f"{min(values):,.2f} - {max(values):,.2f}"
            print(f"  {what:50} {statistics.median(values):12,.2f}   ({spread})")
        for what, value in shares(page, server.process.pid, headless, TURNS * rounds).items():
            print(f"  {what:50} {value:12,.2f}")
    headless.close()
    for page in pages.values():
        page.close()


def growth(page: Page, server: Server, minutes: float) -> None:
    """Let a page train on for some minutes; print what it and the server grew by, in MB."""
    page.wait_for_timeout(20_000)

    def sizes() -> tuple[float, float]:
        session = page.context.new_cdp_session(page)
        session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
        session.detach()
        status = Path(f"/proc/{server.process.pid}/status").read_text("utf-8")
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return heap, int(resident.split()[1]) / 1e3

    before = sizes()
    page.wait_for_timeout(minutes * 60_000)
    after = sizes()
    print(f"\nMB grown in {minutes:g} minutes of MNIST at full speed (from MB)")
    for name, a, b in zip(("page's JavaScript", "server"), before, after, strict=True):
        print(f"  {name:50} {b - a:12,.2f}   ({a:,.1f})")
    page.close()


def drawing(page: Page, url: str) -> tuple[float, float]:
    """Return the median and the 95th percentile of milliseconds from a move of the pen to bars.

    From when the browser saw the move to the answer to just that move, its bars set.
    """
    open_page(page, url, "draw")
    paper = page.locator("canvas.paper")
    paper.hover()
    box = paper.bounding_box() or {}
    page.evaluate(
        """() => {
          const all = (root) => [...root.querySelectorAll('*')].flatMap((node) =>
            [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
          const find = (selector) => all(document).find((node) => node.matches(selector));
          window.waits = [];
          let moved;
          find('canvas.paper').addEventListener('pointermove', (event) => {
            if (event.buttons) moved = event.timeStamp;
          });
          new MutationObserver(() => {
            if (moved !== undefined) window.waits.push(performance.now() - moved);
            moved = undefined;
          }).observe(find('.digit-canvas'), { attributeFilter: ['data-seq'] });
        }"""
    )
    for i in range(STROKES):
        x = box["x"] + box["width"] * (0.15 + 0.06 * i)
        page.mouse.move(x, box["y"] + 40)
        page.mouse.down()
        for y in range(50, 250, 20):
            page.mouse.move(x + 10, box["y"] + y)
            page.wait_for_timeout(100)  # each answer before the next move
        page.mouse.up()
        page.wait_for_timeout(500)
    waits = page.evaluate("window.waits")
    return float(np.median(waits)), float(np.percentile(waits, 95))


def first_page(browser_page: Page, server: Server) -> float:
    """Return milliseconds from navigation to the first painted weights."""
    browser_page.goto(f"{server.url}/lab")
    browser_page.locator(".heatmaps canvas").first.wait_for()
    return float(browser_page.evaluate("performance.now()"))


def main() -> None:
    """Print tables."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--minutes", type=float, default=0, help="measure growth for so long")
    arguments.add_argument("--tall", action="store_true", help="the diagram as well")
    arguments.add_argument("--only", choices=("MNIST", "Even or odd"))
    chosen = arguments.parse_args()
    path = find_browser()
    if path is None:
        raise SystemExit("No Chromium found; `make test` installs one.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder))
        try:
            server.wait_until_healthy()
            browser = launch(playwright.chromium.launch, path)
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            print(f"{'ms to the first painted page':52} {first_page(page, server):12,.2f}")
            middle, late = drawing(page, server.url)
            print(f"{'ms from a move of the pen to new bars':52} {middle:12,.2f}")
            print(f"{'  and for one move in twenty at least':52} {late:12,.2f}")
            page.close()
            for data in [chosen.only] if chosen.only else ["MNIST", "Even or odd"]:
                race(browser, server, data, chosen.rounds, tall=chosen.tall)
            if chosen.minutes:
                page = prepared(browser, server.url, "MNIST")
                page.get_by_role("button", name="Play").click()
                growth(page, server, chosen.minutes)
            browser.close()
        finally:
            server.stop()


if __name__ == "__main__":
    main()
