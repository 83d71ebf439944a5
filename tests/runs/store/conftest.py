"""The stores that the tests run on: SQLite in a file, and a PostgreSQL of their own."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from glob import glob
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.e2e.server import free_port

USER = "postgres"  # it refuses to run as root


def _program(name: str) -> str | None:
    return shutil.which(name) or max(glob(f"/usr/lib/postgresql/*/bin/{name}"), default=None)


def _as_user(command: list[str]) -> list[str]:
    return ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", *command]


class Postgres:
    """A PostgreSQL of the tests' own, which can be stopped and started again."""

    def __init__(self, folder: Path, programs: tuple[str, str]) -> None:
        initdb, serve = programs
        root = os.geteuid() == 0
        self._wrap = _as_user if root else list
        if root:
            for place in (folder, *folder.parents[:3]):
                if place != Path("/tmp"):
                    place.chmod(0o755)
            shutil.chown(folder, USER)
        data, port = folder / "data", free_port()
        made = [initdb, "-D", str(data), "-U", "tests", "-A", "trust", "--no-sync"]
        subprocess.run(self._wrap(made), check=True, capture_output=True, cwd="/")
        options = ["-p", str(port), "-k", str(folder), "-h", "127.0.0.1", "-F"]
        self._command = self._wrap([serve, "-D", str(data), *options])
        self.address = f"postgresql+psycopg://tests@127.0.0.1:{port}/"
        self.start()

    def start(self) -> None:
        self._server = subprocess.Popen(self._command, stderr=subprocess.PIPE, text=True, cwd="/")
        assert self._server.stderr is not None
        for line in self._server.stderr:
            if "ready to accept connections" in line:
                return
        raise RuntimeError("PostgreSQL did not start")

    def stop(self) -> None:
        """End it, whoever is connected."""
        self._server.send_signal(signal.SIGINT)
        self._server.communicate()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """Yield an empty PostgreSQL, which is gone afterwards."""
    initdb, serve = _program("initdb"), _program("postgres")
    if initdb is None or serve is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is missing: tests/e2e/install_engines.sh installs it")
        pytest.skip("no PostgreSQL on this machine")
    running = Postgres(tmp_path_factory.mktemp("postgres"), (initdb, serve))
    yield running
    running.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty store."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'some folder' / 'runs.sqlite'}"
    base = request.getfixturevalue("postgres").address
    name = f"store{abs(hash(request.node.nodeid))}"
    engine = create_engine(f"{base}postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return base + name
