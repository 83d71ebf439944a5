"""The stores that the tests run on: SQLite in a file, and a PostgreSQL of their own."""

import os
import shutil
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


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of an empty PostgreSQL, which is gone afterwards."""
    initdb, serve = _program("initdb"), _program("postgres")
    if initdb is None or serve is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is missing: tests/e2e/install_engines.sh installs it")
        pytest.skip("no PostgreSQL on this machine")
    folder = tmp_path_factory.mktemp("postgres")
    root = os.geteuid() == 0
    wrap = _as_user if root else list
    if root:
        for place in (folder, *folder.parents[:3]):
            if place != Path("/tmp"):
                place.chmod(0o755)
        shutil.chown(folder, USER)
    data, port = folder / "data", free_port()
    made = [initdb, "-D", str(data), "-U", "tests", "-A", "trust", "--no-sync"]
    subprocess.run(wrap(made), check=True, capture_output=True, cwd="/")
    options = ["-p", str(port), "-k", str(folder), "-h", "127.0.0.1", "-F"]
    server = subprocess.Popen(
        wrap([serve, "-D", str(data), *options]), stderr=subprocess.PIPE, text=True, cwd="/"
    )
    assert server.stderr is not None
    for line in server.stderr:
        if "ready to accept connections" in line:
            break
    else:
        raise RuntimeError("PostgreSQL did not start")
    try:
        yield f"postgresql+psycopg://tests@127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.communicate()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty store."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'some folder' / 'runs.sqlite'}"
    base = request.getfixturevalue("postgres")
    name = f"store{abs(hash(request.node.nodeid))}"
    engine = create_engine(f"{base}postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return base + name
