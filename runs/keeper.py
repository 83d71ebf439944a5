"""Keeps runs beyond the process, if there is anywhere to keep them; else says why not."""

import logging
import time
from collections.abc import Callable, Iterable, Sequence

from core.training import Checkpoint
from runs import pair
from runs.drawings import Collection
from runs.run import Run
from runs.saved import Summary
from runs.store.database import StoreError, address
from runs.store.saver import Saver
from runs.store.store import Kept, Store

_log = logging.getLogger(__name__)


class Keeper:
    """The store of this process and what writes to it.

    Parameters
    ----------
    runs, drawings : () -> iterable
        Those of this process.
    """

    def __init__(
        self,
        runs: Callable[[], Iterable[Run]],
        drawings: Callable[[], Iterable[Collection]] = list,
    ) -> None:
        self.store: Store | None = None
        self._saver: Saver | None = None
        self._why = ""
        where = address()
        if where is None:
            return
        try:
            self.store = Store(where)
            self.store.prune()
        except StoreError as error:
            self._why = str(error)
            _log.warning("Runs are not kept: %s", error)
            return
        _log.info("Runs are kept", extra={"facts": {"database": where.partition(":")[0]}})
        self._saver = Saver(self.store, runs, drawings)
        self._saver.start()

    @property
    def trouble(self) -> str:
        """Why runs are not kept at present; '' if they are, or nobody wants it."""
        return self._why or (self._saver.trouble if self._saver else "")

    @property
    def saves(self) -> int:
        """Runs written so far."""
        return self._saver.saves if self._saver else 0

    @property
    def save_seconds(self) -> float:
        """Seconds spent on that."""
        return self._saver.seconds if self._saver else 0.0

    def save(self, run: Run) -> None:
        """Save a run at once, if there is anywhere to."""
        if self._saver is not None:
            self._saver.save_now(run)

    def revived(self, key: str) -> tuple[Run | None, bool]:
        """Return the run that was kept under ``key``, and whether it played then; None if none."""
        if self.store is None:
            return None, False
        try:
            saved = self.store.load(key)
            return (None, False) if saved is None else (pair.revived(saved), saved.playing)
        except (StoreError, ValueError) as error:
            _log.warning("A run does not come back: %s", error)
            return None, False

    def of(self, owner: str) -> list[Kept]:
        """Return the runs of an owner that were kept, by the mark."""
        if self.store is None:
            return []
        try:
            return self.store.of(owner)
        except StoreError as error:
            _log.warning("Runs are not listed: %s", error)
            return []

    def latest(self, key: str) -> Checkpoint | None:
        """Return the checkpoint that a kept run goes on from; None if there is none."""
        if self.store is None:
            return None
        try:
            return self.store.latest(key)
        except (StoreError, ValueError) as error:
            _log.warning("A run has no picture: %s", error)
            return None

    def summaries(self, keys: Sequence[str]) -> dict[str, Summary]:
        """Return what a list says of those of the runs that were kept, by key."""
        if self.store is None:
            return {}
        try:
            return self.store.summaries(keys)
        except StoreError as error:
            _log.warning("Runs are not listed: %s", error)
            return {}

    def drawn(self, key: str) -> Collection | None:
        """Return the drawings that were kept under ``key``; None if none."""
        if self.store is None:
            return None
        try:
            data = self.store.load_drawings(key)
            return None if data is None else Collection.of(key, data)
        except (StoreError, ValueError) as error:
            _log.warning("Drawings do not come back: %s", error)
            return None

    def stop(self) -> None:
        """Save what is new, and let go of the store."""
        if self._saver is not None:
            since, before = time.monotonic(), self.saves
            self._saver.stop()
            took = round(time.monotonic() - since, 2)
            _log.info("Stopped", extra={"facts": {"saved": self.saves - before, "seconds": took}})
        if self.store is not None:
            self.store.close()
