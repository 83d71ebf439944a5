"""``deploy/start.py`` on free ports, for tests and benchmarks."""

import json
import os
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from runs.owners import mark
from runs.rooms.codes import new_code
from runs.rooms.events import About
from runs.rooms.store import RoomStore
from runs.store.store import Store
from tests.e2e.server import ROOT, free_port

PATIENCE = 120  # seconds


def ports(count: int) -> int:
    """Return the first of so many free ports in a row."""
    import socket

    while True:
        first = free_port()
        try:
            for port in range(first, first + count):
                with socket.socket() as one:
                    one.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            continue
        return first


class Fleet:
    """Replicas behind nginx."""

    def __init__(
        self, process: subprocess.Popen[bytes], host: str, folder: Path, first: int
    ) -> None:
        self.process, self.host, self._first = process, host, first
        self.log, self._store = folder / "fleet.log", folder / "runs.sqlite"

    def kept(self, run: str) -> bool:
        """Tell whether a run is in the store by now, and plays there."""
        with closing(sqlite3.connect(self._store)) as store:
            found = store.execute("SELECT about FROM runs WHERE key = ?", [run]).fetchall()
        return any(json.loads(about)["playing"] for (about,) in found)

    def open_room(self, secret: str) -> str:
        """Open a lecture room of whoever has that secret, as the first replica would; its code."""
        now, store = time.time(), Store(f"sqlite:///{self._store}")
        about = About(f"room {now}", new_code(), mark(secret), now, now + 3600)
        assert RoomStore(store).open(about)
        store.close()
        return about.code

    def pid(self, replica: str) -> int:
        """Return the process that a replica is at present."""
        wanted = f"--server.port={self._first + int(replica[1:]) - 1}"
        while True:
            for each in Path("/proc").iterdir():
                with suppress(OSError):
                    if each.name.isdecimal() and wanted in (each / "cmdline").read_text():
                        return int(each.name)

    def get(
        self, path: str, cookie: str = "", accept: str = ""
    ) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and content of an answer."""
        headers = {"Cookie": cookie, "Accept-Encoding": accept}
        request = urllib.request.Request(f"http://{self.host}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                told = {name.lower(): value for name, value in answer.headers.items()}
                return answer.status, told, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, {}, b""


@contextmanager
def fleet(folder: Path, replicas: int, **environment: str) -> Iterator[Fleet]:
    """Start so many replicas and nginx; what they print is in ``folder``."""
    listen, first = free_port(), ports(replicas)
    host, log = f"127.0.0.1:{listen}", folder / "fleet.log"
    options = [f"--replicas={replicas}", f"--listen={host}", f"--first-port={first}"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "deploy/start.py", *options],
            cwd=ROOT,
            env={**os.environ, "PLAYGROUND_STORE": str(folder / "runs.sqlite"), **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    made = Fleet(process, host, folder, first)
    until = time.monotonic() + PATIENCE
    try:
        while "behind nginx" not in log.read_text("utf-8", "replace"):
            try:
                process.wait(0.1)
            except subprocess.TimeoutExpired:
                if time.monotonic() < until:
                    continue
            raise RuntimeError(f"the replicas did not start:\n{log.read_text('utf-8', 'replace')}")
        while True:
            with suppress(OSError):
                made.get("/healthz")
                break
        yield made
    finally:
        process.terminate()
        process.wait(60)
