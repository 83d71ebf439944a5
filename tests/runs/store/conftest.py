"""The stores that the tests run on: SQLite in a file, and a PostgreSQL of their own."""

from pathlib import Path

import pytest


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty store."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'some folder' / 'runs.sqlite'}"
    name = f"store{abs(hash(request.node.nodeid))}"
    return request.getfixturevalue("postgres").new_database(name)
