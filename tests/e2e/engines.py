"""Firefox and WebKit as visitors have them, driven without anything between them and the tests.

Playwright drives builds of its own, for systems that it knows, and not Debian's. But Firefox takes
WebDriver BiDi by a socket, and WebKitGTK, Safari's engine, has a driver that takes WebDriver by
HTTP; the actions of keys and mouse are the same in both.
"""

import itertools
import json
import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from websockets.sync.client import ClientConnection, connect

from tests.e2e.browser import is_snap
from tests.e2e.server import free_port

Found = TypeVar("Found")

SIZE = {"width": 1280, "height": 720}
PATIENCE = 60  # seconds for what takes training, on a busy machine
KEYS = {"Home": "\ue011"}  # as WebDriver writes those without a letter
WAIT = """async (there) => {
    const until = performance.now() + 1000 * %d;
    while (!there()) {
        if (performance.now() > until) return false;
        await new Promise((look) => setTimeout(look, 50));  // each frame would be painted for it
    }
    return true;
}"""
# Firefox asks nothing of other hosts, and shows no page of its own.
QUIET = {
    "app.normandy.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.getAddons.cache.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}


class Missing(Exception):
    """A browser, or what it needs, is not on this machine."""


class Engine:
    """A browser with one page."""

    def goto(self, url: str) -> None:
        """Open an address and wait until it is loaded."""
        raise NotImplementedError

    def evaluate(self, expression: str) -> Any:
        """Return what a JavaScript expression gives, once it is there."""
        raise NotImplementedError

    def act(self, source: dict[str, Any]) -> None:
        """Do what WebDriver calls the actions of an input source."""
        raise NotImplementedError

    def errors(self) -> list[str]:
        """Return what the console said was wrong so far."""
        raise NotImplementedError

    def comes_true(self, expression: str, seconds: int) -> bool:
        """Wait so long, if need be, for a JavaScript expression; tell whether it is true."""
        return bool(self.evaluate(f"({WAIT % seconds})(() => {expression})"))

    def wait_for(self, true: str) -> None:
        """Wait until a JavaScript expression is true."""
        if not self.comes_true(true, PATIENCE):
            raise AssertionError(f"it never came true: {true}")

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        value = KEYS.get(key, key)
        actions = [{"type": kind, "value": value} for kind in ("keyDown", "keyUp")]
        self.act({"type": "key", "id": "keys", "actions": actions})

    def press_in(self, element: str, key: str, done: str) -> None:
        """Press a key in an element, again if that was put on the page anew meanwhile."""
        for _ in range(6):
            self.evaluate(f"{element}.focus()")
            self.press(key)
            if self.comes_true(done, PATIENCE // 6):
                return
        raise AssertionError(f"it never came true: {done}")

    def drag(self, places: Iterable[tuple[float, float]]) -> None:
        """Press the mouse at the first of some places, and let it go at the last."""
        # a hand is no faster than the screen, and does not jump
        path = list(places)
        between = [
            (x + (x1 - x) * i / 4, y + (y1 - y) * i / 4)
            for (x, y), (x1, y1) in itertools.pairwise(path)
            for i in range(1, 5)
        ]
        first, *rest = (
            {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 40}
            for x, y in [path[0], *between]
        )
        down, up = ({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp"))
        pointer = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}}
        self.act({**pointer, "actions": [first, down, *rest, up]})

    def box(self, element: str) -> dict[str, float]:
        """Return where an element is, once it is in the same place for two frames."""
        look = (
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame("
            f"() => done(({element}).getBoundingClientRect().toJSON()))))"
        )
        before, now = None, self.evaluate(look)
        for _ in range(50 * PATIENCE):
            if now == before:
                return now
            before, now = now, self.evaluate(look)
        raise AssertionError(f"it never came to rest: {element}")

    def click(self, element: str) -> None:
        """Click the middle of the element that a JavaScript expression gives."""
        box = self.box(element)
        self.drag([(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)])


class Firefox(Engine):
    """Firefox without a window, at the other end of a socket."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._number = socket, 0
        self._errors: list[str] = []
        self._ask("session.new", capabilities={})
        self._page = self._ask("browsingContext.getTree")["contexts"][0]["context"]
        self._ask("browsingContext.setViewport", context=self._page, viewport=SIZE)
        self._ask("session.subscribe", events=["log.entryAdded"])

    def _ask(self, method: str, **params: Any) -> Any:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            said = json.loads(self._socket.recv(timeout=2 * PATIENCE))
            if said.get("method") == "log.entryAdded":
                if said["params"]["level"] == "error":
                    self._errors.append(said["params"]["text"])
            elif said.get("id") == self._number:
                if said["type"] == "error":
                    raise AssertionError(said["message"])
                return said["result"]

    def goto(self, url: str) -> None:
        self._ask("browsingContext.navigate", context=self._page, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        said = self._ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression}) ?? null))()",
            target={"context": self._page},
            awaitPromise=True,
        )
        if said["type"] != "success":
            raise AssertionError(said["exceptionDetails"]["text"])
        return json.loads(said["result"]["value"])

    def act(self, source: dict[str, Any]) -> None:
        self._ask("input.performActions", context=self._page, actions=[source])

    def errors(self) -> list[str]:
        return self._errors


class WebKit(Engine):
    """WebKitGTK's small browser, by its driver at a port; it writes the console into a log."""

    def __init__(self, port: int, browser: Path, log: Path) -> None:
        self._url, self._log = f"http://127.0.0.1:{port}/session", log
        options = {
            "binary": str(browser),
            "args": ["--automation", "--enable-write-console-messages-to-stdout=true"],
        }
        always = {"webkitgtk:browserOptions": options}
        self._url += "/" + self._ask("", capabilities={"alwaysMatch": always})["sessionId"]
        self._ask("/timeouts", script=2000 * PATIENCE)
        self._ask("/window/rect", **SIZE)
        wide, tall = self.evaluate("[innerWidth, innerHeight]")
        width, height = SIZE.values()
        self._ask("/window/rect", width=2 * width - wide, height=2 * height - tall)

    def _ask(self, path: str, **params: Any) -> Any:
        request = urllib.request.Request(self._url + path, json.dumps(params).encode())
        request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=3 * PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(json.load(error)["value"]["message"]) from error

    def goto(self, url: str) -> None:
        self._ask("/url", url=url)

    def evaluate(self, expression: str) -> Any:
        script = (
            "const [done] = arguments;"
            f"(async () => JSON.stringify(await ({expression}) ?? null))()"
            ".then(done, (error) => done(`!${error}`));"
        )
        said = self._ask("/execute/async", script=script, args=[])
        if said.startswith("!"):
            raise AssertionError(said)
        return json.loads(said)

    def act(self, source: dict[str, Any]) -> None:
        self._ask("/actions", actions=[source])

    def errors(self) -> list[str]:
        return re.findall(r"^.*CONSOLE.* ERROR .*$", self._log.read_text("utf-8", "replace"), re.M)


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Start Firefox with a new profile in a folder.

    Raises
    ------
    Missing
        If it is not installed.
    """
    path = _program("firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox")
    profile = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in QUIET.items()]
    (folder / "user.js").write_text("\n".join(profile))
    log = folder / "firefox.log"
    command = [path, "--headless", "--no-remote", "--profile", folder, "--remote-debugging-port=0"]
    with _running(command, log) as process:
        listening = re.compile(r"WebDriver BiDi listening on (\S+)")
        address = _until(process, log, lambda: listening.search(log.read_text("utf-8", "replace")))
        with connect(f"{address[1]}/session", max_size=None) as socket:
            yield Firefox(socket)


@contextmanager
def webkit(folder: Path) -> Iterator[WebKit]:
    """Start WebKitGTK's browser on a screen that nobody sees, with all that it keeps in a folder.

    Raises
    ------
    Missing
        If it, its driver, or the screen is not installed.
    """
    driver, screen = _program("WebKitWebDriver"), _program("Xvfb")
    places = ("lib/*/webkit2gtk-4.*/MiniBrowser", "libexec/webkit2gtk-4.*/MiniBrowser")
    browsers = sorted(found for place in places for found in Path("/usr").glob(place))
    if not browsers:
        raise Missing("MiniBrowser of WebKitGTK")
    log, port = folder / "webkit.log", free_port()
    read, write = os.pipe()
    size = ["-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    with (
        _running([screen, "-displayfd", str(write), *size], folder / "screen.log", write),
        open(read) as display,
    ):
        os.close(write)
        own = {"DISPLAY": f":{display.readline().strip()}", "HOME": str(folder)}
        # without the compositor, which a processor would have to do: a third of the time
        soft = {"NO_AT_BRIDGE": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}
        soft["WEBKIT_DISABLE_COMPOSITING_MODE"] = "1"
        with _running(
            [driver, f"--port={port}"], log, env={**os.environ, **own, **soft}
        ) as process:
            _until(process, log, lambda: _answers(f"http://127.0.0.1:{port}/status"))
            yield WebKit(port, browsers[-1], log)


def _program(*names: str) -> str:
    for name in names:
        path = shutil.which(name)
        if path and not is_snap(path):
            return path
    raise Missing(names[0])


@contextmanager
def _running(
    command: list[Any], log: Path, *handed: int, **options: Any
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=handed,
            **options,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _until(process: subprocess.Popen[bytes], log: Path, look: Callable[[], Found | None]) -> Found:
    """Look for something until it is there."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := look():
            return found
        try:  # a pause, unless it ends first
            process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
        break
    raise RuntimeError(f"it did not start:\n{log.read_text('utf-8', 'replace')}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except OSError:
        return False
