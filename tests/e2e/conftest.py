"""A running server, a browser and watched pages for the end-to-end tests.

A test fails also when its page logs an error, throws one, or asks another host for anything, and
when the server prints a traceback meanwhile. A failed test leaves a picture in screenshots/.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.server import Server

SCREENSHOTS = Path(__file__).with_name("screenshots")

DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 1,
    "has_touch": True,
    "is_mobile": True,
}
KEPT = {"desktop": DESKTOP, "other": DESKTOP, "phone": PHONE}
# Streamlit looks for its end points below a deep link first; the 404 is harmless.
HARMLESS_404 = re.compile(r"/[^/]+/_stcore/(health|host-config)$")

# Nobody looks any longer: its run need not go on for the seconds in which somebody could be back.
LEFT = """async () => {
    localStorage.clear();
    sessionStorage.clear();
    const paused = globalThis[Symbol.for("backprop-playground")]?.send?.({ do: "pause" });
    await Promise.race([paused, new Promise((done) => setTimeout(done, 500))]).catch(() => {});
}"""

expect.set_options(timeout=20_000)
failed = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("server"))
    try:
        running.wait_until_healthy()
        yield running
    finally:
        running.stop()
    if printed := running.traceback():
        pytest.fail(printed, pytrace=False)


@pytest.fixture(scope="session")
def base_url(server: Server) -> str:
    return server.url


def watch(page: Page, base_url: str, problems: list[str]) -> None:
    """Append to ``problems`` what a page that is well never does."""
    own = urlsplit(base_url).netloc

    def console(message: Any) -> None:
        at = message.location["url"]
        if message.type == "error" and not ("404" in message.text and HARMLESS_404.search(at)):
            problems.append(f"console error: {message.text} ({at})")

    def asked(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != own:
            problems.append(f"request to another host: {url}")

    page.on("console", console)
    page.on("pageerror", lambda error: problems.append(f"page error: {error}"))
    # Another host does not answer. To hear of each request takes Python longer than all else.
    page.on("requestfailed", lambda request: asked(request.url))
    page.on("websocket", lambda socket: asked(socket.url))


class Screen:
    """A watched page in a browser context of its own, for one test after another.

    Opening the app again on the same page takes a third of the time that it takes in a new
    context: the browser has its JavaScript, and has parsed it.
    """

    def __init__(self, browser: Browser, base_url: str, options: Mapping[str, Any]) -> None:
        self._browser, self._base_url, self._options = browser, base_url, options
        self._context: BrowserContext | None = None
        self.problems: list[str] = []

    @property
    def pages(self) -> list[Page]:
        return self._context.pages if self._context else []

    def open(self) -> Page:
        """Return the page; a new one where there is none, or the one before was closed."""
        if self._context is None:
            self._context = self._browser.new_context(**self._options)
            self._context.on("page", lambda page: watch(page, self._base_url, self.problems))
            self._context.new_page()
        return self.pages[0]

    def rest(self) -> None:
        """Make the page as good as new for the next test; what is wrong until then counts."""
        page, *others = self.pages
        for other in others:
            other.close()
        if page.url.startswith(self._base_url):
            page.evaluate(LEFT)
        page.goto("about:blank")
        page.context.clear_cookies()
        page.set_viewport_size(self._options["viewport"])
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")

    def close(self) -> None:
        if self._context is not None:
            self._context.close()
        self._context = None


@pytest.fixture(scope="session")
def kept(browser: Browser, base_url: str) -> Iterator[dict[str, Screen]]:
    """Return the screens that are kept from test to test."""
    screens = {name: Screen(browser, base_url, options) for name, options in KEPT.items()}
    yield screens
    for screen in screens.values():
        screen.close()


@pytest.fixture
def used(
    kept: dict[str, Screen], server: Server, request: pytest.FixtureRequest
) -> Iterator[list[Screen]]:
    """Return a list for the screens of a test, which fails if anything is wrong with one."""
    screens: list[Screen] = []
    start = len(server.output())
    yield screens

    def problems() -> list[str]:
        printed = server.traceback(start)
        found = [problem for screen in screens for problem in screen.problems]
        return [*found, printed] if printed else found

    if ill := request.node.stash.get(failed, False) or bool(problems()):
        take_pictures(screens, request.node.name)
    for screen in screens:
        if ill or screen not in kept.values():
            screen.close()
        else:
            screen.rest()
    found = problems()
    for screen in screens:
        screen.problems.clear()
    if found:
        pytest.fail("\n".join(found), pytrace=False)


def take_pictures(screens: list[Screen], name: str) -> None:
    SCREENSHOTS.mkdir(exist_ok=True)
    name = re.sub(r"[^\w.-]+", "-", name)
    for number, page in enumerate(page for screen in screens for page in screen.pages):
        page.screenshot(path=SCREENSHOTS / f"{name}-{number}.png")


@pytest.fixture
def page(kept: dict[str, Screen], used: list[Screen]) -> Page:
    used.append(kept["desktop"])
    return kept["desktop"].open()


@pytest.fixture
def other_page(kept: dict[str, Screen], used: list[Screen]) -> Page:
    """Return a page of another browser: it has nothing of what ``page`` has."""
    used.append(kept["other"])
    return kept["other"].open()


@pytest.fixture
def phone_page(kept: dict[str, Screen], used: list[Screen]) -> Page:
    used.append(kept["phone"])
    return kept["phone"].open()


@pytest.fixture
def new_page(browser: Browser, base_url: str, used: list[Screen]) -> Callable[..., Page]:
    """Return a function that opens a page for this test alone, which may change it for good.

    Its keywords are those of a browser context.
    """

    def open_one(**options: Any) -> Page:
        used.append(Screen(browser, base_url, {**DESKTOP, **options}))
        return used[-1].open()

    return open_one


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.failed:
        item.stash[failed] = True
    return report
