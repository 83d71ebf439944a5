"""Find the browser that the end-to-end tests drive; as a script, print its path."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# The same engine without what windows need: what Playwright itself starts where none is to be seen.
HEADLESS = ("chromium-headless-shell",)
ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_browser(*, headless: bool = False) -> str | None:
    """Return the path of a Chromium or Chrome that starts, or None.

    In this order: what the variable CHROMIUM names, with ``headless`` Debian's Chromium that cannot
    open windows (all tests together take a tenth less time in it), the system's browser,
    Playwright's own.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if not starts(named):
            raise RuntimeError(f"CHROMIUM names {named}, which does not start")
        return named
    names = (*HEADLESS, *ON_PATH) if headless else ON_PATH
    system = [path for name in names if (path := shutil.which(name))]
    for path in (*system, *ON_MACOS):
        if not is_snap(path) and starts(path):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if starts(own) else None


def is_snap(path: str) -> bool:
    """Tell whether ``path`` leads to a snap, whose own /tmp Playwright cannot share."""
    target = Path(path).resolve()
    if target.name == "snap" or "snap" in target.parts:
        return True
    if not target.is_file():
        return False
    with target.open("rb") as file:
        return b"/snap/bin" in file.read(4096)


def starts(path: str) -> bool:
    """Tell whether the browser at ``path`` can say its version."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    try:
        found = find_browser()
    except RuntimeError as error:
        sys.exit(str(error))
    if found is None:
        sys.exit(1)
    print(found)
