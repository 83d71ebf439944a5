"""Drawings that a visitor collected, with their digits; kept apart from any screen."""

import secrets
import threading
from collections import OrderedDict

import numpy as np

from core.arrays import ByteArray, IntArray
from core.data.drawings import MOST, encode

MOST_COLLECTIONS = 128  # with MOST drawings each about 100 MB


class Collection:
    """Pictures (28, 28) in MNIST's form, and which digit each of them is."""

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(9)
        self._items: list[tuple[ByteArray, int]] = []

    def __len__(self) -> int:
        return len(self._items)

    @property
    def images(self) -> ByteArray:
        """All pictures, (n, 28, 28)."""
        pictures = [image for image, _ in self._items]
        return np.stack(pictures) if pictures else np.empty((0, 28, 28), np.uint8)

    @property
    def labels(self) -> IntArray:
        """Their digits, (n,)."""
        return np.array([label for _, label in self._items], np.intp)

    def add(self, image: ByteArray, label: int) -> None:
        """Keep one more.

        Raises
        ------
        ValueError
            If it is no picture of 28 x 28 bytes, the label no digit, or the collection full.
        """
        if image.shape != (28, 28) or image.dtype != np.uint8:
            raise ValueError("A drawing must be a picture of 28 × 28 bytes.")
        if not 0 <= label <= 9:
            raise ValueError(f"The label must be a digit, not {label}.")
        if len(self) >= MOST:
            raise ValueError(f"The collection is full: it holds {MOST:,} drawings.")
        self._items.append((image.copy(), int(label)))

    def remove(self, position: int) -> None:
        """Take one out, if there is one at this position."""
        if 0 <= position < len(self):
            del self._items[position]

    def remove_all(self) -> None:
        """Take all out."""
        self._items.clear()

    def as_text(self) -> str:
        """Return all as a ``DataSpec`` carries them."""
        return encode(self.images, self.labels)


class Collections:
    """The collections of all visitors, by key; those not used for longest go when there are many.

    Parameters
    ----------
    most : int
        How many are kept, at least 1.
    """

    def __init__(self, most: int = MOST_COLLECTIONS) -> None:
        self._kept: OrderedDict[str, Collection] = OrderedDict()
        self._lock = threading.Lock()
        self._most = most

    def get(self, key: str) -> Collection:
        """Return the collection under ``key``, or a new one, which has a key of its own."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                found = Collection()
                self._kept[found.key] = found
            self._kept.move_to_end(found.key)
            while len(self._kept) > self._most:
                del self._kept[self._least_missed(found.key)]
            return found

    def _least_missed(self, but: str) -> str:
        """Return the key of the oldest empty collection, else of the oldest."""
        keys = [key for key in self._kept if key != but]
        return next((key for key in keys if not len(self._kept[key])), keys[0])
