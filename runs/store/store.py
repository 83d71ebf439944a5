"""Reading and writing runs and drawings."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from weakref import ref

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from core.training import Checkpoint
from runs import saved as saved_run
from runs.saved import Saved, Summary
from runs.store.database import StoreError, opened, reason
from runs.store.schema import DRAWINGS, MOMENTS, RUNS

MOST_BYTES = 2 * 2**30
MOST_DAYS = 180.0


@dataclass(frozen=True, slots=True)
class Kept:
    """One run in the store: its key, name, size in bytes, and when it was saved (since 1970)."""

    key: str
    name: str
    bytes: int
    saved: float


class Store:
    """A database with runs and drawings. Its methods may be called from any thread.

    Each raises ``StoreError`` if the database fails; nothing is half written then.
    """

    def __init__(self, where: str) -> None:
        self._engine: Engine = opened(where)
        # Moments by run and steps; whoever forgets a run need not tell.
        self._written: dict[str, dict[int, ref[Checkpoint]]] = {}

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            raise StoreError(reason(error)) from error

    # -- runs --------------------------------------------------------------------------

    def save(self, run: Saved, *, whole: bool) -> None:
        """Keep a run as it is; with ``whole`` also all moments that it can be seen at again."""
        before = self._written.get(run.key, {})
        wanted = {moment.steps: moment for moment in run.moments}
        kept = {
            steps: moment
            for steps, moment in before.items()
            if (alive := moment()) is not None and wanted.get(steps) is alive
        }
        stale = before.keys() - kept.keys()
        new = [m for steps, m in wanted.items() if steps not in kept] if whole else []
        packed = [
            {"run": run.key, "steps": moment.steps, "checkpoint": saved_run.pack_moment(moment)}
            for moment in new
        ]
        kept |= {moment.steps: ref(moment) for moment in new}
        curves, latest = run.arrays(), saved_run.pack_moment(run.latest)
        row = {
            "about": run.about(),
            "curves": curves,
            "latest": latest,
            "bytes": len(curves) + len(latest) * (1 + len(kept)),
            "saved": time.time(),
        }
        with self._begin() as connection:
            found = connection.execute(update(RUNS).where(RUNS.c.key == run.key).values(row))
            if not found.rowcount:
                connection.execute(insert(RUNS).values(key=run.key, name="", **row))
            of_it = MOMENTS.c.run == run.key
            if not before:  # of a process that was
                connection.execute(delete(MOMENTS).where(of_it))
            elif stale:
                connection.execute(delete(MOMENTS).where(of_it, MOMENTS.c.steps.in_(stale)))
            if packed:
                connection.execute(insert(MOMENTS), packed)
        self._written[run.key] = kept

    def load(self, key: str) -> Saved | None:
        """Return the run under ``key``, None if there is none.

        Raises
        ------
        ValueError
            If what is there is no run that can go on.
        """
        with self._begin() as connection:
            row = connection.execute(select(RUNS).where(RUNS.c.key == key)).one_or_none()
            moments = connection.execute(
                select(MOMENTS.c.checkpoint).where(MOMENTS.c.run == key).order_by(MOMENTS.c.steps)
            ).scalars()
            if row is None:
                return None
            found = saved_run.load(row.about, row.curves, list(moments), row.latest)
        self._written[key] = {moment.steps: ref(moment) for moment in found.moments}
        return found

    def rename(self, key: str, name: str) -> None:
        """Give a run a name; '' takes it away."""
        with self._begin() as connection:
            connection.execute(update(RUNS).where(RUNS.c.key == key).values(name=name[:200]))

    def summaries(self, keys: Sequence[str]) -> dict[str, Summary]:
        """Return what a list says of those of the runs that are here, by key."""
        columns = RUNS.c.about, RUNS.c.curves
        with self._begin() as connection:
            rows = connection.execute(select(*columns).where(RUNS.c.key.in_(keys))).all()
        found = {}
        for about, curves in rows:
            with suppress(ValueError):  # of another version, which cannot go on here
                one = saved_run.summary(about, curves)
                found[one.key] = one
        return found

    def named(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the names of those of the runs that have one."""
        with self._begin() as connection:
            rows = connection.execute(select(RUNS.c.key, RUNS.c.name).where(RUNS.c.key.in_(keys)))
            return {row.key: row.name for row in rows if row.name}

    def remove(self, key: str) -> None:
        """Forget a run for good."""
        with self._begin() as connection:
            connection.execute(delete(MOMENTS).where(MOMENTS.c.run == key))
            connection.execute(delete(RUNS).where(RUNS.c.key == key))
        self._written.pop(key, None)

    def all(self) -> list[Kept]:
        """Return what is there, what was saved last first."""
        columns = RUNS.c.key, RUNS.c.name, RUNS.c.bytes, RUNS.c.saved
        with self._begin() as connection:
            rows = connection.execute(select(*columns).order_by(RUNS.c.saved.desc()))
            return [Kept(*row) for row in rows]

    def prune(self, most_bytes: int = MOST_BYTES, most_days: float = MOST_DAYS) -> int:
        """Remove what is too old, then the oldest until the rest is small enough; return how many.

        Runs without a name go first.
        """
        kept = self.all()
        oldest = sorted(kept, key=lambda run: (bool(run.name), run.saved))
        since = time.time() - most_days * 86_400
        total = sum(run.bytes for run in kept)
        gone = 0
        for run in oldest:
            if total > most_bytes or (run.saved < since and not run.name):
                self.remove(run.key)
                total -= run.bytes
                gone += 1
        return gone

    # -- drawings ----------------------------------------------------------------------

    def save_drawings(self, key: str, pictures: bytes) -> None:
        """Keep a visitor's collected drawings."""
        row = {"pictures": pictures, "saved": time.time()}
        with self._begin() as connection:
            found = connection.execute(update(DRAWINGS).where(DRAWINGS.c.key == key).values(row))
            if not found.rowcount:
                connection.execute(insert(DRAWINGS).values(key=key, **row))

    def load_drawings(self, key: str) -> bytes | None:
        """Return the drawings under ``key``, None if there are none."""
        with self._begin() as connection:
            found = connection.execute(
                select(DRAWINGS.c.pictures).where(DRAWINGS.c.key == key)
            ).scalar_one_or_none()
        return None if found is None else bytes(found)

    def size(self) -> int:
        """Return the bytes of all runs together."""
        with self._begin() as connection:
            return int(connection.execute(select(func.sum(RUNS.c.bytes))).scalar() or 0)
