"""Servers of the system's packages that tests start for themselves."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path

import pytest


def program(name: str) -> str:
    """Return where a program is; without it the test is skipped, in continuous integration not."""
    places = (
        os.environ["PATH"],
        "/usr/sbin",
        *sorted(glob("/usr/lib/postgresql/*/bin"), reverse=True),
    )
    found = shutil.which(name, path=os.pathsep.join(places))
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


USER = "postgres"  # it refuses to run as root


def _as_user(command: list[str]) -> list[str]:
    return ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", *command]


class Postgres:
    """A PostgreSQL of the tests' own, which can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        initdb, serve = program("initdb"), program("postgres")
        root = os.geteuid() == 0
        self._wrap = _as_user if root else list
        if root:
            for place in (folder, *folder.parents[:3]):
                if place != Path("/tmp"):
                    place.chmod(0o755)
            shutil.chown(folder, USER)
        data = folder / "data"
        made = [initdb, "-D", str(data), "-U", "tests", "-A", "trust", "--no-sync"]
        subprocess.run(self._wrap(made), check=True, capture_output=True, cwd="/")
        # A port could be somebody else's when it starts again.
        self._command = self._wrap([serve, "-D", str(data), "-k", str(folder), "-h", "", "-F"])
        self._folder = folder
        self.start()

    def start(self) -> None:
        self._server = subprocess.Popen(self._command, stderr=subprocess.PIPE, text=True, cwd="/")
        assert self._server.stderr is not None
        for line in self._server.stderr:
            if "ready to accept connections" in line:
                return
        raise RuntimeError("PostgreSQL did not start")

    def address(self, database: str) -> str:
        """Return where a database is, as SQLAlchemy writes it."""
        return f"postgresql+psycopg://tests@/{database}?host={self._folder}"

    def new_database(self, name: str) -> str:
        """Make an empty database; return its address.

        It is a schema that its address alone leads to: a copy of all that PostgreSQL has in a new
        database would cost more than most tests do.
        """
        from sqlalchemy import create_engine, text  # who only hands out tests does without it

        engine = create_engine(self.address("postgres"))
        with engine.begin() as connection:
            connection.execute(text(f"CREATE SCHEMA {name}"))
        engine.dispose()
        return f"{self.address('postgres')}&options=-csearch_path%3D{name}"

    def stop(self) -> None:
        """End it, whoever is connected."""
        self._server.send_signal(signal.SIGINT)
        self._server.communicate()
