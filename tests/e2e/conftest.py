"""A running server, a browser and watched pages for the end-to-end tests.

A test fails also when its page logs an error, throws one, or asks another host for anything, and
when the server prints a traceback meanwhile. A failed test leaves a picture in screenshots/.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.server import Server

SCREENSHOTS = Path(__file__).with_name("screenshots")

DESKTOP = {"viewport": {"width": 1440, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
# Streamlit looks for its end points below a deep link first; the 404 is harmless.
HARMLESS_404 = re.compile(r"/[^/]+/_stcore/(health|host-config)$")

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
    page.on("request", lambda request: asked(request.url))
    page.on("websocket", lambda socket: asked(socket.url))


@pytest.fixture
def new_page(
    browser: Browser, server: Server, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Return a function that opens watched pages; its keywords are those of a browser context."""
    problems: list[str] = []
    pages: list[Page] = []
    start = len(server.output())

    def open_one(**options: Any) -> Page:
        context = browser.new_context(**{**DESKTOP, **options})
        context.on("page", lambda page: watch(page, server.url, problems))
        page = context.new_page()
        pages.append(page)
        return page

    yield open_one

    if printed := server.traceback(start):
        problems.append(printed)
    if problems or request.node.stash.get(failed, False):
        SCREENSHOTS.mkdir(exist_ok=True)
        name = re.sub(r"[^\w.-]+", "-", request.node.name)
        for number, page in enumerate(pages):
            if not page.is_closed():
                page.screenshot(path=SCREENSHOTS / f"{name}-{number}.png")
    for page in pages:
        page.context.close()
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page()


@pytest.fixture
def phone_page(new_page: Callable[..., Page]) -> Page:
    return new_page(**PHONE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if report.failed:
        item.stash[failed] = True
    return report
