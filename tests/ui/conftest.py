"""A bench: one component on a blank page, with bytes from its real `frame`, and no Streamlit.

A test fails also when the page logs an error or throws one.
"""

import base64
import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page

from runs.snapshot import Look
from ui.components.kit.linker import css, for_streamlit
from ui.views import VIEWS, Options, packed

UI = Path(__file__).parents[2] / "ui"
ADDRESS = "http://bench.test/"  # answered here: nothing leaves the browser
SIZE = {"width": 1000, "height": 800}
THEME = {
    "background-color": "#ffffff",
    "secondary-background-color": "#f3f5f9",
    "text-color": "#0c111b",
    "primary-color": "#1d5fc4",
    "border-color": "#d5dbe5",
    "chart-categorical-colors": "#0072b2,#d55e00,#009e73,#cc79a7",
    "font": "sans-serif",
}
DARK = {
    "background-color": "#10141c",
    "secondary-background-color": "#1a2030",
    "text-color": "#e7ebf3",
    "primary-color": "#6aa5ff",
    "border-color": "#384154",
}

Data = bytes | list[dict[str, Any]]


@functools.cache
def texts(name: str) -> tuple[str, str]:
    """Return JavaScript and CSS of a component, named as for ``Bench.mount``."""
    path = (UI / name).with_suffix(".js")
    sheet = path.with_suffix(".css")
    return for_streamlit(path), css(sheet) if sheet.exists() else ""


class Mounted:
    """A component that stands on the page."""

    def __init__(self, bench: "Bench", number: int, data: Data) -> None:
        self._bench, self._page, self._number = bench, bench.page, number
        self.root: Locator = self._page.locator(f"#component-{number}")
        self.show(data)

    def show(self, data: Data) -> None:
        """Give it other data, and wait until it is painted."""
        self.call(data)
        self._bench.settle()

    def call(self, data: Data) -> None:
        """Do as Streamlit does when the page runs; return before anything is painted."""
        sent = base64.b64encode(data).decode() if isinstance(data, bytes) else data
        self._page.evaluate("([number, data]) => bench.call(number, data)", [self._number, sent])

    def end(self) -> None:
        """Do as Streamlit does after a run that is over, the oldest first: clean up."""
        self._page.evaluate("(number) => bench.end(number)", self._number)

    def forget(self) -> None:
        """Do as Streamlit does once a call has returned: not clean up after the one before."""
        self._page.evaluate("(number) => bench.forget(number)", self._number)


class Bench:
    """The blank page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.theme({})

    def mount(self, name: str, data: Data, *, html: str = "") -> Mounted:
        """Put a component on the page, named by its JavaScript below ui/ without the ending."""
        number = self.page.evaluate(
            "([js, css, html]) => bench.place(js, css, html)", [*texts(name), html]
        )
        return Mounted(self, number, data)

    def settle(self) -> None:
        """Wait until what was asked for the next paint is there."""
        self.page.evaluate("() => bench.painted()")

    def view(self, name: str, look: Look, options: Options | None = None) -> Mounted:
        """Put a live view of a run on the page, by its name."""
        view = VIEWS[name]
        component = getattr(view.mount, "func", view.mount).__module__.rpartition(".")[2]
        data = packed(view, look, options or {})
        return self.mount(f"components/{component}/{component}", data)

    @property
    def state(self) -> dict[str, Any]:
        """What components told Streamlit to keep, by name."""
        return dict(self.page.evaluate("() => bench.state"))

    @property
    def triggers(self) -> list[list[Any]]:
        """What components told Streamlit to act on, as name and value."""
        return list(self.page.evaluate("() => bench.triggers"))

    def theme(self, changed: Mapping[str, str]) -> None:
        """Set colours and font of the page as Streamlit does."""
        self.page.evaluate(
            """(theme) => Object.entries(theme).forEach(
                ([name, value]) => document.documentElement.style.setProperty(`--st-${name}`, value)
            )""",
            {**THEME, **changed},
        )


class Timed(Bench):
    """A blank page on which time passes only when a test lets it."""

    def settle(self) -> None:
        """Let two paints pass."""
        self.wait(40)

    def wait(self, ms: int) -> None:
        """Let time pass, in milliseconds."""
        self.page.clock.run_for(ms)


def blank(browser: Browser, **options: Any) -> Page:
    page = browser.new_page(**{"viewport": SIZE, **options})
    answer = {"body": "<!doctype html>", "content_type": "text/html"}
    page.route("**/*", lambda route: route.fulfill(**answer))
    page.add_init_script(path=Path(__file__).with_name("bench.js"))
    return page


@contextmanager
def watched(page: Page) -> Iterator[None]:
    """Fail if the page logs an error or throws one."""
    problems: list[str] = []

    def told(message: Any) -> None:
        if message.type == "error":
            problems.append(f"console error: {message.text}")

    def thrown(error: Any) -> None:
        problems.append(f"page error: {error}")

    page.on("console", told)
    page.on("pageerror", thrown)
    yield
    page.remove_listener("console", told)
    page.remove_listener("pageerror", thrown)
    if problems:
        pytest.fail("\n".join(problems), pytrace=False)


@pytest.fixture(scope="session")
def bench_page(browser: Browser) -> Iterator[Page]:
    """Return the page that most tests here share; one of its own costs a third of a second."""
    page = blank(browser)
    yield page
    page.close()


@pytest.fixture
def bench(bench_page: Page) -> Iterator[Bench]:
    """Return the page as good as new."""
    bench_page.set_viewport_size(SIZE)
    bench_page.mouse.move(0, 0)
    bench_page.goto(ADDRESS)
    with watched(bench_page):
        yield Bench(bench_page)


@pytest.fixture(scope="module")
def timed_page(browser: Browser) -> Iterator[Page]:
    """Return a page with a clock of its own, which cannot be taken out of a page again.

    It remembers all that it was told, and does it again at each opening: so not for the session.
    """
    page = blank(browser)
    page.clock.install(time=0)
    page.goto(ADDRESS)
    page.clock.pause_at(1000)
    yield page
    page.close()


@pytest.fixture
def timed(timed_page: Page) -> Iterator[Timed]:
    """Return the page with the clock as good as new, but for the time of day."""
    timed_page.mouse.move(0, 0)
    timed_page.goto(ADDRESS)
    with watched(timed_page):
        yield Timed(timed_page)


@pytest.fixture
def own_bench(browser: Browser) -> Iterator[Callable[..., Bench]]:
    """Return a function that opens a page for this test alone: what it changes stays changed.

    Its keywords are those of a browser context.
    """
    with ExitStack() as stack:

        def open_one(**options: Any) -> Bench:
            page = blank(browser, **options)
            stack.callback(page.close)
            page.goto(ADDRESS)
            stack.enter_context(watched(page))
            return Bench(page)

        yield open_one
