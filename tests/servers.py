"""Servers of the system's packages that tests start for themselves."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def program(name: str) -> str:
    """Return where a program is; without it the test is skipped, in continuous integration not."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"{name} is missing: tests/e2e/install_engines.sh installs it")
        pytest.skip(f"no {name} on this machine")
    return found


@contextmanager
def redis_server(folder: Path) -> Iterator[str]:
    """Yield the address of a Redis that is gone afterwards."""
    path = folder / "hub.sock"
    command = [program("redis-server"), "--port", "0", "--unixsocket", str(path), "--save", ""]
    with subprocess.Popen(
        [*command, "--dir", str(folder)], stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            for line in server.stdout:
                if "Ready to accept connections" in line or "ready to accept" in line:
                    break
            else:
                raise RuntimeError("Redis did not start")
            yield f"unix://{path}"
        finally:
            server.terminate()
            server.communicate()
