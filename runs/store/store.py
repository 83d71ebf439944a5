"""Reading and writing runs and drawings."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from weakref import ref

from sqlalchemy import Connection, Engine, delete, func, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from core.training import Checkpoint
from runs import saved as saved_run
from runs.saved import Saved, Summary
from runs.store.database import StoreError, opened, reason
from runs.store.schema import DRAWINGS, MOMENTS, PASSES, ROOM_EVENTS, ROOMS, RUNS

MOST_BYTES = 2 * 2**30
MOST_DAYS = 180.0
DAY = 86_400.0  # seconds; so long a run that was deleted can be had back


@dataclass(frozen=True, slots=True)
class Kept:
    """One run in the store: its key, name, size in bytes.

    ``saved`` is when it was saved, ``deleted`` when its owner deleted it, in seconds since 1970.
    """

    key: str
    name: str
    bytes: int
    saved: float
    deleted: float | None = None


_KEPT = RUNS.c.key, RUNS.c.name, RUNS.c.bytes, RUNS.c.saved, RUNS.c.deleted


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
    def begin(self) -> Iterator[Connection]:
        """Do what follows at once, or none of it."""
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
            "owner": run.owner,
            "name": run.name[:200],
            "curves": curves,
            "latest": latest,
            "bytes": len(curves) + len(latest) * (1 + len(kept)),
            "saved": time.time(),
        }
        with self.begin() as connection:
            found = connection.execute(update(RUNS).where(RUNS.c.key == run.key).values(row))
            if not found.rowcount:
                connection.execute(insert(RUNS).values(key=run.key, **row))
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
        with self.begin() as connection:
            there = RUNS.c.key == key, RUNS.c.deleted.is_(None)
            row = connection.execute(select(RUNS).where(*there)).one_or_none()
            moments = connection.execute(
                select(MOMENTS.c.checkpoint).where(MOMENTS.c.run == key).order_by(MOMENTS.c.steps)
            ).scalars()
            if row is None:
                return None
            found = saved_run.load(row.about, row.curves, list(moments), row.latest)
            found = replace(found, name=row.name, owner=row.owner)
        self._written[key] = {moment.steps: ref(moment) for moment in found.moments}
        return found

    def rename(self, key: str, name: str) -> None:
        """Give a run a name; '' takes it away."""
        with self.begin() as connection:
            connection.execute(update(RUNS).where(RUNS.c.key == key).values(name=name[:200]))

    def summaries(self, keys: Sequence[str]) -> dict[str, Summary]:
        """Return what a list says of those of the runs that are here, by key."""
        columns, there = (RUNS.c.about, RUNS.c.curves), RUNS.c.deleted.is_(None)
        with self.begin() as connection:
            rows = connection.execute(select(*columns).where(RUNS.c.key.in_(keys), there)).all()
        found = {}
        for about, curves in rows:
            with suppress(ValueError):  # of another version, which cannot go on here
                one = saved_run.summary(about, curves)
                found[one.key] = one
        return found

    def of(self, owner: str) -> list[Kept]:
        """Return the runs of an owner, by the mark, what was saved last first."""
        with self.begin() as connection:
            chosen = select(*_KEPT).where(RUNS.c.owner == owner, RUNS.c.deleted.is_(None))
            return [Kept(*row) for row in connection.execute(chosen.order_by(RUNS.c.saved.desc()))]

    def latest(self, key: str) -> Checkpoint | None:
        """Return the checkpoint that a run goes on from, None if there is no such run.

        Raises
        ------
        ValueError
            If what is there is no checkpoint.
        """
        with self.begin() as connection:
            chosen = select(RUNS.c.latest).where(RUNS.c.key == key)
            found = connection.execute(chosen).scalar_one_or_none()
        return None if found is None else saved_run.moment_of(found)

    def give(self, before: str, after: str) -> None:
        """Have all runs and rooms of one owner be another's, by their marks."""
        with self.begin() as connection:
            for table in (RUNS, ROOMS):
                connection.execute(update(table).where(table.c.owner == before).values(owner=after))
            done = ROOM_EVENTS.c.member == before
            connection.execute(update(ROOM_EVENTS).where(done).values(member=after))

    def hide(self, key: str) -> None:
        """Have a run be gone; ``restore`` brings it back, until ``prune`` finds it a day later."""
        self._mark_deleted(key, time.time())

    def restore(self, key: str) -> None:
        """Have a run that was hidden be there again."""
        self._mark_deleted(key, None)

    def _mark_deleted(self, key: str, when: float | None) -> None:
        with self.begin() as connection:
            connection.execute(update(RUNS).where(RUNS.c.key == key).values(deleted=when))

    def remove(self, key: str) -> None:
        """Forget a run for good."""
        with self.begin() as connection:
            connection.execute(delete(MOMENTS).where(MOMENTS.c.run == key))
            connection.execute(delete(RUNS).where(RUNS.c.key == key))
        self._written.pop(key, None)

    def all(self) -> list[Kept]:
        """Return what is there, what was saved last first."""
        with self.begin() as connection:
            rows = connection.execute(select(*_KEPT).order_by(RUNS.c.saved.desc()))
            return [Kept(*row) for row in rows]

    def prune(self, most_bytes: int = MOST_BYTES, most_days: float = MOST_DAYS) -> int:
        """Remove what is too old, then the oldest until the rest is small enough; return how many.

        Runs that were deleted go first, then those without a name. Passes that are over go, too.
        """
        kept, now = self.all(), time.time()
        oldest = sorted(kept, key=lambda run: (not run.deleted, bool(run.name), run.saved))
        since = now - most_days * DAY
        total = sum(run.bytes for run in kept)
        gone = 0
        with self.begin() as connection:
            connection.execute(delete(PASSES).where(PASSES.c.until < now))
        for run in oldest:
            old = run.saved < since and not run.name
            old = old or (run.deleted is not None and run.deleted < now - DAY)
            if total > most_bytes or old:
                self.remove(run.key)
                total -= run.bytes
                gone += 1
        return gone

    # -- drawings ----------------------------------------------------------------------

    def save_drawings(self, key: str, pictures: bytes) -> None:
        """Keep a visitor's collected drawings."""
        row = {"pictures": pictures, "saved": time.time()}
        with self.begin() as connection:
            found = connection.execute(update(DRAWINGS).where(DRAWINGS.c.key == key).values(row))
            if not found.rowcount:
                connection.execute(insert(DRAWINGS).values(key=key, **row))

    def load_drawings(self, key: str) -> bytes | None:
        """Return the drawings under ``key``, None if there are none."""
        with self.begin() as connection:
            found = connection.execute(
                select(DRAWINGS.c.pictures).where(DRAWINGS.c.key == key)
            ).scalar_one_or_none()
        return None if found is None else bytes(found)

    # -- passes ------------------------------------------------------------------------

    def save_pass(self, token: str, sealed: str, until: float) -> None:
        """Keep what a pass opens, under its hash, until then (since 1970)."""
        row = {"token": token, "sealed": sealed, "until": until}
        with self.begin() as connection:
            connection.execute(insert(PASSES).values(row))

    def take_pass(self, token: str) -> str | None:
        """Return what a pass opens, which it does once; None if it is not there, or over."""
        it = PASSES.c.token == token
        with self.begin() as connection:
            found = connection.execute(select(PASSES).where(it)).one_or_none()
            gone = connection.execute(delete(PASSES).where(it)).rowcount
        good = found is not None and gone == 1 and found.until >= time.time()
        return found.sealed if good and found is not None else None

    def size(self) -> int:
        """Return the bytes of all runs together."""
        with self.begin() as connection:
            return int(connection.execute(select(func.sum(RUNS.c.bytes))).scalar() or 0)
