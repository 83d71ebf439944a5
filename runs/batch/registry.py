"""Sweeps by key; of many the oldest end, and go."""

import threading

from runs.batch.batch import Batch

MOST = 64


class Batches:
    """The sweeps of one process."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._batches: dict[str, Batch] = {}

    def add(self, batch: Batch) -> None:
        """Keep ``batch`` under its key."""
        with self._lock:
            self._batches[batch.key] = batch
            gone = [self._batches.pop(key) for key in list(self._batches)[: -self._most]]
        for other in gone:
            other.cancel()

    def get(self, key: str) -> Batch | None:
        """Return the sweep under ``key``; None if there is none."""
        with self._lock:
            return self._batches.get(key)
