"""Opening the database: where it is, and whether its schema is one that we know."""

import os
import sqlite3
import time
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

ADDRESS = "PLAYGROUND_STORE"
"""The environment's variable: a file, the address of a database, or ``none``."""
NONE = "none"
MIGRATIONS = Path(__file__).with_name("migrations")
TRIES, PAUSE = 5, 0.2  # seconds, while another process makes the tables
WAIT = 10.0  # seconds for a database that somebody else writes to


class StoreError(Exception):
    """Why nothing can be kept; its text is for visitors and administrators."""


def address() -> str | None:
    """Return where runs are kept, as SQLAlchemy writes it; None if nowhere."""
    named = os.environ.get(ADDRESS, "").strip()
    if named.lower() == NONE:
        return None
    if "://" in named:
        return named
    folder = platformdirs.user_data_path("backprop-playground", appauthor=False)
    return f"sqlite:///{Path(named) if named else folder / 'runs.sqlite'}"


def opened(where: str) -> Engine:
    """Return the database at ``where``, its schema up to date.

    Raises
    ------
    StoreError
        If it cannot be opened, is damaged, or newer than this program. It stays as it is.
    """
    try:
        url = make_url(where)
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, connect_args=_arguments(url.get_backend_name()))
        if url.get_backend_name() == "sqlite":
            event.listen(engine, "connect", _prepare)
        try:
            _upgrade_among_others(engine)
        except BaseException:
            engine.dispose()
            raise
    except ArgumentError as error:
        raise StoreError(f"{ADDRESS} is no address of a database.") from error
    except (SQLAlchemyError, OSError, ImportError) as error:
        raise StoreError(f"The database cannot be used: {_first_line(error)}") from error
    return engine


def reason(error: BaseException) -> str:
    """Return in a line why a database failed."""
    return _first_line(error)


def _arguments(backend: str) -> dict[str, Any]:
    if backend == "sqlite":
        return {"timeout": WAIT, "check_same_thread": False}
    return {"connect_timeout": int(WAIT)}


def _prepare(connection: Any, _: object) -> None:
    """Have readers not wait for writers, and deletions reach what belongs to a run."""
    cursor = connection.cursor()
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous=NORMAL")  # safe against a killed process
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Have SQLite keep a log of what is written; nobody may write meanwhile.

    Where another process is at it, SQLite does not wait for it, but fails at once.
    """
    until = time.monotonic() + TRIES * PAUSE
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > until:
                raise
            time.sleep(PAUSE)


def _upgrade_among_others(engine: Engine) -> None:
    """Bring the schema up to date; another process may do the same at this very moment."""
    for left in reversed(range(TRIES)):
        try:
            _upgrade(engine)
            return
        except SQLAlchemyError as error:
            if not left or "exists" not in str(error):
                raise
            time.sleep(PAUSE)


def _upgrade(engine: Engine) -> None:
    newest, known = _revisions()
    with engine.begin() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
        if found == newest:
            return
        if found is not None and found not in known:
            raise StoreError(
                "The database was written by a newer version of this program. Update it, or name "
                f"another place in {ADDRESS}."
            )
        config = _config()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(f"The database cannot be brought up to date: {error}") from error


@cache  # while the program runs, its migrations stay as they are
def _revisions() -> tuple[str | None, frozenset[str]]:
    """Return the newest version of the schema, and all that this program knows."""
    scripts = ScriptDirectory.from_config(_config())
    return scripts.get_current_head(), frozenset(s.revision for s in scripts.walk_revisions())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _first_line(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).split("\n", 1)[0]
