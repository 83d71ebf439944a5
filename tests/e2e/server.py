"""The app's server and the browser that looks at it, for tests and benchmarks."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
BROWSER_ARGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-3d-apis",
    "--font-render-hinting=slight",  # Chromium without windows has wider letters else
)
# Streamlit 1.67 closes a socket twice when a page goes while a script sends to it; harmless too.
CLOSED_TWICE = re.compile(
    r"Exception in ASGI application\n(?:(?!Exception in ASGI application).*\n)*?"
    r'starlette\.websockets\.WebSocketDisconnected: Cannot call "send" once a close message .*'
)


class Server:
    """``streamlit run app.py`` on a free port, with what it prints."""

    def __init__(self, folder: Path, port: int = 0, store: str = "none") -> None:
        port = port or free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.log = folder / "server.log"
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        options = {
            "server.address": "127.0.0.1",
            "server.port": port,
            "server.headless": "true",
            "server.fileWatcherType": "none",
            "browser.gatherUsageStats": "false",
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, *(f"--{name}={value}" for name, value in options.items())],
                cwd=ROOT,
                env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PLAYGROUND_STORE": store},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait_until_healthy(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                pass
            try:  # a pause, unless the server ends first
                self.process.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                continue
            break
        raise RuntimeError(f"the server did not start:\n{self.output()}")

    def output(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def traceback(self, start: int = 0) -> str | None:
        """Return what was printed from ``start`` on if there is a traceback in it."""
        printed = CLOSED_TWICE.sub("", self.output()[start:])
        return f"the server printed:\n{printed}" if "Traceback" in printed else None

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def launch(start: Callable[..., Browser], path: str, *args: str) -> Browser:
    """Start the browser in its sandbox, which root and some containers cannot have."""
    options: dict[str, Any] = {"executable_path": path, "args": (*BROWSER_ARGS, *args)}
    if os.geteuid() != 0:
        try:
            return start(**options, chromium_sandbox=True)
        except Error as error:
            if "sandbox" not in str(error).lower():
                raise
    return start(**options, chromium_sandbox=False)
