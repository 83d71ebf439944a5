"""Settings that must hold before NumPy is loaded, Hypothesis' own, and the one browser."""

import atexit
import functools
import gc
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.browser import find_browser
from tests.e2e.server import launch
from tests.servers import Postgres

# Nothing that is imported, and no test, is garbage: a second less to collect them.
gc.disable()

# As `make run` does: at these sizes several threads for one product only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# What moves can be seen to move at five frames a second, too; painting is what browsers cost here.
os.environ.setdefault("PLAYGROUND_FRAMES", "5")

# Tests that want a store make one of their own.
os.environ["PLAYGROUND_STORE"] = "none"

JOURNEYS = "tests/e2e/"  # each takes seconds

# A page of theirs is gone before V8's optimising compilers have earned what they take: a tenth.
BRIEF = "--js-flags=--no-turbofan --no-maglev"

# What a page loads goes through one process less. The other features are Playwright's own, which
# naming any takes away.
ONE_LESS = (
    "--enable-features=NetworkServiceInProcess2,"
    "CDPScreenshotNewSurface,SkipListAccountsWithoutGaiaCookies"
)

# Whoever asks another host for anything gets no answer, which tests/e2e/conftest.py sees.
NO_OTHERS = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"

# How long an example takes is no promise: that is for benchmarks/ to tell.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")


def spare_app_test() -> None:
    """Spare AppTest half its time, which is not the pages'.

    It asks all the installed packages for components and makes a stand-in for the runtime each
    time, and asks a thousand times a second whether the page's thread has come to its end. What the
    app's server does for its pages, it does not.
    """
    from streamlit.components.v2 import manifest_scanner
    from streamlit.testing.v1 import app_test, local_script_runner

    from ui.shell import one_value

    once = functools.cache(manifest_scanner.scan_component_manifests)
    manifest_scanner.scan_component_manifests = once
    app_test.MagicMock = functools.cache(app_test.MagicMock)
    has_ended = local_script_runner.require_widgets_deltas

    def wait(runner: local_script_runner.LocalScriptRunner, timeout: float = 3) -> None:
        runner._script_thread.join(timeout)
        has_ended(runner, timeout=0.1)  # raises if it has not

    local_script_runner.require_widgets_deltas = wait
    one_value.give()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser(headless=True)
    if path is None:
        pytest.fail("no Chromium found: run `make test`, or name one in the variable CHROMIUM")
    with sync_playwright() as playwright:
        launched = launch(playwright.chromium.launch, path, BRIEF, ONE_LESS, NO_OTHERS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """Yield an empty PostgreSQL, which is gone afterwards."""
    running = Postgres(tmp_path_factory.mktemp("postgres"))
    yield running
    running.stop()


@pytest.hookimpl(optionalhook=True)  # of xdist
def pytest_xdist_auto_num_workers() -> int:
    """Return half as many again as there are processors: who waits for a browser computes not."""
    return 3 * (os.cpu_count() or 1) // 2


def pytest_configure(config: pytest.Config) -> None:
    """Have workers that are done end: to take to pieces what they have takes most of a second.

    The variables of a worker would not do: a pytest that a test starts has them, too, and tells by
    its exit code what came of it.
    """
    if hasattr(config, "workerinput"):
        atexit.register(os._exit, 0)


def pytest_collection_finish() -> None:
    """Keep what has been imported, and all the tests, out of each search for garbage.

    Whoever runs pages has imported AppTest by now; all others do without it and its time.
    """
    if "streamlit.testing.v1" in sys.modules:
        spare_app_test()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)  # each page's run leaves thousands of objects
    gc.enable()


@pytest.fixture(autouse=True)
def nothing_trains_on() -> Iterator[None]:
    """Have the runs that a test's pages play end with it, not ten seconds later."""
    yield
    if (server := sys.modules.get("ui.shell.server")) is not None:
        for run in server.runs().all():
            if run.playing and not run.elsewhere:
                run.pause()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that ask for a browser, themselves or by what they ask for; journeys go first.

    Workers are given equal parts, in order, and who is done takes the end of another's: so all
    have journeys to begin with, and none is still at a long one when the others have finished.
    """
    for item in items:
        if {"browser", "engine"} & {*getattr(item, "fixturenames", ())}:
            item.add_marker("browser")
    journeys = [item for item in items if item.nodeid.startswith(JOURNEYS)]
    others = [item for item in items if not item.nodeid.startswith(JOURNEYS)]
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    items[:] = [
        item
        for k in range(workers)
        for some in (
            journeys[k::workers],
            others[len(others) * k // workers : len(others) * (k + 1) // workers],
        )
        for item in some
    ]
