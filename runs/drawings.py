"""Drawings that a visitor collected, with their digits; kept apart from any screen."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable

import numpy as np

from core.arrays import ByteArray, IntArray
from core.data.drawings import MOST, encode
from runs.packing import packed, unpacked

MOST_COLLECTIONS = 128  # with MOST drawings each about 100 MB


class Collection:
    """Pictures (28, 28) in MNIST's form, and which digit each of them is.

    ``version`` changes whenever they do.
    """

    def __init__(self) -> None:
        self.key = secrets.token_urlsafe(9)
        self.version = 0
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
        self.version += 1

    def remove(self, position: int) -> None:
        """Take one out, if there is one at this position."""
        if 0 <= position < len(self):
            del self._items[position]
            self.version += 1

    def remove_all(self) -> None:
        """Take all out."""
        self._items.clear()
        self.version += 1

    def as_text(self) -> str:
        """Return all as a ``DataSpec`` carries them."""
        return encode(self.images, self.labels)

    def as_bytes(self) -> bytes:
        """Return all as a store keeps them."""
        return packed({"images": self.images, "labels": self.labels})

    @classmethod
    def of(cls, key: str, data: bytes) -> "Collection":
        """Return the one under ``key`` that ``as_bytes`` made bytes of.

        Raises
        ------
        ValueError
            If they are none.
        """
        found = cls()
        found.key = key
        try:
            arrays = unpacked(data)
            for image, label in zip(arrays["images"], arrays["labels"].tolist(), strict=True):
                found.add(image, label)
        except (KeyError, AttributeError) as error:
            raise ValueError("These are no drawings.") from error
        return found


class Collections:
    """The collections of all visitors, by key; those not used for longest go when there are many.

    Parameters
    ----------
    most : int
        How many are kept, at least 1.
    load : (key) -> Collection or None, optional
        Brings back one that is not here.
    """

    def __init__(
        self,
        most: int = MOST_COLLECTIONS,
        load: Callable[[str], Collection | None] = lambda key: None,
    ) -> None:
        self._load = load
        self._kept: OrderedDict[str, Collection] = OrderedDict()
        self._lock = threading.Lock()
        self._most = most

    def get(self, key: str) -> Collection:
        """Return the collection under ``key``, or a new one, which has a key of its own."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                found = (self._load(key) if key else None) or Collection()
                self._kept[found.key] = found
            self._kept.move_to_end(found.key)
            while len(self._kept) > self._most:
                del self._kept[self._least_missed(found.key)]
            return found

    def all(self) -> list[Collection]:
        """Return all that are here."""
        with self._lock:
            return list(self._kept.values())

    def _least_missed(self, but: str) -> str:
        """Return the key of the oldest empty collection, else of the oldest."""
        keys = [key for key in self._kept if key != but]
        return next((key for key in keys if not len(self._kept[key])), keys[0])
